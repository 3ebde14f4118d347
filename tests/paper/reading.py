"""Reading our papers back with other people's tools: poppler and qpdf."""

import subprocess
import tempfile
from pathlib import Path


def _run(*command: str, pdf: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(
            [word if word != "@" else str(path) for word in command],
            capture_output=True,
            text=True,
            errors="replace",
            check=True,
        )
    return done.stdout


def words(pdf: bytes) -> str:
    """The text of the whole paper in reading order."""
    return _run("pdftotext", "@", "-", pdf=pdf)


def pages(pdf: bytes) -> list[str]:
    """The text page by page."""
    return words(pdf).rstrip("\f").split("\f")


def read_aloud(pdf: bytes) -> str:
    """The text in the order a screen reader takes it."""
    lines = _run("pdfinfo", "-struct-text", "@", pdf=pdf).splitlines()
    return " ".join(line.strip().strip('"') for line in lines if line.strip().startswith('"'))


def info(pdf: bytes) -> dict[str, str]:
    """What pdfinfo says."""
    lines = _run("pdfinfo", "@", pdf=pdf).splitlines()
    return {name.strip(): value.strip() for name, _, value in (one.partition(":") for one in lines)}


def check(pdf: bytes, *, title: str = "", size: str = "", page_count: int = 0) -> None:
    """The paper is whole, tagged, titled, archivable and accessible."""
    assert "No syntax or stream encoding errors" in _run("qpdf", "--check", "@", pdf=pdf)
    said = info(pdf)
    assert said["Tagged"] == "yes"
    assert said["Title"] == title or not title
    assert f"({size})" in said["Page size"] or not size
    assert said["Pages"] == str(page_count) or not page_count
    metadata = _run("pdfinfo", "-meta", "@", pdf=pdf)
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
