"""A whole Brobygger of its own: database, web and worker, started as people start it."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 240.0


@dataclass
class Site:
    """One running installation."""

    port: int
    data: Path
    environ: dict[str, str]
    log: Path

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def command(self, *words: str, **environ: str) -> str:
        """Run `brobygger …` against this installation, as its administrator would."""
        done = subprocess.run(
            [sys.executable, "-m", "brobygger", *words],
            env=self.environ | environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str, **environ: str) -> str:
        """Run Python inside the installation; the test itself never touches the database."""
        words = ("manage", "shell", "--no-imports", "-v0", "-c", code)
        return self.command(*words, **environ).strip()

    def answers(self) -> bool:
        """Whether the web answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/account/login/", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def server_pid(self) -> int:
        """The process id of the database server."""
        return int((self.data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


@contextmanager
def running_site(prepared: Path, **environ: str) -> Iterator[Site]:
    """A site on a free port with its own copy of a prepared data folder, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="brobygger-e2e-", ignore_cleanup_errors=True) as folder:
        site = _site(Path(folder), environ)
        shutil.copytree(prepared, site.data)
        with site.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "brobygger", "run", "--stop-with-parent"],
                env=site.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                _await(site, process)
                yield site
            finally:
                process.terminate()
                process.wait(30)


def _site(folder: Path, environ: dict[str, str]) -> Site:
    port = _free_port()
    return Site(
        port=port,
        data=folder / "data",
        environ=clean_environ()
        | {"BROBYGGER_DATA": str(folder / "data"), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        | environ,
        log=folder / "log.txt",
    )


def clean_environ() -> dict[str, str]:
    """Ours, without the tests' own database and settings, which are not an installation's."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith(("BROBYGGER_", "PYTEST_"))
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as trial:
        return int(trial.getsockname()[1])


def _await(site: Site, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not site.answers():
        text = site.log.read_text(encoding="utf-8", errors="replace")
        assert process.poll() is None, f"the site stopped:\n{text}"
        assert time.monotonic() < deadline, f"the site does not answer:\n{text}"
        time.sleep(0.1)
