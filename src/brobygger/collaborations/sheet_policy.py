"""Who sees and fills in an organisation's own sheets, and those a collaboration has in common."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.authorization.permissions import Permission
from brobygger.collaborations.authorization import can_party, may_for
from brobygger.collaborations.domain.shares import shares_of, shares_open_to
from brobygger.collaborations.models import CollaborationSheet, OwnSheet, SharedField
from brobygger.core.asking import once
from brobygger.sheets.access import Door, ReadWhole
from brobygger.sheets.models import Sheet


class OwnSheetPolicy:
    """An organisation's own sheet. Its people read and write it; the other parties of a
    collaboration read the fields it has shared with them there."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        readable = self.readable(user, sheet)
        return readable is None or bool(readable)

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        return may_for(user, _own(sheet).owner, Permission.SHEET_EDIT)

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        return self.can_edit(user, sheet)

    def readable(self, user: User, sheet: Sheet) -> frozenset[str] | None:
        own = _own(sheet)
        if may_for(user, own.owner, Permission.SHEET_VIEW):
            return None
        if own.ours_alone:
            return frozenset()
        return frozenset[str]().union(*(one.fields for one in shares_open_to(user, sheet)))

    def as_of(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        """A field still shared somewhere is read as it is now; else as it was at the end."""
        if may_for(user, _own(sheet).owner, Permission.SHEET_VIEW):
            return {}
        shares = shares_open_to(user, sheet)
        living = {field for one in shares if one.ended_at is None for field in one.fields}
        frozen: dict[str, datetime] = {}
        for share in shares:
            for field in share.fields - living:
                assert share.ended_at is not None
                frozen[field] = max(share.ended_at, frozen.get(field, share.ended_at))
        return frozen

    def told_to(self, user: User, sheet: Sheet) -> Mapping[str, Sequence[str]]:
        if not may_for(user, _own(sheet).owner, Permission.SHEET_VIEW):
            return {}
        told: dict[str, list[str]] = {}
        for share in shares_of(sheet):
            for field in share.fields:
                told.setdefault(field, []).append(share.words)
        return told

    def doors(self, user: User, sheet: Sheet) -> Sequence[Door]:
        own = _own(sheet)
        if own.ours_alone or not may_for(user, own.owner, Permission.SHEET_VIEW):
            return ()
        url = reverse("collaborations:sharing", args=[sheet.id])
        if not may_for(user, own.owner, Permission.SHEET_SHARE):
            return (Door(_("Se, hvem der kan læse det"), url, "share"),)
        return (Door(_("Vælg, hvad I deler"), url, "share"),)

    def can_comment(self, user: User, sheet: Sheet) -> bool:
        """The owner's people, and parties who write in a collaboration where it is shared."""
        return self.can_edit(user, sheet) or any(
            can_party(user, one.link.collaboration, Permission.PARTY_WRITE)
            for one in shares_open_to(user, sheet)
            if one.ended_at is None
        )

    def shown_to_others(self, sheet: Sheet) -> frozenset[str]:
        living = (one.fields for one in shares_of(sheet) if one.ended_at is None)
        return frozenset[str]().union(*living)

    def shared_since(self, user: User, sheet: Sheet) -> Mapping[str, datetime]:
        links = [one.link.pk for one in shares_open_to(user, sheet)]
        since: dict[str, datetime] = {}
        for one in SharedField.objects.filter(link__in=links).order_by("-shared_at"):
            since[one.field_id] = one.shared_at
        return since

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        own = _own(sheet)
        shared = CollaborationSheet.objects.filter(sheet=sheet, shared_at__isnull=False).exists()
        return own.owner.name, _("Noget af det er delt") if shared else _("Kun jeres eget")

    def home(self, sheet: Sheet) -> tuple[str, str]:
        """The thread when it is used in one collaboration; else the page of all sheets."""
        links = list(
            CollaborationSheet.objects.filter(
                sheet=sheet,
                collaboration__parties__actor=_own(sheet).owner_id,
                collaboration__parties__withdrew_at__isnull=True,
            ).select_related("collaboration")[:2]
        )
        if len(links) == 1:
            collaboration = links[0].collaboration
            return collaboration.title, reverse("desk:thread", args=[collaboration.id])
        return _("Ark"), reverse("collaborations:own_sheets")


class JointSheetPolicy(ReadWhole):
    """A sheet the parties have in common: all read, all write, until the collaboration closes."""

    def can_view(self, user: User, sheet: Sheet) -> bool:
        return can_party(user, _joint(sheet).collaboration, Permission.SHEET_VIEW)

    def can_edit(self, user: User, sheet: Sheet) -> bool:
        collaboration = _joint(sheet).collaboration
        if collaboration.closed_at is not None:
            return False
        return can_party(user, collaboration, Permission.SHEET_EDIT)

    def can_rename(self, user: User, sheet: Sheet) -> bool:
        return self.can_edit(user, sheet)

    def whose(self, sheet: Sheet) -> tuple[str, str]:
        return "", _("Alle parter skriver i det")

    def home(self, sheet: Sheet) -> tuple[str, str]:
        collaboration = _joint(sheet).collaboration
        return collaboration.title, reverse("desk:thread", args=[collaboration.id])


def _own(sheet: Sheet) -> OwnSheet:
    own = OwnSheet.objects.select_related("owner")
    return once(("own sheet", sheet.pk), lambda: own.get(sheet=sheet))


def _joint(sheet: Sheet) -> CollaborationSheet:
    links = CollaborationSheet.objects.select_related("collaboration")
    return once(("joint sheet", sheet.pk), lambda: links.get(sheet=sheet))
