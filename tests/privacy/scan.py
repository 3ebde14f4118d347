"""Looking for words in every text and JSON column of every table in the database."""

from collections.abc import Sequence
from typing import NamedTuple

from django.apps import apps
from django.db import connection

_COLUMNS = """
    SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER'
    AND (data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'tsvector')
         OR udt_name IN ('citext'))
    AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')
    GROUP BY table_name
"""


class Place(NamedTuple):
    """Where the words stand."""

    label: str
    key: str


def places_with(needles: Sequence[str]) -> set[Place]:
    """The rows where any of the words stands, whatever the case."""
    tables = {model._meta.db_table: model for model in apps.get_models()}
    found: set[Place] = set()
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, columns in cursor.fetchall():
            model = tables.get(table)
            key = model._meta.pk.column if model else "ctid"
            label = model._meta.label if model else table
            said = " || ' ' || ".join(f"coalesce(\"{column}\"::text, '')" for column in columns)
            wanted = " OR ".join(["words ILIKE %s"] * len(needles))
            cursor.execute(
                f'SELECT key FROM (SELECT "{key}"::text AS key, {said} AS words FROM "{table}") '
                f"AS rows WHERE {wanted}",
                [f"%{needle}%" for needle in needles],
            )
            found |= {Place(label, row[0]) for row in cursor.fetchall()}
    return found
