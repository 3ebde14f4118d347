"""A sheet of fields on paper: blank for felt pens, or with what has been written."""

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
    page: int = 1
    private: bool = False  # never leaves the organisation; the paper says so
    withheld: bool = False  # not shared with the reader; its place is kept


@dataclass(frozen=True)
class SheetPaper:
    """Everything the sheet says. On A3 it lies down, on A4 it stands up; `foot` replaces the tool's
    name and version at the foot."""

    title: str
    tool: str
    version: int
    fields: tuple[PaperField, ...]
    rows: int
    date: date
    context: str = ""
    url: str = ""
    language: str = "da"
    size: str = "a3"
    foot: str = ""
    qr_text: str = ""


def sheet_pdf(paper: SheetPaper) -> bytes:
    """The sheet, mostly one A3 page; what does not fit in its box follows whole on further pages.

    Tagged PDF/A-3a and PDF/UA-1. Raises PaperError.
    """
    with translation.override(paper.language):
        data = {
            "size": paper.size,
            "pages": max(field.page for field in paper.fields),
            "foot": paper.foot or f"{paper.tool} · {_version(paper.version)}",
            "context": paper.context,
            "rows": paper.rows,
            "fields": [asdict(field) for field in paper.fields],
            "url": paper.url,
            "qr": qr_svg(paper.url) if paper.url else "",
            "labels": _labels() | ({"qr": paper.qr_text} if paper.qr_text else {}),
        }
        return render("sheet", data, title=paper.title, language=paper.language, date=paper.date)


def _version(number: int) -> str:
    return _("Redskabets version %(number)s") % {"number": number}


def _labels() -> dict[str, str]:
    return {
        "qr": _("Åbn arket på telefon eller computer"),
        "qr_alt": _("QR-kode, der åbner arket"),
        "private": _("Deles aldrig"),
        "withheld": _("Ikke delt med jer"),
        "more": _("Hele teksten står på de næste sider."),
        "continued": _("Tekster, der ikke kunne være på arket"),
        "page": _("Side"),
        "of": _("af"),
        "chosen": _("valgt"),
    }
