"""An organisation's own sheets: begun, named after what they are about, put away."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brobygger.accounts.models import User
from brobygger.actors.models import Activity, Actor
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.fields import ActorField
from brobygger.catalog.schema import Tool
from brobygger.catalog.variants import variant_for
from brobygger.collaborations.authorization import may_for
from brobygger.collaborations.domain.filling import sources_for_own
from brobygger.collaborations.exceptions import NotOurSheet
from brobygger.collaborations.models import Collaboration, OwnSheet
from brobygger.core import clock
from brobygger.sheets.directory import with_pointers
from brobygger.sheets.domain.sheets import Facts, create_sheet, prefill, put_first_value
from brobygger.sheets.models import Sheet
from brobygger.sheets.validation import TITLE_LIMIT, clean_rows, clean_title

OWNER_KIND = "organisation"


@transaction.atomic
def begin_own_sheet(
    *,
    owner: Actor,
    tool: Tool,
    by: User,
    title: str = "",
    activity: Activity | None = None,
    about: Actor | None = None,
    ours_alone: bool = False,
    beside: Iterable[Collaboration] = (),
    facts: Facts | None = None,
) -> OwnSheet:
    """Begin a sheet for an organisation one writes for, filled with what it has said before.

    `activity` and `about` say what it is about. `ours_alone`: we write what we know of `about`, and
    nobody else ever reads it. Words are taken from the organisation's other sheets about the same,
    and `beside` those it has in the collaborations. Raises PermissionDenied, NotSaved.
    """
    if not may_for(by, owner, Permission.SHEET_BEGIN):
        raise PermissionDenied
    if activity is not None and activity.actor_id != owner.pk:
        raise PermissionDenied
    variant = _variant(tool, owner, ours_alone=ours_alone)
    sheet = create_sheet(
        workspace=owner.workspace,
        tool=tool,
        title=clean_title(title) or _called(tool.in_variant(variant), activity, about),
        owner_kind=OWNER_KIND,
        by=by,
        variant=variant,
    )
    own = OwnSheet.objects.create(
        workspace_id=owner.workspace_id,
        sheet=sheet,
        owner=owner,
        activity=activity,
        about=about,
        ours_alone=ours_alone,
    )
    prefill(sheet, by=by, facts=facts, sheets=sources_for_own(own, beside=beside))
    if about is not None and tool.scope == "relation":
        _name_whom(sheet, about, by)
    return own


@transaction.atomic
def put_away(*, own: OwnSheet, by: User) -> None:
    """Take a sheet that is no longer used off the list. Nothing in it is lost, and what is shared
    stays shared. Raises PermissionDenied."""
    _check_writes(by, own)
    if own.put_away_at is None:
        own.put_away_at = clock.now()
        own.save(update_fields=["put_away_at"])
        _record("sheet.put_away", own, by)


@transaction.atomic
def take_out(*, own: OwnSheet, by: User) -> None:
    """Put it back on the list. Raises PermissionDenied."""
    _check_writes(by, own)
    if own.put_away_at is not None:
        own.put_away_at = None
        own.save(update_fields=["put_away_at"])
        _record("sheet.taken_out", own, by)


def own_sheet(sheet_id: UUID) -> OwnSheet:
    """The organisation's sheet with this id. Raises NotOurSheet."""
    found = (
        OwnSheet.objects.select_related("sheet__workspace", "owner", "about")
        .filter(sheet_id=sheet_id)
        .first()
    )
    if found is None:
        raise NotOurSheet
    return found


def _called(tool: Tool, activity: Activity | None, about: Actor | None) -> str:
    named = activity.name if activity else about.name if about else ""
    if not named:
        return tool.title.text
    return named if activity else f"{tool.title.text}: {named}"[:TITLE_LIMIT]


def _name_whom(sheet: Sheet, about: Actor, by: User) -> None:
    """Whom the sheet is about stands where it asks for that, unless somebody has said it before."""
    field = next((one for one in sheet.tool.fields if isinstance(one, ActorField)), None)
    if field is None or sheet.field_values.filter(field_id=field.id).exists():
        return
    rows = {"rows": clean_rows(field, [{"name": about.name}])}
    put_first_value(sheet, field, with_pointers(sheet, field, rows, (), by=by), by=by)


def _variant(tool: Tool, owner: Actor, *, ours_alone: bool) -> str:
    """The words that fit who is asked: those of the owner's kind, or those about somebody else."""
    wanted = "partner" if ours_alone else "owner"
    if tool.speaks_of != wanted:
        for one in tool.variants:
            if one.speaks_of == wanted:
                return one.id
    return variant_for(tool, owner.kind)


def _check_writes(user: User, own: OwnSheet) -> None:
    if not may_for(user, own.owner, Permission.SHEET_EDIT):
        raise PermissionDenied


def _record(event: str, own: OwnSheet, by: User) -> None:
    record(event, by=by, on=("sheet", own.sheet_id), workspace_id=own.workspace_id)
