"""What the house is made of, as the whole-house rules look at it."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "brobygger"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # an unpacked source archive
        return tuple(path for path in ROOT.rglob("*") if path.is_file())
    return tuple(ROOT / name for name in listed.stdout.split("\0") if (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Our own Python, migrations excepted."""
    return [
        path
        for folder in folders or ("src",)
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


@cache
def syntax(path: Path) -> ast.Module:
    """The file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def templates() -> list[Path]:
    """All templates: pages, fragments and mails."""
    return sorted(path for path in PACKAGE.glob("*/templates/**/*") if path.is_file())


def template_name(path: Path) -> str:
    """The name Django knows a template by."""
    parts = path.parts
    return "/".join(parts[parts.index("templates") + 1 :])


def is_mail(path: Path) -> bool:
    """Whether a template is a mail, where style attributes are the only styles there are."""
    return "notifications" in template_name(path).split("/") or "email" in path.parts
