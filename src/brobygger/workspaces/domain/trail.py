"""The trail of a whole workspace, for its administrator: found in, and as a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.accounts.telling import Told, tell
from brobygger.audit.models import AuditEvent
from brobygger.audit.record import record
from brobygger.audit.timeline import on_topic, stretch_of
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.core.spreadsheets import harmless
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

# What events are about, when it may be named for the reader.
NAMED = ("actor", "collaboration", "user", "register_export", "saved_filter")
NOBODY = "nobody"
MOST_PEOPLE = 200
_AT_A_TIME = 1000


@dataclass(frozen=True)
class Wanted:
    """A part of the trail: between two days (both included), of one person, on one topic."""

    since: date | None = None
    until: date | None = None
    person: str = ""
    topic: str = ""


def events_of(workspace: Workspace, wanted: Wanted) -> QuerySet[AuditEvent]:
    """What has happened in this workspace and nowhere else, as far as it is wanted."""
    events = on_topic(AuditEvent.objects.filter(workspace_id=workspace.id), wanted.topic)
    if wanted.since:
        events = events.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        events = events.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.person == NOBODY:
        return events.filter(by_id__isnull=True)
    return events.filter(by_id=UUID(wanted.person)) if wanted.person else events


def people_in(workspace: Workspace) -> list[User]:
    """Everybody who has done something here and is still known, by name. Two queries."""
    events = AuditEvent.objects.filter(workspace_id=workspace.id, by_id__isnull=False)
    found = events.order_by("by_id").values_list("by_id", flat=True).distinct()
    ids = [key for key in found if key]
    return list(User.objects.filter(id__in=ids).order_by("name", "email")[:MOST_PEOPLE])


@transaction.atomic
def export_trail(*, workspace: Workspace, wanted: Wanted, by: User, file: IO[bytes]) -> int:
    """Write the wanted part of the trail as CSV, newest first, and note that it was fetched.

    Answers the number of lines. A part at a time: a long trail takes no more memory than a short.
    """
    check_workspace(by, workspace, Permission.AUDIT_VIEW)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Hvornår"), _("Hvad der skete"), _("Det drejer sig om"), _("Hændelse")])
    number = 0
    for events, lines in _parts(events_of(workspace, wanted), by):
        for event, told in zip(events, lines, strict=True):
            about = ", ".join(subject.name for subject in told.subjects)
            moment = told.at.astimezone(clock.DENMARK).isoformat(sep=" ", timespec="seconds")
            cells = [moment, told.sentence, about, event.event]
            writer.writerow([harmless(cell) for cell in cells])
            number += 1
    text.flush()
    text.detach()
    record("audit.exported", by=by, on=("workspace", workspace.id), workspace_id=workspace.id)
    return number


def _parts(
    events: QuerySet[AuditEvent], reader: User
) -> Iterator[tuple[list[AuditEvent], list[Told]]]:
    cursor = ""
    while True:
        stretch = stretch_of(events, cursor, _AT_A_TIME)
        yield stretch.events, tell(stretch.events, reader, NAMED)
        cursor = stretch.older
        if not cursor:
            return


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.DENMARK)
