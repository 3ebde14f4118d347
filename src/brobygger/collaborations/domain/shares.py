"""What an organisation has shared of a sheet, where, and until when it is read as it changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party
from brobygger.collaborations.models import Collaboration, CollaborationSheet, Party
from brobygger.core.asking import once
from brobygger.sheets.models import Sheet


@dataclass(frozen=True)
class Share:
    """Fields of a sheet that the parties of one collaboration may read.

    `ended_at` is when the owner left or the collaboration closed: they read it as it was then,
    and nothing that is written afterwards.
    """

    link: CollaborationSheet
    fields: frozenset[str]
    ended_at: datetime | None

    @property
    def speaker(self) -> str:
        """Whom "we" is in the sheet: its owner, or the one it is written about."""
        assert self.link.owner is not None
        if self.link.sheet.tool.speaks_of == "owner":
            return self.link.owner.name
        about = self.link.sheet.own_sheet.about
        return about.name if about else ""

    @property
    def words(self) -> str:
        """The collaboration, and that it is over when it is."""
        title = self.link.collaboration.title
        if self.ended_at is None:
            return title
        return _("%(title)s (som det var, da I sluttede)") % {"title": title}


def shares_of(sheet: Sheet) -> list[Share]:
    """Every collaboration where something of the sheet is shared. Three queries."""
    return list(once(("shares of", sheet.pk), lambda: _shares_of(sheet)))


def _shares_of(sheet: Sheet) -> list[Share]:
    links = CollaborationSheet.objects.filter(sheet=sheet, shared_at__isnull=False)
    return _as_shares(
        links.select_related("collaboration", "sheet")
        .prefetch_related("fields")
        .order_by("collaboration__title", "id")
    )


def shares_in(collaboration: Collaboration, tools: Iterable[str]) -> list[Share]:
    """What the parties have shared here of their own sheets of these tools, by owner. Three
    queries."""
    links = CollaborationSheet.objects.filter(
        collaboration=collaboration,
        owner__isnull=False,
        shared_at__isnull=False,
        sheet__tool_id__in=list(tools),
    )
    return _as_shares(
        links.select_related("collaboration", "sheet__own_sheet__about", "owner")
        .prefetch_related("fields")
        .order_by("owner__sort_name", "sheet__created_at", "sheet_id")
    )


def shares_by(owner: Actor, collaboration: Collaboration) -> list[Share]:
    """What one party has shared here of its own sheets, the oldest first. Three queries."""
    links = CollaborationSheet.objects.filter(
        collaboration=collaboration, owner=owner, shared_at__isnull=False
    )
    return _as_shares(
        links.select_related("collaboration", "sheet", "owner")
        .prefetch_related("fields")
        .order_by("sheet__created_at", "sheet_id")
    )


def shares_open_to(user: User, sheet: Sheet) -> list[Share]:
    """Those where the person speaks for a party."""
    question = ("shares open to", user.pk, sheet.pk)
    return list(once(question, lambda: _shares_open_to(user, sheet)))


def _shares_open_to(user: User, sheet: Sheet) -> list[Share]:
    among = set(
        Collaboration.objects.visible_to(user)
        .filter(sheets__sheet=sheet)
        .values_list("id", flat=True)
    )
    if not among:
        return []
    return [
        one
        for one in shares_of(sheet)
        if one.link.collaboration_id in among
        and can_party(user, one.link.collaboration, Permission.SHEET_VIEW)
    ]


def _as_shares(links: Iterable[CollaborationSheet]) -> list[Share]:
    found = list(links)
    left = _left({link.collaboration_id for link in found})
    shares = []
    for link in found:
        gone = left.get((link.collaboration_id, link.owner_id))
        ends = [one for one in (gone, link.collaboration.closed_at) if one is not None]
        shares.append(Share(link, link.shared_fields(), min(ends) if ends else None))
    return shares


def _left(collaborations: set[UUID]) -> dict[tuple[UUID, UUID | None], datetime | None]:
    """When each party withdrew, by collaboration and actor."""
    parties = Party.objects.filter(collaboration__in=collaborations)
    return {
        (collaboration, actor): withdrew
        for collaboration, actor, withdrew in parties.values_list(
            "collaboration_id", "actor_id", "withdrew_at"
        )
    }
