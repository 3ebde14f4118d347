"""The register as an import sees it: who is there already, and what is known of them."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.rows import data_of_many, without_search
from brobygger.actors.models import Actor, FormerKey, ImportedRecord
from brobygger.catalog.words import fold
from brobygger.workspaces.models import Workspace

# Words that tell what an actor is and not who: left out on both sides.
_NOISE = {"foreningen", "forening", "if", "i s", "a s", "is", "aps", "as", "fmba", "amba"}
_SLASHED = re.compile(r"\b([IA])/S\b", re.IGNORECASE)
_CHUNK = 500
_RAW_CHUNK = 5000


def _lists() -> "defaultdict[Any, list[Known]]":
    return defaultdict(list)


class Known(NamedTuple):
    """An actor of the register, as far as it takes to recognise it."""

    id: UUID
    name: str
    postcode: str
    cvr: str
    source: str
    external_id: str
    removed: bool = False


@dataclass
class Register:
    """Everybody in the workspace's register, findable by what identifies them."""

    by_id: dict[UUID, Known] = field(default_factory=dict)
    by_source: dict[tuple[str, str], Known] = field(default_factory=dict)
    by_cvr: dict[str, list[Known]] = field(default_factory=_lists)
    by_cvr_name: dict[tuple[str, str], list[Known]] = field(default_factory=_lists)
    by_name: dict[str, list[Known]] = field(default_factory=_lists)
    by_place: dict[tuple[str, str], list[Known]] = field(default_factory=_lists)
    # The whole rows of the file's source, as they came the last time, with whom they became.
    by_record: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def add(self, known: Known) -> None:
        self.by_id[known.id] = known
        if known.external_id:
            self.by_source[known.source, known.external_id] = known
        name = same_name(known.name)
        if known.cvr:
            self.by_cvr[known.cvr].append(known)
            self.by_cvr_name[known.cvr, name].append(known)
        self.by_name[name].append(known)
        self.by_place[name, known.postcode].append(known)


@dataclass(frozen=True)
class StoredRaw:
    """A row word for word, as it came in the last time."""

    id: UUID
    values: dict[str, str]


# Keyed by source and the row's id there.
Raw = dict[tuple[str, str], StoredRaw]


@dataclass
class Stored:
    """What is known of an actor now, and the rows it came in by."""

    actor: Actor
    data: ActorData
    raw: Raw = field(default_factory=dict)


def same_name(name: str) -> str:
    """The name without case, spelling of æøå and words such as "foreningen", "IF" and "I/S"."""
    plain = name.replace(".", "")
    folded = fold(_SLASHED.sub(r"\1s", plain) if "/" in plain else plain)
    kept = [word for word in folded.split() if word not in _NOISE]
    return " ".join(kept) or folded


def row_mark(values: Mapping[str, str]) -> str:
    """A row word for word, as one short text that can be looked up."""
    text = json.dumps(sorted(values.items()), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def load_register(workspace: Workspace, sources: Iterable[str] = ()) -> Register:
    """Everybody in the workspace, removed actors too, and the rows these sources brought before.

    Those that were put together with another are found as that other, by what they were known by.
    Three queries, however many they are.
    """
    register = Register()
    rows = Actor.objects.filter(workspace=workspace, merged_into__isnull=True).values_list(
        "id", "name", "postcode", "cvr", "source", "external_id", "deleted_at"
    )
    statement, values = rows.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while some := cursor.fetchmany(_RAW_CHUNK):
            for row in some:
                register.add(Known._make((*row[:-1], row[-1] is not None)))
    _add_former(register, workspace)
    records = ImportedRecord.objects.filter(workspace=workspace, source__in=sorted(sources))
    came = records.values_list("actor_id", "values").iterator(chunk_size=5000)
    for actor_id, values in came:
        register.by_record[row_mark(values)].add(actor_id)
    return register


def _add_former(register: Register, workspace: Workspace) -> None:
    former = FormerKey.objects.filter(workspace=workspace)
    for key, former_id, source, external_id in former.values_list(
        "actor_id", "former_id", "source", "external_id"
    ):
        if (known := register.by_id.get(key)) is not None:
            register.by_id[former_id] = known
            if external_id:
                register.by_source.setdefault((source, external_id), known)


def load_stored(ids: Sequence[UUID], *, lock: bool = False) -> dict[UUID, Stored]:
    """What is known of these actors; locked against others' changes when it is to be written."""
    stored: dict[UUID, Stored] = {}
    raw = load_raw(ids)
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        actors = without_search(Actor.objects.filter(id__in=part))
        if lock:
            actors = actors.select_for_update()
        here = {actor.id: actor for actor in actors}
        for key, data in data_of_many(here.values()).items():
            stored[key] = Stored(here[key], data, raw.get(key, {}))
    return stored


def load_raw(ids: Sequence[UUID]) -> dict[UUID, Raw]:
    """The rows the actors came in by, word for word."""
    found: dict[UUID, Raw] = defaultdict(dict)
    for start in range(0, len(ids), _RAW_CHUNK):
        rows = ImportedRecord.objects.filter(
            actor_id__in=ids[start : start + _RAW_CHUNK]
        ).values_list("actor_id", "id", "source", "external_id", "values")
        for actor_id, record_id, source, external_id, values in rows:
            found[actor_id][source, external_id] = StoredRaw(record_id, values)
    return found
