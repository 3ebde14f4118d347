"""The presentation on paper."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from brobygger.actors.models import Actor
from brobygger.collaborations.domain.contacts import Contact
from brobygger.comparison.domain.presentations import shown_parts
from brobygger.comparison.models import Presentation
from brobygger.core import clock
from brobygger.core.templatetags.brobygger import short_day
from brobygger.paper.presentation import (
    PaperBlock,
    PaperLine,
    PresentationPaper,
    presentation_pdf,
)


def paper_of(presentation: Presentation, contact: Contact, url: str) -> bytes:
    """The page as PDF, in the language it is asked for in. Raises PaperError."""
    parts = shown_parts(presentation)
    lead = next((part.text for part in parts if part.lead), "")
    day = clock.today()
    about = _("Til samarbejdet »%(title)s« · %(day)s") % {
        "title": presentation.collaboration.title,
        "day": short_day(day),
    }
    return presentation_pdf(
        PresentationPaper(
            owner=presentation.owner.name,
            kind=kind_words(presentation.owner),
            about=about,
            lead=lead,
            blocks=tuple(
                PaperBlock(
                    part.title,
                    part.text,
                    tuple(PaperLine(line.first, line.rest) for line in part.lines),
                )
                for part in parts
                if not part.lead
            ),
            contact=contact_lines(contact),
            url=url,
            date=day,
            language=get_language() or "da",
        )
    )


def kind_words(owner: Actor) -> str:
    """What kind of actor it is, in words."""
    return str(owner.get_kind_display())


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """Name, number and address, each on a line of its own."""
    return tuple(line for line in (contact.name, contact.phone, contact.email) if line)
