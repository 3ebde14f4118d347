"""Files for the import, and the bare SQL of files: the rows copied out, and in again."""

import csv
import io
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from brobygger.actors.domain.data import VOCABULARY_OF, ExchangeData
from brobygger.actors.domain.rows import MODEL_OF
from brobygger.actors.domain.terms import danish_label
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.demo.synthetic import synthetic_actors

_HEADER = ("Navn", "CVR", "Beskrivelse", "Vej og nummer", "Postnummer", "By", "Område", "E-mail",
           "Kan tilbyde", "Mangler", "Kontaktperson")  # fmt: skip
_KNOWN_TENTH = 10


def write_register(path: Path, rows: int, *, seed: int, part: int) -> None:
    """A list as a municipality has it: one in ten is in the register, by its CVR number."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_HEADER)
        for number, actor in enumerate(synthetic_actors(rows, seed=seed, today=clock.today())):
            known = number % _KNOWN_TENTH == 0
            one = actor if known else replace(actor, cvr=f"{30_000_000 + part * rows + number}")
            mail = f"post@part{part}nr{number}.example"
            writer.writerow((
                one.name, one.cvr, one.description, one.street, one.postcode, one.town, one.area,
                mail, _said(one.offers), _said(one.needs),
                one.contact_persons[0].name if one.contact_persons else "",
            ))  # fmt: skip


def _said(rows: tuple[ExchangeData, ...]) -> str:
    return "; ".join(danish_label(VOCABULARY_OF[row.kind], row.term) for row in rows)


def bare_copy(workspace: Any, source: str) -> float:
    """Seconds to write the rows of an import again, as they are, by COPY; undone afterwards."""
    tables: list[type[Model]] = [Actor, *MODEL_OF.values()]
    which = "WHERE workspace_id = %s AND {} IN (SELECT id FROM actors_actor WHERE source = %s)"
    copies = []
    with connection.cursor() as cursor:
        for model in tables:
            names = ", ".join(
                f'"{f.column}"' for f in model._meta.concrete_fields if not f.generated
            )
            table, key = model._meta.db_table, "id" if model is Actor else "actor_id"
            query = f"COPY (SELECT {names} FROM {table} {which.format(key)}) TO STDOUT"
            with cursor.copy(query, [workspace.pk, source]) as out:
                copies.append((table, names, b"".join(bytes(part) for part in out)))
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, names, rows in copies:
            cursor.execute(
                f"CREATE TEMPORARY TABLE copy_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP"
            )
            with cursor.copy(f"COPY copy_{table} ({names}) FROM STDIN") as into:
                into.write(rows)
    return time.perf_counter() - began


def bare_read(workspace: Any) -> float:
    """Seconds to read everything an export reads, by COPY."""
    began = time.perf_counter()
    sink = io.BytesIO()
    with connection.cursor() as cursor:
        tables: list[type[Model]] = [Actor, *MODEL_OF.values()]
        for model in tables:
            query = f"COPY (SELECT * FROM {model._meta.db_table} WHERE workspace_id = %s) TO STDOUT"
            with cursor.copy(query, [workspace.pk]) as out:
                for part in out:
                    sink.write(bytes(part))
                    sink.seek(0)
    return time.perf_counter() - began
