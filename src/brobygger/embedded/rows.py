"""How many rows there are in each table, to tell whether a copy is whole."""

from typing import Any

import psycopg
from psycopg import sql

TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence = 'p'
  AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
ORDER BY 1, 2
"""


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Each table of ours as `schema.table`, and its number of rows."""
    counts = {}
    for schema, table in connection.execute(TABLES.encode()).fetchall():
        counting = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        row = connection.execute(counting).fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts
