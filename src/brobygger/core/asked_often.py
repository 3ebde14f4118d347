"""Questions asked with every page, in words that stand ready.

Putting the same question together anew each time took several times as long as its answer.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models

Row = tuple[Any, ...]
Statement = tuple[str, Sequence[Any]]
M = TypeVar("M", bound=models.Model)
_ANY_KEY = UUID("616e7920-6b65-4079-a000-000000000000")  # nobody's


def answers(question: str, values: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    """The rows of a question in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[Row] = cursor.fetchall()
    return rows


def standing(build: Callable[[UUID], models.QuerySet[Any, Any]]) -> Callable[[UUID], Statement]:
    """A question of the ORM about a key, put into words once; each time the key takes its place.

    `build` must make the same question of every key.
    """

    @cache
    def words() -> Statement:
        sql, values = build(_ANY_KEY).query.sql_with_params()
        return sql, values

    def about(key: UUID) -> Statement:
        sql, values = words()
        return sql, [key if one == _ANY_KEY else one for one in values]

    return about


@cache
def columns_of(model: type[models.Model], name: str) -> str:
    """All columns of a table that the question calls `name`, in the order `object_of` wants.

    Raises TypeError for a table whose columns are not read just as they stand.
    """
    fields = model._meta.concrete_fields
    if strange := [field.name for field in fields if hasattr(field, "from_db_value")]:
        raise TypeError(f"{model.__name__}: {', '.join(strange)}")
    return ", ".join(f'{name}."{field.column}"' for field in fields)


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def object_of(model: type[M], row: Sequence[Any]) -> M:
    """The object of a row of `columns_of`, as Django would make it; what comes after is left."""
    names = _names(model)
    return model.from_db(DEFAULT_DB_ALIAS, names, row[: len(names)])
