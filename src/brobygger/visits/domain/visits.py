"""Visits: planned, changed, held, called off."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.models import Actor, ContactPerson
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.catalog.tools import tool
from brobygger.core import clock
from brobygger.efforts.models import Effort
from brobygger.sheets.domain.sheets import create_sheet
from brobygger.visits.domain.mails import tell_visitors
from brobygger.visits.enums import ThanksStatus, VisitStatus
from brobygger.visits.exceptions import AlreadyThanked, NotAMember, NotInRegister
from brobygger.visits.models import Thanks, Visit, Visitor
from brobygger.visits.policies import VISIT, VisitStep
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Membership, Workspace

TOOL = "t17_visit"
OWNER_KIND = "visit"


@dataclass(frozen=True)
class VisitData:
    """When, where, who goes and whom they meet. Without a moment it is still to be agreed."""

    starts_at: datetime | None = None
    minutes: int = 60
    place: str = ""
    contact: ContactPerson | None = None
    meets: str = ""
    visitors: tuple[UUID, ...] = field(default=())
    effort: Effort | None = None


@transaction.atomic
def plan_visit(*, actor: Actor, data: VisitData, by: User) -> Visit:
    """Plan a visit. Those who go, other than `by`, get a mail with the calendar's file.

    The actor hears nothing from us: one rings. Raises PermissionDenied, NotInRegister, NotAMember.
    """
    check_workspace(by, actor.workspace, Permission.VISIT_WRITE)
    if actor.deleted_at is not None or actor.is_host:
        raise NotInRegister
    _check_beside(actor, data)
    sheet = create_sheet(
        workspace=actor.workspace,
        tool=tool(TOOL),
        title=_("Besøg hos %(name)s") % {"name": actor.name},
        owner_kind=OWNER_KIND,
        by=by,
    )
    visit = Visit(workspace=actor.workspace, actor=actor, sheet=sheet, planned_by=by)
    _put(visit, data)
    visit.save(force_insert=True)
    _put_visitors(visit, data.visitors or (by.id,))
    _record("visit.planned", visit, by)
    tell_visitors(visit, "planned", by=by)
    return visit


@transaction.atomic
def plan_once(*, actor: Actor, data: VisitData, by: User) -> tuple[Visit, bool]:
    """Plan a visit unless one is planned already; answers the visit, and whether it is new.

    Two who ask at the same moment get the same one. Raises as `plan_visit`.
    """
    check_workspace(by, actor.workspace, Permission.VISIT_WRITE)
    Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    there = Visit.objects.filter(actor=actor, status=VisitStatus.PLANNED)
    present: Visit | None = there.select_related("workspace").order_by("id").first()
    if present is not None:
        return present, False
    return plan_visit(actor=actor, data=data, by=by), True


@transaction.atomic
def change_visit(*, visit: Visit, data: VisitData, by: User) -> Visit:
    """Give a planned visit another time, place or company; those who go are told.

    Raises PermissionDenied, NotNow, NotAMember, NotInRegister.
    """
    visit = locked(visit, by)
    VISIT.after(visit.status, VisitStep.CHANGE)
    _check_beside(visit.actor, data)
    before = (visit.starts_at, visit.minutes, visit.place)
    _put(visit, data)
    _put_visitors(visit, data.visitors or (by.id,))
    moved = before != (visit.starts_at, visit.minutes, visit.place)
    _save(visit, moved=moved)
    _record("visit.changed", visit, by)
    if moved:
        tell_visitors(visit, "moved", by=by)
    return visit


@transaction.atomic
def hold_visit(*, visit: Visit, by: User) -> Visit:
    """Say that the visit has been. One without a time, or ahead of its time, was held now.

    Raises PermissionDenied, NotNow.
    """
    visit = locked(visit, by)
    visit.status = VISIT.after(visit.status, VisitStep.HOLD)
    visit.held_at = clock.now()
    if visit.starts_at is None or visit.starts_at > clock.now():
        visit.starts_at = clock.now()
    _save(visit)
    _record("visit.held", visit, by)
    return visit


@transaction.atomic
def undo_held(*, visit: Visit, by: User) -> Visit:
    """It had not been after all. Raises PermissionDenied, NotNow, AlreadyThanked."""
    visit = locked(visit, by)
    status = VISIT.after(visit.status, VisitStep.NOT_HELD)
    thanked = (ThanksStatus.LEAVING, ThanksStatus.SENT)
    if Thanks.objects.filter(visit=visit, status__in=thanked).exists():
        raise AlreadyThanked
    visit.status, visit.held_at = status, None
    _save(visit)
    _record("visit.not_held", visit, by)
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, by: User) -> Visit:
    """Call a planned visit off; it stays in the list, and those who were to go are told.

    Raises PermissionDenied, NotNow.
    """
    visit = locked(visit, by)
    visit.status = VISIT.after(visit.status, VisitStep.CANCEL)
    _save(visit, moved=True)
    _record("visit.cancelled", visit, by)
    tell_visitors(visit, "cancelled", by=by)
    return visit


@transaction.atomic
def resume_visit(*, visit: Visit, by: User) -> Visit:
    """Plan it again after all. Raises PermissionDenied, NotNow."""
    visit = locked(visit, by)
    visit.status = VISIT.after(visit.status, VisitStep.RESUME)
    _save(visit, moved=True)
    _record("visit.resumed", visit, by)
    tell_visitors(visit, "planned", by=by)
    return visit


def locked(visit: Visit, by: User) -> Visit:
    """The visit as it stands, held until the transaction ends, for somebody who may write.

    Raises PermissionDenied.
    """
    check_workspace(by, visit.workspace, Permission.VISIT_WRITE)
    found: Visit = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("workspace", "actor", "contact", "sheet")
        .get(pk=visit.pk)
    )
    return found


def check_members(workspace: Workspace, ids: Collection[UUID]) -> None:
    """Raise NotAMember when somebody is not of the workspace."""
    members = Membership.objects.filter(workspace=workspace, user_id__in=ids)
    if members.count() != len(set(ids)):
        raise NotAMember


def _check_beside(actor: Actor, data: VisitData) -> None:
    """The contact is the actor's own, and the effort the workspace's."""
    if data.contact is not None and data.contact.actor_id != actor.pk:
        raise NotInRegister
    if data.effort is not None and data.effort.workspace_id != actor.workspace_id:
        raise NotInRegister


def _put(visit: Visit, data: VisitData) -> None:
    visit.starts_at = data.starts_at
    visit.minutes = data.minutes
    visit.effort = data.effort
    visit.place = data.place.strip()
    visit.contact = data.contact
    visit.meets = data.meets.strip() or (data.contact.name if data.contact else "")


def _put_visitors(visit: Visit, ids: Collection[UUID]) -> None:
    check_members(visit.workspace, ids)
    visit.visitors.exclude(user_id__in=ids).delete()
    there = set(visit.visitors.values_list("user_id", flat=True))
    Visitor.objects.bulk_create(
        Visitor(workspace_id=visit.workspace_id, visit=visit, user_id=one)
        for one in dict.fromkeys(ids)
        if one not in there
    )


def _save(visit: Visit, *, moved: bool = False) -> None:
    # Calendars take the event with the highest sequence for the true one.
    visit.sequence += moved
    visit.changed_at = clock.now()
    visit.save()


def _record(event: str, visit: Visit, by: User) -> None:
    record(
        event,
        by=by,
        on=("visit", visit.pk),
        workspace_id=visit.workspace_id,
        related=[("actor", visit.actor_id)],
    )
