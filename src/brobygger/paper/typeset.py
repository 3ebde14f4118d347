"""From data to PDF. What people wrote goes in as data and is never read as mark-up."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from brobygger.paper.exceptions import PaperError
from brobygger.paper.fonts import drawable, fonts

TEMPLATES = Path(__file__).resolve().parent / "typst"

# Accessible (tagged) and fit for archives. PDF/A-2a would refuse attachments.
STANDARDS = ("ua-1", "a-3a")


class Drawn(str):
    """A picture as text of ours (SVG): goes in letter for letter."""

    __slots__ = ()


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    language: str,
    date: date,
    standards: Sequence[str] = STANDARDS,
) -> bytes:
    """The template filled with the data, as PDF: the same bytes for the same data and date.

    Raises PaperError when the template or the typefaces are not in order.
    """
    paper = {"title": title, "language": language[:2], "date": date.isoformat(), **data}
    inputs = {"data": json.dumps(_drawable(paper), ensure_ascii=False)}
    compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts())
    try:
        pdf = compiler.compile(
            TEMPLATES / f"{template}.typ",
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(standards),  # type: ignore[arg-type]
            timestamp=datetime.combine(date, time(12), UTC),
        )
    except RuntimeError as error:  # Typst's own errors, and a template that is not there
        raise PaperError(f"{template}: {error}") from error
    assert isinstance(pdf, bytes)
    return pdf


def _drawable(value: Any) -> Any:
    if isinstance(value, Drawn):
        return value
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(inner) for inner in value]
    return value
