"""The wheel alone, in a fresh environment without Node and without the checkout, runs the demo.

The libraries are not downloaded again: those the lock file for running names are laid into the
fresh environment as links, and no others. So this shows that nothing of the checkout and nothing
of the developers' libraries is needed. That the lock file itself can be installed is shown where
the development environment is made from one.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.running.installation import Installation, clean_environ
from tests.running.visiting import Visitor
from tools.check_locks import read_pins

pytestmark = pytest.mark.running
ROOT = Path(__file__).parents[2]
NODE = {"node", "nodejs", "npm", "npx", "corepack"}


@dataclass
class Fresh(Installation):
    """An installation of the wheel, somewhere else."""

    home: Path = Path()

    @property
    def environ(self) -> dict[str, str]:
        ours = clean_environ(BROBYGGER_DATA=str(self.data), PORT=str(self.port))
        ours.pop("PYTHONPATH", None)
        return ours | {"PATH": str(self.home / "programs"), "HOME": str(self.home)}


def build_wheel(to: Path) -> Path:
    """The wheel of this checkout, its front end as it is built now."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    subprocess.run([*build, str(to)], cwd=ROOT, check=True, capture_output=True)
    [wheel] = to.glob("*.whl")
    return wheel


def link_libraries(site_packages: Path) -> None:
    """What requirements/base.txt names, as it is installed here."""
    pins, _ = read_pins(ROOT / "requirements" / "base.txt")
    for name in pins:
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:  # for another system than this
            continue
        for top in {file.parts[0] for file in files} - {"..", "__pycache__"}:
            link = site_packages / top
            if not link.exists():
                link.symlink_to(Path(str(distribution(name).locate_file(top))))


def link_programs(to: Path) -> None:
    """The system's programs but for Node."""
    to.mkdir()
    for folder in map(Path, os.environ["PATH"].split(os.pathsep)):
        for program in folder.iterdir() if folder.is_dir() else ():
            if program.name not in NODE and not (to / program.name).is_symlink():
                (to / program.name).symlink_to(program)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fresh]:
    """The wheel, installed and running in demo mode."""
    home = tmp_path_factory.mktemp("fresh")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    python = home / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--offline"]
    wheel = build_wheel(home / "dist")
    subprocess.run([*install, "--no-cache", f"--python={python}", str(wheel)], check=True)
    [site_packages] = (home / "venv").glob("lib/python*/site-packages")
    link_libraries(site_packages)
    link_programs(home / "programs")
    site = Fresh(home / "data", home=home)
    run = [str(home / "venv" / "bin" / "brobygger"), "run", "--demo", "--stop-with-parent"]
    site.launch(run, cwd=home)
    yield site
    site.kill_all()


@pytest.fixture
def visitor(fresh: Fresh) -> Visitor:
    return Visitor(f"http://localhost:{fresh.port}")


def test_it_is_the_wheel_that_runs(fresh: Fresh) -> None:
    assert shutil.which("node", path=fresh.environ["PATH"]) is None
    web = fresh.pid("web")
    assert Path(f"/proc/{web}/cwd").readlink() == fresh.home
    where = [str(fresh.home / "venv" / "bin" / "python"), "-c"]
    where.append("import brobygger, sys; print(brobygger.__file__, *sys.path)")
    said = subprocess.run(
        where, env=fresh.environ, cwd=fresh.home, capture_output=True, text=True, check=True
    ).stdout
    assert str(ROOT) not in said
    assert said.startswith(str(fresh.home))


def test_the_log_in_page_has_its_clothes_on(visitor: Visitor) -> None:
    page = visitor.get("/account/login/")
    assert page.status_code == 200
    [style] = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"', page.text)
    dressed = visitor.get(style)
    assert dressed.status_code == 200
    [font, *_] = re.findall(r'url\("?\.\./(fonts/[^")]+\.woff2)', dressed.text)
    assert visitor.get(f"/static/dist/{font}").status_code == 200


def test_the_log_ins_of_the_demo_stay_in_sight(fresh: Fresh) -> None:
    assert fresh.pid("worker")
    assert "Maja Holm" in fresh.said
    assert "start_job" not in fresh.said
    assert '"event"' not in fresh.said


def test_english_is_in_it(visitor: Visitor) -> None:
    visitor.session.cookies.set("django_language", "en")

    assert 'lang="en"' in visitor.get("/account/login/").text


def test_one_can_log_in_and_print_a_sheet(visitor: Visitor) -> None:
    arrived = visitor.send("/demo/", role="koordinator")
    workspace = re.search(r"/w/[^/]+/", arrived.url)
    assert workspace, arrived.url
    paper = visitor.get(f"{workspace[0]}tools/t1_activity/a3.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert b"IBMPlex" in paper.content
