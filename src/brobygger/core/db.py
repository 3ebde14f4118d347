"""Migration operations for what Django cannot say itself."""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL


class CompositeForeignKey(RunSQL):
    """A foreign key over several columns, so that a child and its parent share the workspace.

    The parent needs a unique constraint over `to_columns`.
    """

    def __init__(
        self, table: str, columns: Sequence[str], to_table: str, to_columns: Sequence[str]
    ) -> None:
        name = f"{table}_{'_'.join(columns)}_fk"[:63]
        super().__init__(
            sql=(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" '
                f'FOREIGN KEY ({_names(columns)}) REFERENCES "{to_table}" ({_names(to_columns)}) '
                "DEFERRABLE INITIALLY DEFERRED"
            ),
            reverse_sql=f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
        )


class AppendOnly(RunSQL):
    """Rows of the table can be added, never changed or deleted, whoever asks."""

    def __init__(self, table: str) -> None:
        super().__init__(
            sql=[
                f"""
                CREATE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'rows of {table} are never changed'; END $$
                """,
                f"""
                CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}"
                FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"()
                """,
            ],
            reverse_sql=[
                f'DROP TRIGGER "{table}_append_only" ON "{table}"',
                f'DROP FUNCTION "{table}_append_only"()',
            ],
        )


class LetRetentionDelete(RunSQL):
    """Rows of an append-only table may be deleted when they are so many years old and the
    transaction says `SET LOCAL brobygger.retention = 'on'`. Nothing else is let through."""

    def __init__(self, table: str, *, column: str, years: int) -> None:
        refuse = f"RAISE EXCEPTION 'rows of {table} are never changed'"
        super().__init__(
            sql=f"""
                CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger
                LANGUAGE plpgsql AS $$ BEGIN
                    IF TG_OP = 'DELETE'
                        AND current_setting('brobygger.retention', true) = 'on'
                        AND OLD."{column}" < now() - interval '{years} years'
                    THEN RETURN OLD; END IF;
                    {refuse};
                END $$
                """,
            reverse_sql=f"""
                CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger
                LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$
                """,
        )


class NeverEmptied(RunSQL):
    """An append-only table is not emptied either, and its guards stand when a session switches
    triggers off (`session_replication_role`)."""

    def __init__(self, table: str) -> None:
        guard, empty = f"{table}_append_only", f"{table}_never_emptied"
        super().__init__(
            sql=f"""
                CREATE TRIGGER "{empty}" BEFORE TRUNCATE ON "{table}"
                FOR EACH STATEMENT EXECUTE FUNCTION "{guard}"();
                ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{empty}";
                ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{guard}";
                """,
            reverse_sql=f"""
                ALTER TABLE "{table}" ENABLE TRIGGER "{guard}";
                DROP TRIGGER "{empty}" ON "{table}";
                """,
        )


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
