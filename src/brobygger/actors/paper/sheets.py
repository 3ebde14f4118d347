"""The mapping sheet as PDF: blank for a workspace, or of one actor."""

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from brobygger.actors.models import Acquaintance, Actor, Relation
from brobygger.actors.paper.mapping import A3, A4, ROWS, Around, mapping_fields
from brobygger.actors.transfer.leaving import Audience, may_leave
from brobygger.core import clock
from brobygger.paper.sheet import SheetPaper, sheet_pdf
from brobygger.workspaces.models import Workspace

PLACES = {"a4": A4, "a3": A3}
_MOST = 30


def blank_pdf(workspace: Workspace, *, size: str, url: str) -> bytes:
    """The sheet with room to write, and a QR code to where it is typed in."""
    return sheet_pdf(
        SheetPaper(
            title=_("Kortlægning af en samarbejdspart"),
            tool=_("Kortlægning"),
            version=1,
            fields=mapping_fields(PLACES[size]),
            rows=ROWS,
            date=clock.today(),
            context=_("Ét ark til hver. Skriv ingen CPR-numre og intet fortroligt om mennesker."),
            url=url,
            language=_language(),
            size=size,
            foot=f"{workspace.name} · {_('Kortlægning')}",
            qr_text=_("Skriv det ind i registret bagefter"),
        )
    )


def actor_pdf(actor: Actor, *, size: str, audience: Audience, url: str) -> bytes | None:
    """The sheet with what is known; None when others may not know that the actor is there.

    For others it is without relations, and without who of the workspace knows them.
    """
    one = may_leave(actor, audience)
    if one is None:
        return None
    own = audience is Audience.OWN
    whom = _("Til os selv. Noterne er ikke med.") if own else _("Til andre: kun det offentlige.")
    return sheet_pdf(
        SheetPaper(
            title=one.data.name,
            tool=_("Kortlægning"),
            version=1,
            fields=mapping_fields(PLACES[size], one.data, _around(actor) if own else None),
            rows=ROWS,
            date=clock.today(),
            context=whom,
            url=url if own else "",
            language=_language(),
            size=size,
            foot=f"{actor.workspace.name} · {_('Kortlægning')}",
            qr_text=_("Ret det i registret bagefter"),
        )
    )


def _around(actor: Actor) -> Around:
    mine = Q(actor_a=actor, actor_b__deleted_at__isnull=True) | Q(
        actor_b=actor, actor_a__deleted_at__isnull=True
    )
    relations = Relation.objects.filter(mine).select_related("actor_a", "actor_b")
    members = Acquaintance.objects.filter(actor=actor).select_related("membership__user")
    return Around(
        relations=[_relation(one, actor) for one in relations.order_by("kind", "id")[:_MOST]],
        known_by=[_member(one) for one in members.order_by("id")[:_MOST]],
    )


def _relation(relation: Relation, actor: Actor) -> str:
    other = relation.actor_b if relation.actor_a_id == actor.pk else relation.actor_a
    return f"{relation.get_kind_display()}: {other.name}"


def _member(one: Acquaintance) -> str:
    name = str(one.membership.user)
    return f"{name} ({one.how})" if one.how else name


def _language() -> str:
    return (translation.get_language() or "da")[:2]
