"""One party's contribution on one page: what stands on it, and the links that lead to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.catalog.fields import Field, Shape
from brobygger.catalog.schema import Tool
from brobygger.collaborations.authorization import role_for
from brobygger.collaborations.models import Collaboration, CollaborationSheet
from brobygger.collaborations.policies import check_open
from brobygger.comparison.domain.telling import told_by
from brobygger.comparison.exceptions import NothingShared
from brobygger.comparison.models import Presentation
from brobygger.core import clock
from brobygger.links.domain.links import issue_link
from brobygger.links.domain.queries import LiveLink, live_links_to
from brobygger.links.exceptions import LinkRevoked
from brobygger.links.models import AccessLink, Purpose
from brobygger.sheets.shapes import rules_of
from brobygger.sheets.shapes.base import cell_words
from brobygger.sheets.values import Value

KIND = "presentation"
GOOD_FOR = timedelta(days=90)

# What we say to a partner, in this order, before what stands on the other sheets.
SPOKEN = (("t1_closing", "tell"), ("t1_closing", "use_us"))
LEAD = SPOKEN[0]


@dataclass(frozen=True)
class Line:
    """One line of a list: a first part that stands out, and the rest."""

    first: str
    rest: str = ""


@dataclass(frozen=True)
class Part:
    """A shared field as it stands on the page."""

    key: str  # "<sheet id>.<field id>"
    title: str
    sheet_title: str
    text: str = ""
    lines: Sequence[Line] = ()
    lead: bool = False
    left_out: bool = False


def presentation_of(collaboration: Collaboration, owner: Actor) -> Presentation:
    """The party's page; not stored before something is chosen or a link is made."""
    found = Presentation.objects.filter(collaboration=collaboration, owner=owner).first()
    return found or Presentation(
        workspace_id=collaboration.workspace_id, collaboration=collaboration, owner=owner
    )


def parts_of(presentation: Presentation) -> list[Part]:
    """Everything the party has shared and written, in the order it is read; what is left off the
    page is marked."""
    found: list[tuple[tuple[int, int], Part]] = []
    for link, values in told_by(presentation.owner, presentation.collaboration):
        for field in values.tool.fields:
            if not values.is_empty(field.id):
                part = _part(link, field, values.raw(field.id), presentation)
                found.append((_place(values.tool, field), part))
    ordered = [part for _place, part in sorted(found, key=lambda one: one[0])]
    lead = next((part.key for part in ordered if part.lead), "")
    return [replace(part, lead=part.key == lead) for part in ordered]


def shown_parts(presentation: Presentation) -> list[Part]:
    """What stands on the page."""
    return [part for part in parts_of(presentation) if not part.left_out]


def may_present(user: User, owner: Actor) -> bool:
    """Whether this person decides for the party what goes out."""
    role = role_for(user, owner)
    return role is not None and role_has(role, Permission.PARTY_SHARE)


@transaction.atomic
def choose_parts(
    *, collaboration: Collaboration, owner: Actor, keep: Collection[str], by: User
) -> Presentation:
    """Decide which of the shared fields stand on the page. What is shared later comes along.

    Raises PermissionDenied, CollaborationClosed.
    """
    stored = _stored(collaboration, owner, by)
    known = [part.key for part in parts_of(stored)]
    left_out = [key for key in known if key not in keep]
    if left_out != stored.left_out:
        stored.left_out = left_out
        stored.save(update_fields=["left_out"])
        _record("presentation.changed", stored, by)
    return stored


@transaction.atomic
def make_link(*, collaboration: Collaboration, owner: Actor, by: User) -> str:
    """Make a link that shows the page without an account for 90 days; answers its path, which is
    shown this once. Raises PermissionDenied, CollaborationClosed, NothingShared.
    """
    stored = _stored(collaboration, owner, by)
    if not shown_parts(stored):
        raise NothingShared
    _link, token = issue_link(
        purpose=Purpose.PRESENTATION,
        subject=(KIND, stored.id),
        by=by,
        expires_at=clock.now() + GOOD_FOR,
        workspace_id=collaboration.workspace_id,
    )
    return reverse("comparison:guest", args=[token])


def links_of(presentation: Presentation) -> list[LiveLink]:
    """The open links to the page."""
    return live_links_to(KIND, [presentation.pk], Purpose.PRESENTATION)


def presented_by(link: AccessLink) -> Presentation:
    """The page a link shows.

    Raises LinkRevoked when the party has left the collaboration, or it is over.
    """
    found = (
        Presentation.objects.filter(
            id=link.subject_id,
            collaboration__closed_at__isnull=True,
            collaboration__parties__withdrew_at__isnull=True,
            collaboration__parties__actor_id=F("owner_id"),
        )
        .select_related("collaboration", "owner", "workspace")
        .first()
    )
    if found is None:
        raise LinkRevoked(link)
    return found


def may_close(link: AccessLink, user: User) -> bool:
    """Whoever decides for the party closes its links."""
    found = Presentation.objects.filter(id=link.subject_id).select_related("owner").first()
    return found is not None and may_present(user, found.owner)


def page(link: AccessLink) -> str:
    """The presentation, where its links are listed."""
    found = Presentation.objects.get(id=link.subject_id)
    args: list[UUID] = [found.collaboration_id, found.owner_id]
    return reverse("comparison:presentation", args=args) + "#links"


def _stored(collaboration: Collaboration, owner: Actor, by: User) -> Presentation:
    if not may_present(by, owner):
        raise PermissionDenied
    if not collaboration.parties.filter(actor=owner, withdrew_at__isnull=True).exists():
        raise PermissionDenied
    check_open(collaboration)
    stored, _made = Presentation.objects.select_for_update().get_or_create(
        collaboration=collaboration,
        owner=owner,
        defaults={"workspace_id": collaboration.workspace_id},
    )
    return stored


def _place(tool: Tool, field: Field) -> tuple[int, int]:
    """What we say first, then the other sheets in the order they are filled in."""
    spoken = (tool.id, field.id)
    if spoken in SPOKEN:
        return 0, SPOKEN.index(spoken)
    return 1, tool.series.number if tool.series else 99


def _part(link: CollaborationSheet, field: Field, value: Value, presentation: Presentation) -> Part:
    key = f"{link.sheet_id}.{field.id}"
    text, lines = "", []
    if field.shape is Shape.TEXT:
        text = value["text"].strip()
    elif field.shape is Shape.ROWS:
        lines = _lines(field, value)
    else:
        lines = [Line(words) for words in rules_of(field).words(field, value)]
    return Part(
        key=key,
        title=field.title.text,
        sheet_title=link.sheet.title,
        text=text,
        lines=lines,
        lead=(link.sheet.tool_id, field.id) == LEAD,
        left_out=key in presentation.left_out,
    )


def _lines(field: Field, value: Value) -> list[Line]:
    """A line of a table: its first cell, and the others behind each other."""
    if field.kind == "measure":
        return [_counted(row) for row in value["rows"]]
    lines = []
    for row in value["rows"]:
        said = [cell_words(c, row.get(c.id, "")) for c in field.columns]
        first, *rest = [cell for cell in said if cell] or [""]
        lines.append(Line(first, " · ".join(rest)))
    return lines


def _counted(row: Mapping[str, str]) -> Line:
    """What is counted, how many they want, and where they are."""
    wanted = " ".join(filter(None, (row.get("target"), row.get("unit"))))
    now = _("nu %(now)s") % {"now": row["now"]} if row.get("now") else ""
    return Line(row.get("name", ""), " · ".join(filter(None, (wanted, now))))


def _record(event: str, presentation: Presentation, by: User) -> None:
    record(
        event,
        by=by,
        on=("collaboration", presentation.collaboration_id),
        workspace_id=presentation.workspace_id,
    )
