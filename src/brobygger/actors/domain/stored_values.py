"""Values of ActorData as JSON can hold them, and back."""

from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from brobygger.actors.domain.data import ActorData


def plain_of(value: Any) -> Any:
    """The value as JSON has it: tuples are lists, keys and days are texts."""
    return TypeAdapter(Any).dump_python(value, mode="json")


def value_from(name: str, plain: Any) -> Any:
    """A field's value again."""
    return _adapter(name).validate_python(plain)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(ActorData)[name])
