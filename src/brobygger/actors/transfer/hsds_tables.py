"""The files of an HSDS package while they grow, on disk, and the keys of their rows."""

import csv
import io
import json
import re
import shutil
import zipfile
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO
from uuid import UUID, uuid5

from django.db.models import Count

from brobygger.actors.domain.rows import MODEL_OF
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.models import Actor
from brobygger.actors.transfer.cells import printable
from brobygger.actors.transfer.hsds_files import FILES, datapackage
from brobygger.catalog.vocabularies import vocabulary
from brobygger.core.spreadsheets import harmless
from brobygger.workspaces.models import Workspace

# How the description of a taxonomy of our own begins.
OURS = "Brobygger: "
NAMESPACE = UUID("7c0f3a52-6d0c-5b5e-9a36-0d2e9be0f1a7")
_NUMBER = re.compile(r"[+-][\d\s().-]*")


class Tables:
    """One file a table; what is written is never held in memory."""

    def __init__(self, stack: ExitStack) -> None:
        self._files: dict[str, IO[bytes]] = {}
        self._writers: dict[str, Any] = {}
        self._terms: set[UUID] = set()
        for name, table in FILES.items():
            file = stack.enter_context(TemporaryFile())  # noqa: SIM115 - closed by the stack
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            stack.callback(text.detach)
            writer = csv.DictWriter(text, table.fields, lineterminator="\r\n")
            writer.writeheader()
            self._files[name], self._writers[name] = file, writer

    def add(self, table: str, **values: Any) -> None:
        """One row; fields not named are empty."""
        self._writers[table].writerow({key: _cell(value) for key, value in values.items()})

    def term(self, name: str, term_id: str, *, of: UUID) -> UUID:
        """The taxonomy term of a vocabulary's term, written once.

        Somebody's own words are a term of their own for the attribute `of`: to remember all of
        them would take memory that grows with the register.
        """
        known = term_id in vocabulary(name)
        key = uuid5(_taxonomy(name), term_id) if known else uuid5(of, "term")
        code = f"{name}:{term_id}" if known else ""
        return self._term(name, key, code, danish_label(name, term_id))

    def own_term(self, name: str, term_id: str, label: str) -> UUID:
        """A term of a taxonomy of our own, written once."""
        return self._term(name, uuid5(_taxonomy(name), term_id), f"{name}:{term_id}", label)

    def _term(self, name: str, key: UUID, code: str, label: str) -> UUID:
        taxonomy = _taxonomy(name)
        if taxonomy not in self._terms:
            self._terms.add(taxonomy)
            self.add("taxonomy", id=taxonomy, name=name, description=f"{OURS}{name}")
        if key not in self._terms:
            if code:
                self._terms.add(key)
            self.add(
                "taxonomy_term",
                id=key,
                code=code,
                name=label,
                description=label,
                taxonomy=name,
                language="da",
                taxonomy_id=taxonomy,
            )
        return key

    def pack(self, output: BinaryIO) -> None:
        """All files with their description, in a zip."""
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("datapackage.json", json.dumps(datapackage(), indent=2))
            for name, file in self._files.items():
                file.seek(0)
                with package.open(FILES[name].path, "w", force_zip64=True) as entry:
                    shutil.copyfileobj(file, entry)


def _taxonomy(name: str) -> UUID:
    return uuid5(NAMESPACE, f"taxonomy:{name}")


def _cell(value: Any) -> str:
    """A phone number or a coordinate may begin with a sign; nothing else may."""
    text = "" if value is None else printable(str(value))
    return text if _NUMBER.fullmatch(text) else harmless(text)


class Keys:
    """The keys of rows: the id of the source where it is a UUID, as HSDS demands.

    Any other id becomes a UUID made from it, the same each time; so does a row that has none.
    Ids that several rows of the register share tell nobody apart, and are not used.
    """

    def __init__(self, shared: frozenset[str] = frozenset()) -> None:
        self._shared = shared

    def of(self, kind: str, row: Any, source: str = "") -> UUID:
        """The key of an actor or of one of its rows."""
        if row.external_id and row.external_id not in self._shared:
            try:
                return UUID(row.external_id)
            except ValueError:
                return uuid5(NAMESPACE, f"{source}:{kind}:{row.external_id}")
        return uuid5(NAMESPACE, f"{kind}:{row.id}")


def shared_ids(workspace: Workspace) -> frozenset[str]:
    """Ids of sources that more than one row of a kind has, as when two registers were merged."""
    found: set[str] = set()
    models: list[type[Any]] = [Actor, *MODEL_OF.values()]
    for model in models:
        rows = model.objects.filter(workspace=workspace).exclude(external_id="")
        twice = rows.order_by().values("external_id").annotate(n=Count("id")).filter(n__gt=1)
        found.update(twice.values_list("external_id", flat=True))
    return frozenset(found)
