"""A dialogue sheet on A3: blank for felt pens, or with what has been written."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.paper.qr import qr_svg
from brobygger.paper.typeset import render


@dataclass(frozen=True)
class PaperOption:
    """A box to tick."""

    title: str
    description: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table on the sheet; `width` is its share."""

    title: str
    width: int


@dataclass(frozen=True)
class PaperField:
    """A field on the sheet: its place in the grid, what it asks and what stands there.

    Words in `text`, boxes in `options`, tables in `columns` and `rows` (also for a value in
    named parts, as one row).
    """

    title: str
    question: str
    column: int
    width: int
    row: int
    height: int
    shape: str
    text: str = ""
    options: tuple[PaperOption, ...] = ()
    columns: tuple[PaperColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class SheetPaper:
    """Everything the A3 sheet says."""

    title: str
    tool: str
    version: int
    fields: tuple[PaperField, ...]
    rows: int
    date: date
    context: str = ""
    url: str = ""
    language: str = "da"


def sheet_pdf(paper: SheetPaper) -> bytes:
    """The sheet as one A3 page; what does not fit in its box follows whole on further pages.

    Tagged PDF/A-3a and PDF/UA-1. Raises PaperError.
    """
    with translation.override(paper.language):
        data = {
            "tool": paper.tool,
            "context": paper.context,
            "rows": paper.rows,
            "fields": [asdict(field) for field in paper.fields],
            "url": paper.url,
            "qr": qr_svg(paper.url) if paper.url else "",
            "labels": _labels(paper.version),
        }
        return render("sheet", data, title=paper.title, language=paper.language, date=paper.date)


def _labels(version: int) -> Mapping[str, str]:
    return {
        "version": _("Redskabets version %(number)s") % {"number": version},
        "qr": _("Åbn arket på telefon eller computer"),
        "qr_alt": _("QR-kode, der åbner arket"),
        "more": _("Hele teksten står på de næste sider."),
        "continued": _("Tekster, der ikke kunne være på arket"),
        "page": _("Side"),
        "of": _("af"),
        "chosen": _("valgt"),
    }
