"""What an annotation of the catalogue's classes asks for, so that a form can be drawn from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from brobygger.catalog.text import Text


@dataclass(frozen=True)
class Shape:
    """What an annotation of the catalogue asks for."""

    kind: str
    model: type[BaseModel] | None = None
    answers: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    optional: bool = False


def shape_of(info: FieldInfo) -> Shape:
    """What a field of a class asks for."""
    return _asked(info.annotation, tuple(info.metadata), optional=not info.is_required())


def _asked(annotation: Any, metadata: tuple[Any, ...], *, optional: bool = False) -> Shape:
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _asked(inner, (*metadata, *more), optional=optional)
    if get_origin(annotation) in (Union, UnionType):
        inner = next(one for one in get_args(annotation) if one is not NoneType)
        return replace(_asked(inner, metadata), optional=True)
    least: Any = next((one.ge for one in _flat(metadata) if isinstance(one, Ge)), None)
    most: Any = next((one.le for one in _flat(metadata) if isinstance(one, Le)), None)
    if get_origin(annotation) is Literal:
        return Shape("choice", answers=get_args(annotation), optional=optional)
    if get_origin(annotation) is tuple:
        item = get_args(annotation)[0]
        inner = _asked(item, ())
        least = next((one.min_length for one in _flat(metadata) if isinstance(one, MinLen)), 0)
        kind = "list" if inner.model else "ticks"
        return Shape(kind, model=inner.model, least=least, optional=optional)
    if annotation is bool:
        return Shape("tick", optional=optional)
    if annotation is int:
        return Shape("number", least=least, most=most, optional=optional)
    if annotation is Text:
        return Shape("text", optional=optional)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("group", model=annotation, optional=optional)
    return Shape("choice", optional=True)  # a name of something: see `Lists`


def _flat(metadata: Sequence[Any]) -> Iterator[Any]:
    for one in metadata:
        yield one
        yield from getattr(one, "metadata", ())


def default_of(info: FieldInfo) -> Any:
    """What it says when nobody has said anything, as data."""
    default = info.get_default()
    if isinstance(default, BaseModel):
        return default.model_dump(mode="json")
    return list(default) if isinstance(default, tuple) else default
