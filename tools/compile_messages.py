"""Compiles the catalogues of all rooms, so that Django reads them. Needs no GNU gettext."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "brobygger"


def compile_all(package: Path = PACKAGE) -> list[Path]:
    """Write the .mo beside every .po that is newer; answers what was written."""
    written = []
    for source in sorted(package.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parent.parent.name)
        with target.open("wb") as file:
            write_mo(file, catalog)
        written.append(target)
    for target in package.glob("*/locale/*/LC_MESSAGES/django.mo"):
        if not target.with_suffix(".po").exists():
            target.unlink()
    return written


def main() -> int:
    """Compile, and say how many."""
    print(f"{len(compile_all())} catalogues compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
