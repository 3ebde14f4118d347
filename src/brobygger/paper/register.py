"""The register on paper: many actors as a list."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.paper.typeset import render


@dataclass(frozen=True)
class PaperCell:
    """What one actor's row says in one column: a first line that stands out, and the rest."""

    first: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterColumn:
    """A column of the list; `width` is its share of the page."""

    title: str
    width: int


@dataclass(frozen=True)
class RegisterPaper:
    """Everything the list says. `size` is "a4" (stands up) or "a3" (lies down)."""

    title: str
    size: str
    date: date
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[PaperCell, ...], ...]
    context: tuple[str, ...] = ()
    foot: str = ""
    language: str = "da"


def register_pdf(paper: RegisterPaper) -> bytes:
    """The list, as many pages as it takes, its headings at the top of each.

    Tagged PDF/A-3a and PDF/UA-1. Raises PaperError.
    """
    with translation.override(paper.language):
        data = {
            "size": paper.size,
            "columns": [asdict(column) for column in paper.columns],
            "rows": [[asdict(cell) for cell in row] for row in paper.rows],
            "context": paper.context,
            "foot": paper.foot,
            "labels": {"page": _("Side"), "of": _("af")},
        }
        return render("register", data, title=paper.title, language=paper.language, date=paper.date)
