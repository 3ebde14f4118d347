"""A register from a file into a workspace: read, plan, write. The whole way in one call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from brobygger.accounts.models import User
from brobygger.actors.domain.bulk import settle_soon
from brobygger.actors.domain.import_choices import remember_choices
from brobygger.actors.domain.whereabouts import place_warning
from brobygger.actors.enums import Decision, ImportStatus
from brobygger.actors.models import ImportBatch
from brobygger.actors.transfer.archives import pack
from brobygger.actors.transfer.breath import holding_breath
from brobygger.actors.transfer.committing import write_plan
from brobygger.actors.transfer.deciding import (
    Choice,
    Rule,
    choices_by_rule,
    settle_plan,
    targets_of,
)
from brobygger.actors.transfer.drafts import Draft, Drafts, Problem
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.flat import drafts_of_table
from brobygger.actors.transfer.headers import guess_mapping
from brobygger.actors.transfer.hsds import drafts_of_directory
from brobygger.actors.transfer.limits import DIRECT_ROWS, check_size
from brobygger.actors.transfer.planning import PlannedActor, digest, plan, says_the_same
from brobygger.actors.transfer.progress import Tell, quiet
from brobygger.actors.transfer.reading import read_register
from brobygger.actors.transfer.readings import Reading
from brobygger.actors.transfer.recognition import recognise
from brobygger.actors.transfer.register import Stored, load_raw, load_register, load_stored
from brobygger.actors.transfer.remembering import remember_of, row_keys
from brobygger.actors.transfer.reports import ImportReport, report_of
from brobygger.actors.transfer.tables import FileFormat, RegisterFile
from brobygger.actors.transfer.words import listening
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

_TRAILING = re.compile(r"([-_ .]*(\(\d+\)|\bkopi\b|\bcopy\b|v?\d+([-_.]\d+)*))+$", re.IGNORECASE)


@dataclass
class Plan:
    """A file's drafts, what becomes of each, and what the register knew when it was worked out."""

    drafts: Drafts
    planned: list[PlannedActor]
    stored: dict[UUID, Stored]

    @property
    def mark(self) -> str:
        """What tells whether the same plan is made again."""
        return digest(self.planned, self.stored)


@holding_breath()
def import_file(
    path: Path | str,
    *,
    workspace: Workspace,
    format: str = "auto",  # noqa: A002
    dry_run: bool = False,
    by: User | None = None,
    encoding: str = "",
    source: str = "",
    municipality: str = "",
    duplicates: Rule | str = Rule.CERTAIN,
) -> ImportReport:
    """Bring a CSV or Excel file, an HSDS folder, zip or JSON file into the workspace's register.

    Rows that cannot come in are told in the report's errors with file and row; the others come
    in, in one transaction. Nothing is written when `dry_run`, or when the file as a whole is
    refused: then `committed` is False. `duplicates` is what happens to rows that look like others,
    `municipality` a code whose rows alone are wanted, `by` None the operator at the command line.
    Raises PermissionDenied when `by` may not import here.
    """
    if by is not None:
        check_workspace(by, workspace, Permission.ACTOR_IMPORT)
    name = Path(path).resolve().name
    try:
        content = content_of(Path(path))
        register = read_register(name, content, format=format, encoding=encoding)
        check_certain(register)
        reading = first_reading(register, source=source, municipality=municipality)
        drafts = drafts_of(register, reading)
    except ImportRefused as refusal:
        return ImportReport(errors=(Problem(name, 0, str(refusal)),))
    if dry_run:
        made = make_plan(drafts, workspace)
        choices = choices_by_rule(made.planned, Rule(duplicates))
        made = settled(made, choices)
        return report_of(made.planned, drafts, alike=_beside_others(choices))
    return _commit_at_once(name, register, drafts, workspace, by, Rule(duplicates))


@transaction.atomic
def _commit_at_once(
    name: str,
    register: RegisterFile,
    drafts: Drafts,
    workspace: Workspace,
    by: User | None,
    rule: Rule,
) -> ImportReport:
    made = make_plan(drafts, workspace, lock=True)
    choices = choices_by_rule(made.planned, rule)
    made = settled(made, choices, lock=True)
    write_plan(made.planned, made.stored, workspace=workspace, by=by)
    if rule == Rule.MERGE:
        remember_choices(made.planned, drafts.actors, choices, workspace=workspace, by=by)
    report = report_of(made.planned, drafts, alike=_beside_others(choices), committed=True)
    if len(made.planned) > DIRECT_ROWS:
        settle_soon(workspace, report.created)
    batch = ImportBatch(
        workspace=workspace,
        file_name=name[:300],
        format=register.format,
        created_by=by,
        content=b"",
    )
    close_batch(batch, report, drafts, by=by)
    return report


def _beside_others(choices: Mapping[int, Choice]) -> int:
    """How many rows come in beside those they look like."""
    return sum(choice.decision == Decision.KEEP for choice in choices.values())


def settled(made: Plan, choices: Mapping[int, Choice], *, lock: bool = False) -> Plan:
    """The plan with the choices made in it."""
    if not choices:
        return made
    missing = targets_of(choices) - made.stored.keys()
    stored = made.stored | load_stored(sorted(missing), lock=lock)
    merges = any(choice.decision == Decision.MERGE for choice in choices.values())
    keys = row_keys(made.drafts.actors) if merges else []
    planned = settle_plan(made.planned, choices, stored, keys)
    return Plan(made.drafts, planned, stored)


def close_batch(
    batch: ImportBatch, report: ImportReport, drafts: Drafts, *, by: User | None
) -> None:
    """Write down what the import came to, keep what belongs to nobody, let go of the file."""
    batch.status = ImportStatus.COMMITTED
    batch.committed_at = clock.now()
    batch.content = b""
    batch.mapping = drafts.reading
    batch.result = report.as_json() | {"kept": [row.as_json() for row in drafts.kept]}
    batch.save()
    batch.lines.all().delete()
    record("import.committed", by=by, on=("import", batch.id), workspace_id=batch.workspace_id)


def content_of(path: Path) -> bytes:
    """The bytes of a file; a folder of CSV files as a zip. Raises ImportRefused before reading
    what is too big."""
    try:
        return _read(path)
    except PermissionError as error:
        refusal = _("Du har ikke lov til at læse »%(path)s« på denne maskine.")
        raise ImportRefused(refusal % {"path": path}) from error


def _read(path: Path) -> bytes:
    if not path.exists():
        raise ImportRefused(_("Filen »%(path)s« findes ikke.") % {"path": path})
    if not path.is_dir():
        check_size(path.stat().st_size)
        return path.read_bytes()
    files = sorted(one for one in path.iterdir() if one.suffix.lower() == ".csv" and one.is_file())
    if not files:
        raise ImportRefused(_("Der er ingen CSV-filer i mappen »%(path)s«.") % {"path": path})
    check_size(sum(one.stat().st_size for one in files))
    return pack({one.name: one.read_bytes() for one in files})


def first_reading(register: RegisterFile, *, source: str = "", municipality: str = "") -> Reading:
    """How a file is read when nobody has said anything: its columns guessed from the headers."""
    columns = (
        {} if register.format == FileFormat.HSDS else guess_mapping(register.tables[0].columns)
    )
    return Reading(source or source_of(register.name), columns, municipality=municipality)


def drafts_of(register: RegisterFile, reading: Reading, tell: Tell = quiet) -> Drafts:
    """The actors of a file that has been read. Raises ImportRefused without a name column."""
    if register.format == FileFormat.HSDS:
        with listening(reading.terms) as heard:
            drafts = drafts_of_directory(register, reading.source)
        drafts.words = heard.times
        drafts.reading = Reading(reading.source, terms=reading.terms).as_json()
    else:
        drafts = drafts_of_table(register, reading, tell)
    for draft in drafts.actors:
        _look_at_places(draft)
    return drafts


def _look_at_places(draft: Draft) -> None:
    """A place in the sea comes in as it is, and somebody is asked to look at it."""
    country = draft.values.get("country", "DK")
    for place in draft.values.get("locations", ()):
        if warning := place_warning(place.latitude, place.longitude, place.country or country):
            draft.warnings.append(f"{place.name}: {warning}" if place.name else warning)


def make_plan(
    drafts: Drafts, workspace: Workspace, *, lock: bool = False, tell: Tell = quiet
) -> Plan:
    """What the file would do to the register as it is now."""
    register = load_register(workspace, {draft.source for draft in drafts.actors})
    memory = remember_of(drafts.actors, workspace)
    matches = recognise(drafts.actors, register, memory, workspace, tell)
    known = {place: one.known for place, one in enumerate(matches) if one.known}
    ids = {one.id for one in known.values() if not one.removed}
    if _read_like_last_time(drafts, workspace):
        raw = load_raw(list(ids))
        ids = {
            one.id
            for place, one in known.items()
            if one.id in ids and not says_the_same(drafts.actors[place], raw.get(one.id, {}))
        }
    stored = load_stored(sorted(ids), lock=lock)
    return Plan(drafts, plan(drafts.actors, matches, stored), stored)


def _read_like_last_time(drafts: Drafts, workspace: Workspace) -> bool:
    """Whether the source's latest import gave the columns the same meaning."""
    latest = (
        ImportBatch.objects.filter(
            workspace=workspace,
            status=ImportStatus.COMMITTED,
            mapping__source=drafts.reading["source"],
        )
        .order_by("-committed_at")
        .values_list("mapping", flat=True)
        .first()
    )
    return latest == drafts.reading


def source_of(file_name: str) -> str:
    """The register's name: the file's, without ending, date, version and "(1)"."""
    stem = PurePosixPath(file_name).stem
    return (_TRAILING.sub("", stem) or stem)[:200]


def check_certain(register: RegisterFile) -> None:
    """Raise ImportRefused, with what to do, when æøå may have come out wrong."""
    if register.certain:
        return
    text = _(
        "Vi kan ikke se, hvordan bogstaverne i »%(name)s« er skrevet, så æ, ø og å kan blive "
        "forkerte. Gem filen som »CSV UTF-8« eller Excel (.xlsx), eller angiv tegnkodningen."
    )
    raise ImportRefused(text % {"name": register.name})
