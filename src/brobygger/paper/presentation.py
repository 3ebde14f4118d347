"""One party's contribution on one page: to send, to print, to lay on the table."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.paper.qr import qr_svg
from brobygger.paper.typeset import render


@dataclass(frozen=True)
class PaperLine:
    """One line of a list: a first part that stands out, and the rest."""

    first: str
    rest: str = ""


@dataclass(frozen=True)
class PaperBlock:
    """A heading with words or a list under it."""

    title: str
    text: str = ""
    lines: tuple[PaperLine, ...] = ()


@dataclass(frozen=True)
class PresentationPaper:
    """Everything the page says. `lead` is what a stranger should know after one minute."""

    owner: str
    kind: str
    about: str
    lead: str
    blocks: tuple[PaperBlock, ...]
    date: date
    contact: tuple[str, ...] = ()
    url: str = ""
    language: str = "da"


def presentation_pdf(paper: PresentationPaper) -> bytes:
    """One A4 page in the largest type it fits in; more pages only when no size does.

    Tagged PDF/A-3a and PDF/UA-1. Raises PaperError.
    """
    with translation.override(paper.language):
        data = {
            "owner": paper.owner,
            "kind": paper.kind,
            "about": paper.about,
            "lead": paper.lead,
            "blocks": [asdict(block) for block in paper.blocks],
            "contact": paper.contact,
            "url": paper.url,
            "qr": qr_svg(paper.url) if paper.url else "",
            "labels": {
                "headline": _("Det bidrager vi med"),
                "contact": _("Tal med os"),
                "qr": _("Læs det på nettet"),
                "qr_alt": _("QR-kode, der åbner siden"),
                "page": _("Side"),
                "of": _("af"),
            },
        }
        title = f"{paper.owner}: {_('Det bidrager vi med')}"
        return render("presentation", data, title=title, language=paper.language, date=paper.date)
