"""Conditions and columns of a queryset whose SQL we write ourselves.

Django puts a search together of some forty small expressions, and walking through them took
longer than looking in the register. One that is written out is one.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, F, Field, FloatField, Func


class Written(Func):
    """SQL with the columns it is about as names in braces: `Written("{name} LIKE %s", ["%x%"],
    BooleanField(), name="search_name")`. They are found as in any queryset, in subqueries too."""

    def __init__(
        self, sql: str, values: Sequence[Any], output_field: "Field[Any, Any]", **columns: str
    ) -> None:
        super().__init__(*map(F, columns.values()), output_field=output_field)
        self.sql = sql
        self.values = tuple(values)
        self.names = tuple(columns)

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> Any:  # type: ignore[override]
        """The SQL and what it asks for."""
        found = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        return self.sql.format(**dict(zip(self.names, found, strict=True))), self.values


def condition(sql: str, values: Sequence[Any], **columns: str) -> Written:
    """Something that is so or not, for `filter`."""
    return Written(f"({sql})", values, BooleanField(), **columns)


def figure(sql: str, values: Sequence[Any], **columns: str) -> Written:
    """A number, for `annotate`."""
    return Written(sql, values, FloatField(), **columns)
