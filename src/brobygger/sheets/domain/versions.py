"""Versions of a sheet: how it stood at a meeting, or just before something changed it."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum

from brobygger.accounts.models import User
from brobygger.audit.record import record
from brobygger.core import clock
from brobygger.sheets.access import policy_of
from brobygger.sheets.models import (
    FieldRevision,
    FieldValue,
    Occasion,
    Sheet,
    SheetVersion,
    VersionWording,
)
from brobygger.sheets.seeing import read_by_others, seen_by
from brobygger.sheets.validation import clean_title
from brobygger.sheets.values import FieldValues


@transaction.atomic
def name_version(*, sheet: Sheet, name: str, by: User, held_on: date | None = None) -> SheetVersion:
    """Keep the sheet as it stands under a name people know, such as the meeting's.

    Asked twice for the same, it is the same version. Raises PermissionDenied, NotSaved.
    """
    if not policy_of(sheet).can_edit(by, sheet):
        raise PermissionDenied
    name = clean_title(name)
    newest = _locked(sheet).versions.order_by("-number").first()
    same = newest is not None and (newest.name, newest.held_on) == (name, held_on)
    if newest is not None and same and not _changed_since(newest):
        return newest
    version = keep_version(sheet=sheet, by=by, occasion=Occasion.NAMED)
    version.name, version.held_on = name, held_on
    version.save(update_fields=["name", "held_on"])
    return version


@transaction.atomic
def keep_version(*, sheet: Sheet, occasion: Occasion, by: User) -> SheetVersion:
    """Keep the sheet as it stands now. The calling verb has asked whether `by` may.

    It notes which fields others can read at this moment: what they could not read then, they never
    read in this version, whatever is shared later.
    """
    locked = _locked(sheet)
    latest = locked.versions.aggregate(latest=Max("number"))["latest"] or 0
    version = SheetVersion.objects.create(
        sheet=sheet,
        number=latest + 1,
        occasion=occasion,
        tool_version=locked.tool_version,
        at=clock.now(),
        by_id=by.id,
    )
    shared = read_by_others(sheet)
    VersionWording.objects.bulk_create(
        VersionWording(version=version, revision=one, shared=one.field_id in shared)
        for one in _present_wordings(sheet)
    )
    record("sheet.version_kept", by=by, on=("sheet", sheet.id), workspace_id=sheet.workspace_id)
    return version


@transaction.atomic
def rename_version(
    *, version: SheetVersion, name: str, by: User, held_on: date | None = None
) -> None:
    """Give a version another name, also one that was kept by itself.

    Raises PermissionDenied, NotSaved.
    """
    if not policy_of(version.sheet).can_edit(by, version.sheet):
        raise PermissionDenied
    version.name, version.held_on = clean_title(name), held_on
    version.save(update_fields=["name", "held_on"])


def versions_for(sheet: Sheet, reader: User) -> QuerySet[SheetVersion]:
    """The versions this person may look into, newest first.

    Others than the writers see only those that hold something they could read then and since.
    """
    seen = seen_by(reader, sheet)
    versions = sheet.versions.order_by("-number")
    if seen.writes:
        return versions
    could = Q(pk__in=())
    for field_id, moment in seen.since.items():
        if seen.sees(field_id):
            could |= Q(revision__field_id=field_id, version__at__gte=moment)
    shared = VersionWording.objects.filter(could, version=OuterRef("pk"), shared=True)
    return versions.filter(Exists(shared))


def version_wordings(version: SheetVersion, reader: User) -> dict[str, FieldRevision]:
    """What the fields said in the version, by field id, as far as the reader may know."""
    seen = seen_by(reader, version.sheet)
    wordings = FieldRevision.objects.filter(in_versions__version=version)
    if not seen.writes:
        kept = VersionWording.objects.filter(version=version, shared=True)
        wordings = wordings.filter(pk__in=kept.values("revision"))
    return {
        one.field_id: one
        for one in wordings
        if seen.knows(one.field_id, one.at) and seen.saw(one.field_id, version.at)
    }


def version_values(version: SheetVersion, reader: User) -> FieldValues:
    """The version as values of the tool it was filled in with, as far as the reader may know."""
    wordings = version_wordings(version, reader)
    return FieldValues(tool=version.tool, values={key: one.value for key, one in wordings.items()})


def edition(sheet: Sheet) -> int:
    """A number that rises with every change of any field: what somebody saw on a page."""
    return sheet.field_values.aggregate(sum=Sum("revision"))["sum"] or 0


def _present_wordings(sheet: Sheet) -> QuerySet[FieldRevision]:
    stands = FieldValue.objects.filter(
        sheet=OuterRef("sheet"), field_id=OuterRef("field_id"), revision=OuterRef("revision")
    )
    return FieldRevision.objects.filter(Exists(stands), sheet=sheet)


def _changed_since(version: SheetVersion) -> bool:
    kept = set(version.fields.values_list("revision", flat=True))
    now: set[UUID] = set(_present_wordings(version.sheet).values_list("id", flat=True))
    return kept != now or version.tool_version != version.sheet.tool_version


def _locked(sheet: Sheet) -> Sheet:
    return Sheet.objects.select_for_update().get(pk=sheet.pk)
