"""Sheets in a collaboration: begun, shared field by field, taken back."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.authorization.roles import role_has
from brobygger.catalog.schema import Tool
from brobygger.collaborations.authorization import check_party, may_for, parties_of_user
from brobygger.collaborations.domain.facts import facts_of
from brobygger.collaborations.domain.filling import sources_for_joint
from brobygger.collaborations.domain.own_sheets import begin_own_sheet
from brobygger.collaborations.domain.trail import about
from brobygger.collaborations.exceptions import CannotShare, NothingToShare
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    OwnSheet,
    Party,
    SharedField,
)
from brobygger.collaborations.policies import check_open
from brobygger.core import clock
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.domain.sheets import create_sheet, prefill
from brobygger.sheets.domain.versions import keep_version
from brobygger.sheets.models import Occasion, Sheet
from brobygger.sheets.validation import clean_title

# The kind of the sheets all parties have in common; an organisation's own have another.
OWNER_KIND = "collaboration"


@transaction.atomic
def start_sheet(
    *, collaboration: Collaboration, tool: Tool, owner: Actor, by: User, title: str = ""
) -> CollaborationSheet:
    """Begin a sheet of the owner's own, to be used here. The others see it field by field, when
    the owner shares.

    `title` is the name of its activity, else it is called what the tool is called. Raises
    PermissionDenied unless `by` writes for that party, CollaborationClosed, NotSaved.
    """
    roles = {party.actor_id: role for party, role in parties_of_user(by, collaboration).items()}
    if owner.id not in roles or not role_has(roles[owner.id], Permission.PARTY_WRITE):
        raise PermissionDenied
    check_open(collaboration)
    own = begin_own_sheet(
        owner=owner,
        tool=tool,
        by=by,
        title=title or ("" if tool.scope == "organisation" else tool.title.text),
        about=_other_side(collaboration, owner) if tool.scope == "relation" else None,
        beside=[collaboration],
        facts=facts_of(collaboration),
    )
    return _bring(own, collaboration)


@transaction.atomic
def start_joint_sheet(
    *, collaboration: Collaboration, tool: Tool, by: User, title: str = ""
) -> CollaborationSheet:
    """Begin a sheet all parties write in, filled with what they have shared and agreed already.

    Raises PermissionDenied, CollaborationClosed, NotSaved.
    """
    check_party(by, collaboration, Permission.PARTY_WRITE)
    check_open(collaboration)
    sources = sources_for_joint(tool, collaboration)  # before the new one is the newest of its tool
    sheet = create_sheet(
        workspace=collaboration.workspace,
        tool=tool,
        title=clean_title(title) or tool.title.text,
        owner_kind=OWNER_KIND,
        by=by,
    )
    link = CollaborationSheet.objects.create(
        workspace_id=collaboration.workspace_id,
        collaboration=collaboration,
        sheet=sheet,
        shared_at=clock.now(),
    )
    prefill(sheet, by=by, facts=facts_of(collaboration), sheets=sources)
    _record("sheet.joint_begun", link, by)
    return link


@transaction.atomic
def bring_sheet(*, own: OwnSheet, collaboration: Collaboration, by: User) -> CollaborationSheet:
    """Use one of the organisation's own sheets here too. Nothing of it is shared by that.

    Raises PermissionDenied, CannotShare, CollaborationClosed.
    """
    if not may_for(by, own.owner, Permission.SHEET_BEGIN):
        raise PermissionDenied
    if own.ours_alone or not _takes_part(own.owner, collaboration):
        raise CannotShare
    check_open(collaboration)
    return _bring(own, collaboration)


@transaction.atomic
def share_fields(*, link: CollaborationSheet, fields: Collection[str], by: User) -> None:
    """Let the other parties of this collaboration read these fields, and no others of the sheet.

    Private fields and fields nobody has written in are never among them. Raises PermissionDenied
    unless `by` decides for the owner, CannotShare, CollaborationClosed.
    """
    _check_decides(by, link)
    wanted = frozenset(fields)
    before = link.shared_fields()
    if wanted - before:
        check_open(link.collaboration)
        _check_present(link)
        if not wanted <= before | frozenset(shareable_fields(link.sheet)):
            raise CannotShare
    if wanted == before:
        return
    SharedField.objects.filter(link=link).exclude(field_id__in=wanted).delete()
    SharedField.objects.bulk_create(
        [SharedField(link=link, field_id=one) for one in sorted(wanted)], ignore_conflicts=True
    )
    link.shared_at = (link.shared_at or clock.now()) if wanted else None
    link.save(update_fields=["shared_at"])
    link.__dict__.get("_prefetched_objects_cache", {}).pop("fields", None)
    if wanted - before:
        keep_version(sheet=link.sheet, occasion=Occasion.SHARED, by=by)
    if not before or not wanted:
        _record("sheet.shared" if wanted else "sheet.unshared", link, by)
    else:
        _record("sheet.sharing_changed", link, by)


def share_sheet(*, link: CollaborationSheet, by: User) -> None:
    """Share everything that is written and not private.

    Raises what `share_fields` raises, and NothingToShare for an empty sheet.
    """
    _check_decides(by, link)
    check_open(link.collaboration)
    everything = shareable_fields(link.sheet)
    if not everything:
        raise NothingToShare
    share_fields(link=link, fields=everything, by=by)


def unshare_sheet(*, link: CollaborationSheet, by: User) -> None:
    """Take everything back: from now on only the owner's people see the sheet.

    What the agreement has taken from it stays in the agreement. Raises PermissionDenied.
    """
    share_fields(link=link, fields=(), by=by)


def shareable_fields(sheet: Sheet) -> list[str]:
    """The fields somebody has written in that are not private: those one can choose among."""
    values = sheet_values(sheet)
    return [one.id for one in sheet.tool.fields if not one.private and not values.is_empty(one.id)]


def _bring(own: OwnSheet, collaboration: Collaboration) -> CollaborationSheet:
    link, _new = CollaborationSheet.objects.get_or_create(
        collaboration=collaboration,
        sheet=own.sheet,
        defaults={"workspace_id": collaboration.workspace_id, "owner": own.owner},
    )
    return link


def _other_side(collaboration: Collaboration, owner: Actor) -> Actor | None:
    """The other party, when there is just one."""
    others = list(
        collaboration.parties.filter(withdrew_at__isnull=True, involvement="party")
        .exclude(actor=owner)
        .select_related("actor")[:2]
    )
    return others[0].actor if len(others) == 1 else None


def _takes_part(actor: Actor, collaboration: Collaboration) -> bool:
    return Party.objects.filter(
        collaboration=collaboration, actor=actor, withdrew_at__isnull=True
    ).exists()


def _check_present(link: CollaborationSheet) -> None:
    """Who has left shares nothing more, and what is ours alone is never shared."""
    own = OwnSheet.objects.filter(sheet=link.sheet).first()
    if link.owner is None or own is None or own.ours_alone:
        raise CannotShare
    if not _takes_part(link.owner, link.collaboration):
        raise CannotShare


def _check_decides(user: User, link: CollaborationSheet) -> None:
    if link.owner is None or not may_for(user, link.owner, Permission.SHEET_SHARE):
        raise PermissionDenied


def _record(event: str, link: CollaborationSheet, by: User) -> None:
    record(
        event,
        by=by,
        on=("sheet", link.sheet_id),
        workspace_id=link.workspace_id,
        related=[
            ("collaboration", link.collaboration_id),
            *about(link.collaboration, [link.owner_id] if link.owner_id else []),
        ],
    )
