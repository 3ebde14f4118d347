"""Organisations' own sheets and those of collaborations among all the sheets a person may read:
the answers of `sheet_policy`, asked of the database at once.

Each is asked of one sheet at a time, so that the newest of many can be looked at one by one.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import Role, role_has
from brobygger.catalog.exceptions import UnknownTool
from brobygger.catalog.tools import tool
from brobygger.collaborations.models import CollaborationSheet, OwnSheet, Party, SharedField
from brobygger.core.asking import once
from brobygger.sheets.finding import FindsWhole, Whose, there_is
from brobygger.sheets.models import Sheet
from brobygger.workspaces.authorization import workspaces_with


class OwnSheetFinder:
    """Sheets of the organisations the person speaks for, and what others have shared with them."""

    def sheets(self, user: User, *, few: bool = False) -> Q:
        shared = _shared_with(user).filter(link__sheet=OuterRef("pk"))
        own = _own_of(user).filter(sheet=OuterRef("pk"))
        return Q(there_is(own, few=few)) | Q(there_is(shared, few=few))

    def values(self, user: User, *, few: bool = False) -> Q:
        """A share that has ended is read as it was then: what is written later is not looked in."""
        shared = _shared_with(user)
        owners_party = Party.objects.filter(
            collaboration=OuterRef("link__collaboration"), actor=OuterRef("link__owner")
        )
        told = shared.filter(link__sheet=OuterRef("sheet"), field_id=OuterRef("field_id")).annotate(
            left=Subquery(owners_party.values("withdrew_at")[:1])
        )
        told = told.filter(_not_since("link__collaboration__closed_at"), _not_since("left"))
        private = once(("private among shared", user.pk), lambda: _private(user))
        own = _own_of(user).filter(sheet=OuterRef("sheet"))
        return Q(there_is(own, few=few)) | (Q(there_is(told, few=few)) & ~private)

    def owned_by(self, word: str) -> Q:
        own = OwnSheet.objects.filter(owner__search_name__contains=word)
        about = OwnSheet.objects.filter(about__search_name__contains=word)
        return Q(pk__in=own.values("sheet")) | Q(pk__in=about.values("sheet"))

    def whose(self, user: User, sheets: Sequence[Sheet]) -> dict[UUID, Whose]:
        own = OwnSheet.objects.filter(sheet__in=sheets).select_related("owner")
        shared = set(
            CollaborationSheet.objects.filter(
                sheet__in=sheets, shared_at__isnull=False
            ).values_list("sheet_id", flat=True)
        )
        said = (_("Noget af det er delt"), _("Kun jeres eget"))
        return {
            one.sheet_id: Whose(
                owner=one.owner.name, readers=said[0] if one.sheet_id in shared else said[1]
            )
            for one in own
        }


class JointSheetFinder(FindsWhole):
    """Sheets the parties have in common."""

    def sheets(self, user: User, *, few: bool = False) -> Q:
        links = CollaborationSheet.objects.filter(
            owner__isnull=True, collaboration__in=_collaborations_of(user), sheet=OuterRef("pk")
        )
        return Q(there_is(links, few=few))

    def owned_by(self, word: str) -> Q:
        parties = Party.objects.filter(actor__search_name__contains=word, withdrew_at__isnull=True)
        links = CollaborationSheet.objects.filter(
            owner__isnull=True, collaboration__in=parties.values("collaboration")
        )
        return Q(pk__in=links.values("sheet"))

    def whose(self, user: User, sheets: Sequence[Sheet]) -> dict[UUID, Whose]:
        links = CollaborationSheet.objects.filter(sheet__in=sheets, owner__isnull=True)
        return {
            one.sheet_id: Whose(
                readers=_("Alle parter skriver i det"),
                home=one.collaboration.title,
                home_url=reverse("desk:thread", args=[one.collaboration_id]),
            )
            for one in links.select_related("collaboration")
        }


def _actors_of(user: User) -> list[UUID]:
    """Those the person may read sheets for.

    Fetched, and not left as a question inside the others: they are few, and the database can only
    choose a good way through many sheets when it knows how few.
    """
    mine = Q(is_host=True, workspace__in=workspaces_with(user, Permission.SHEET_VIEW))
    if role_has(Role.PARTY, Permission.SHEET_VIEW):
        mine |= Q(representations__user_id=user.pk, representations__ended_at__isnull=True)
    found = Actor.objects.filter(mine).order_by().values_list("pk", flat=True).distinct()
    return once(("reads sheets for", user.pk), lambda: list(found))


def _own_of(user: User) -> "QuerySet[OwnSheet]":
    return OwnSheet.objects.filter(owner__in=_actors_of(user))


def _collaborations_of(user: User) -> list[UUID]:
    """Those the person takes part in, fetched as `_actors_of` are."""
    mine = Party.objects.filter(actor__in=_actors_of(user), withdrew_at__isnull=True)
    found = mine.order_by().values_list("collaboration_id", flat=True).distinct()
    return once(("reads joint sheets of", user.pk), lambda: list(found))


def _shared_with(user: User) -> "QuerySet[SharedField]":
    alone = OwnSheet.objects.filter(ours_alone=True)
    return SharedField.objects.filter(
        link__shared_at__isnull=False, link__collaboration__in=_collaborations_of(user)
    ).exclude(link__sheet__in=alone.values("sheet"))


def _not_since(ended: str) -> Q:
    """Of a value: it has not been written in since that moment, if there was one."""
    return Q(**{f"{ended}__isnull": True}) | Q(**{f"{ended}__gte": OuterRef("updated_at")})


def _private(user: User) -> Q:
    """Fields that are private in the sheet's version of its tool, whatever was shared before."""
    private = Q(pk__in=())
    among = CollaborationSheet.objects.filter(
        shared_at__isnull=False, collaboration__in=_collaborations_of(user)
    )
    rows = among.values_list(
        "sheet__tool_id", "sheet__tool_version", "sheet__workspace_id"
    ).distinct()
    for tool_id, version, workspace_id in rows.order_by():
        try:
            fields = tool(tool_id, version, workspace_id=workspace_id).fields
        except UnknownTool:
            continue
        private |= Q(
            sheet__tool_id=tool_id,
            sheet__tool_version=version,
            field_id__in=[one.id for one in fields if one.private],
        )
    return private
