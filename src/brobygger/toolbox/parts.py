"""The parts of a tool as a form: drawn from the classes of the catalogue, read back the same way.

A part is a text in two languages, a number, a tick, a choice, a list of parts or a group of them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import QueryDict
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from brobygger.catalog.vocabularies import all_vocabularies
from brobygger.catalog.words import fold
from brobygger.toolbox.kinds import LONG, Words, answer_words, part_words
from brobygger.toolbox.shapes import Shape, default_of, shape_of
from brobygger.toolbox.writing import Data

_SHOWN_OPEN = 6
_MOST = 60  # parts in a list; no sheet has room for more
# Ids are made from titles, places have buttons of their own, the rest is written in the file.
_ELSEWHERE = {"id", "kind", "area", "takes_from", "mirrors", "variants", "paper", "version"}


@dataclass(frozen=True)
class Choice:
    """An answer that can be chosen."""

    value: str
    words: Words
    chosen: bool


@dataclass(frozen=True)
class Part:
    """One thing to fill in, with its name in the form."""

    shape: str  # text, number, tick, choice, ticks, list, group
    name: str
    label: Words
    hint: Words = ""
    value: Any = None
    required: bool = False
    long: bool = False
    least: int | None = None
    most: int | None = None
    choices: Sequence[Choice] = ()
    parts: Sequence["Part"] = ()  # of a group
    items: Sequence["Part"] = ()  # of a list: groups
    id: str = ""  # of an item of a list, kept when its title changes

    @property
    def input(self) -> str:
        """The id of its control on the page."""
        return f"input-{self.name}"

    @property
    def chosen(self) -> list[Words]:
        """What is ticked, in words."""
        return [one.words for one in self.choices if one.chosen]

    @property
    def folds(self) -> bool:
        """Whether a long row of ticks lies folded behind what is ticked."""
        return len(self.choices) > _SHOWN_OPEN and bool(self.chosen)


@dataclass(frozen=True)
class Lists:
    """What can be ticked where a part names other things of the tool: part → (id, words)."""

    known: Mapping[str, Sequence[tuple[str, Words]]]


def parts_of(
    model: type[BaseModel],
    data: Mapping[str, Any],
    *,
    lists: Lists,
    skip: frozenset[str] = frozenset(),
    more: str = "",
    prefix: str = "",
) -> list[Part]:
    """The parts of the model with what the data says; the list `more` gets a blank item."""
    return [
        _part(name, info, data, lists, more, f"{prefix}{name}")
        for name, info in model.model_fields.items()
        if name not in skip | _ELSEWHERE
    ]


def read_parts(
    model: type[BaseModel],
    sent: QueryDict,
    *,
    skip: frozenset[str] = frozenset(),
    prefix: str = "",
) -> Data:
    """What was sent, as data of the model; what goes without saying is left out."""
    data: Data = {}
    for name, info in model.model_fields.items():
        if name in skip | _ELSEWHERE:
            continue
        value = _read(shape_of(info), f"{prefix}{name}", sent)
        if info.is_required() or value not in (None, "", [], default_of(info)):
            data[name] = value
    return data


def changed_list(sent: QueryDict) -> QueryDict:
    """The form after the button that moves or removes an item of a list was pressed."""
    found = re.fullmatch(r"(remove|up|down):([\w-]+):(\d+)", sent.get("do", ""))
    if found is None:
        return sent
    verb, name, index = found[1], found[2], int(found[3])
    count = _count(sent, name)
    order = [one for one in range(count) if verb != "remove" or one != index]
    other = index + {"up": -1, "down": 1}.get(verb, 0)
    if verb != "remove" and index < count and 0 <= other < count:
        order[index], order[other] = order[other], order[index]
    after = QueryDict(mutable=True)
    for key in sent:
        if not key.startswith(f"{name}-"):
            after.setlist(key, sent.getlist(key))
    after[f"{name}-count"] = str(len(order))
    for place, was in enumerate(order):
        before = f"{name}-{was}-"
        for key in sent:
            if key.startswith(before):
                after.setlist(f"{name}-{place}-{key.removeprefix(before)}", sent.getlist(key))
    return after


def asked_for_more(sent: QueryDict) -> str:
    """The list that is to have a blank item more."""
    do = sent.get("do", "")
    return do.removeprefix("add:") if do.startswith("add:") else ""


def new_id_from(title: str, taken: Sequence[str], *, otherwise: str) -> str:
    """An id made from a title: small letters and underscores, not taken."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(title)).strip("_")[:48].strip("_")
    first = words if words[:1].isalpha() and words.isascii() else otherwise
    number, one = 2, first
    while one in taken:
        one, number = f"{first}_{number}", number + 1
    return one


# -- from data to the form ----------------------------------------------------------------------


def _part(
    name: str, info: FieldInfo, data: Mapping[str, Any], lists: Lists, more: str, path: str
) -> Part:
    shape = shape_of(info)
    value = data.get(name, None if info.is_required() else default_of(info))
    label, hint = part_words(name)
    part = Part(
        shape.kind,
        path,
        label,
        hint,
        required=info.is_required(),
        long=name in LONG,
        least=shape.least,
        most=shape.most,
    )
    match shape.kind:
        case "text":
            texts = value if isinstance(value, Mapping) else {}
            return replace(part, value={one: str(texts.get(one) or "") for one in ("da", "en")})
        case "choice" | "ticks":
            return replace(part, choices=_choices(name, shape, value, lists))
        case "group":
            assert shape.model
            inner = value if isinstance(value, Mapping) else {}
            kept = str(inner.get("id") or "")
            prefix = f"{path}-"
            parts = parts_of(shape.model, inner, lists=lists, more=more, prefix=prefix)
            return replace(part, parts=parts, id=kept)
        case "list":
            return replace(part, items=_items(shape, value, lists, more, path))
        case _:
            return replace(part, value=value)


def _items(shape: Shape, value: Any, lists: Lists, more: str, path: str) -> list[Part]:
    assert shape.model
    said = [one for one in value or () if isinstance(one, Mapping)]
    blanks = max((shape.least or 0) - len(said), 0) + (more == path)
    return [
        Part(
            "group",
            f"{path}-{number}",
            "",
            parts=parts_of(shape.model, one, lists=lists, more=more, prefix=f"{path}-{number}-"),
            id=str(one.get("id") or ""),
        )
        for number, one in enumerate([*said, *({} for _ in range(blanks))])
    ]


def _choices(name: str, shape: Shape, value: Any, lists: Lists) -> list[Choice]:
    chosen = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value or "")}
    if shape.answers:
        known = [(one, answer_words(name, one)) for one in shape.answers]
    elif name in ("suggests", "vocabulary"):
        known = [(one, answer_words(name, one)) for one in _vocabularies()]
    else:
        known = list(lists.known.get(name, ()))
    said = {value for value, _words in known}
    known += [(one, one) for one in sorted(chosen - said) if one]  # said in the file: kept
    return [Choice(one, words, one in chosen) for one, words in known]


def _vocabularies() -> list[str]:
    return [one.id for one in all_vocabularies()]


# -- from the form to data ----------------------------------------------------------------------


def _read(shape: Shape, name: str, sent: QueryDict) -> Any:
    match shape.kind:
        case "text":
            texts = {one: _words(sent, f"{name}-{one}") for one in ("da", "en")}
            return texts if any(texts.values()) or not shape.optional else None
        case "tick":
            return name in sent
        case "number":
            typed = sent.get(name, "").strip()
            return int(typed) if re.fullmatch(r"\d{1,6}", typed) else (typed or None)
        case "choice":
            return sent.get(name, "")
        case "ticks":
            return [one for one in sent.getlist(name) if one]
        case "group":
            return _read_group(shape, name, sent)
        case _:
            return _read_list(shape, name, sent)


def _read_group(shape: Shape, name: str, sent: QueryDict) -> Data | None:
    assert shape.model
    data = read_parts(shape.model, sent, prefix=f"{name}-")
    if _is_blank(data, shape.model) and shape.optional:
        return None
    return _with_id(shape.model, data, sent.get(f"{name}-id", ""), [])


def _read_list(shape: Shape, name: str, sent: QueryDict) -> list[Data]:
    assert shape.model
    items: list[Data] = []
    for index in range(_count(sent, name)):
        data = read_parts(shape.model, sent, prefix=f"{name}-{index}-")
        if not _is_blank(data, shape.model):
            taken = [one["id"] for one in items if "id" in one]
            items.append(_with_id(shape.model, data, sent.get(f"{name}-{index}-id", ""), taken))
    return items


def _with_id(model: type[BaseModel], data: Data, kept: str, taken: list[str]) -> Data:
    if "id" not in model.model_fields:
        return data
    title = (data.get("title") or {}).get("da", "")
    return {"id": kept or new_id_from(title, taken, otherwise=f"nr_{len(taken) + 1}"), **data}


def _is_blank(data: Mapping[str, Any], model: type[BaseModel]) -> bool:
    """Whether nobody has written anything; ticks and choices alone do not count."""
    for name, value in data.items():
        info = model.model_fields[name]
        said = _says(value) and value != default_of(info)
        if said and shape_of(info).kind in ("text", "number", "list", "group", "ticks"):
            return False
    return True


def _says(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_says(one) for one in value.values())
    return bool(value)


def _count(sent: QueryDict, name: str) -> int:
    count = sent.get(f"{name}-count", "")
    return min(int(count), _MOST) if re.fullmatch(r"\d{1,4}", count) else 0


def _words(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


# -- what must be there ---------------------------------------------------------------------------


def required_parts(model: type[BaseModel]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """Each required part with a function that puts something in its place when it is missing."""
    for name, info in model.model_fields.items():
        shape = shape_of(info)
        if info.is_required() and name not in ("id", "kind", "area"):
            yield name, partial(_something, shape)
        elif shape.kind in ("text", "list", "group"):
            yield name, partial(_whole_or_nothing, shape)


def _something(shape: Shape, value: Any) -> Any:
    match shape.kind:
        case "text":
            said = value if isinstance(value, Mapping) else {}
            danish, english = str(said.get("da") or ""), str(said.get("en") or "")
            return {"da": danish or english or "…", "en": english or danish or "…"}
        case "number":
            least, most = shape.least or 1, shape.most or 10_000
            return min(max(value, least), most) if isinstance(value, int) else least
        case "choice":
            return value if value in shape.answers else (shape.answers or ("",))[0]
        case "ticks":
            return value or ["own_experience"]
        case "group":
            return _whole_part(shape, value, 1)
        case "list":
            given = [one for one in value or () if isinstance(one, Mapping)]
            blanks = max((shape.least or 0) - len(given), 0)
            items = [*given, *({} for _ in range(blanks))]
            return [_whole_part(shape, one, number) for number, one in enumerate(items, start=1)]
        case _:
            return value


def _whole_or_nothing(shape: Shape, value: Any) -> Any:
    if shape.kind == "list":
        return _something(shape, value or ())
    return _something(shape, value) if _says(value) else None


def _whole_part(shape: Shape, value: Any, number: int) -> Data:
    assert shape.model
    said = dict(value) if isinstance(value, Mapping) else {}
    for name, missing in required_parts(shape.model):
        said[name] = missing(said.get(name))
    if "id" in shape.model.model_fields and not said.get("id"):
        said["id"] = f"nr_{number}"
    return {name: one for name, one in said.items() if one is not None}
