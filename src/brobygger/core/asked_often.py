"""Questions asked with every page, in words that stand ready.

Putting the same question together anew each time took several times as long as its answer.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models

Row = tuple[Any, ...]
M = TypeVar("M", bound=models.Model)


def answers(question: str, values: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    """The rows of a question in SQL."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        rows: list[Row] = cursor.fetchall()
    return rows


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
