"""What is wrong with a tool: where, on which line, and why, in plain words."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from brobygger.catalog.schema import COLUMNS, Tool
from brobygger.catalog.vocabularies import all_vocabularies
from brobygger.catalog.yaml_files import line_of
from brobygger.core.citizens import has_cpr
from brobygger.toolbox.kinds import KINDS, part_words
from brobygger.toolbox.writing import Data

Steps = tuple[int | str, ...]


@dataclass(frozen=True)
class Known:
    """What a tool may name: publications, and the fields of the other tools by tool id. `kinds`
    are those its own fields have had since it was published, by field id."""

    sources: frozenset[str]
    fields: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str] = with_default(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """One thing to put right: in which field, if it is one, and on which page its form is."""

    reason: str
    place: str
    page: str  # texts, steps, field
    line: int | None = None
    field: str = ""
    part: str = ""  # the name of the part in the form
    label: str = ""  # the part in words
    sound: bool = True  # the form can show it; otherwise it is put right in the file


def problems_of(data: Data, known: Known, tree: yaml.Node | None = None) -> list[Problem]:
    """Everything that is wrong, in the order of the file; empty when it can be published."""
    found: list[tuple[Steps, str, bool]] = list(_own_checks(data, known))
    try:
        Tool.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # A list whose items are wrong is also called too short: only what is wrong is said.
        inner = {one["loc"][:end] for one in errors for end in range(len(one["loc"]))}
        for one in errors:
            reason, sound = _reason(one)
            if reason and not (one["type"] == "too_short" and one["loc"] in inner):
                found.append((tuple(one["loc"]), reason, sound))
    said: set[tuple[str, str, str]] = set()
    problems: list[Problem] = []
    for steps, reason, sound in found:
        problem = _problem(data, steps, reason, sound=sound, line=line_of(tree, steps))
        key = (problem.place, problem.part, "" if not sound else reason)
        if key not in said:
            said.add(key)
            problems.append(problem)
    return sorted(problems, key=lambda one: one.line or 0)


def is_sound(problems: Sequence[Problem]) -> bool:
    """Whether the form can show the tool, so that the rest is put right there."""
    return all(one.sound for one in problems)


def _problem(data: Data, steps: Steps, reason: str, *, sound: bool, line: int | None) -> Problem:
    at = steps[1] if len(steps) > 1 and isinstance(steps[1], int) else None
    names = [str(one) for one in steps[2 if at is not None else 0 :] if one not in KINDS]
    part = "-".join(names)
    label = _label(names)
    if steps[:1] == ("fields",) and at is not None:
        one = _at(data.get("fields"), at)
        title = _title(one) or str(one.get("id") or "")
        words = _("Felt %(number)s: %(title)s") % {"number": at + 1, "title": title}
        place = " · ".join(filter(None, (words, label)))
        return Problem(reason, place, "field", line, str(one.get("id") or ""), part, label, sound)
    if steps[:1] == ("steps",) and at is not None:
        words = _("Trin %(number)s") % {"number": at + 1}
        place = " · ".join(filter(None, (words, label)))
        return Problem(
            reason, place, "steps", line, part=f"steps-{at}-{part}", label=place, sound=sound
        )
    if steps == ("fields",):
        return Problem(reason, str(_("Felterne")), "texts", line, part="fields", sound=sound)
    if steps[:1] == ("steps",):
        return Problem(reason, str(_("Trinene")), "steps", line, part="steps", sound=sound)
    if at is not None:
        label, part = _label([str(steps[0])]), "-".join(str(one) for one in steps)
    return Problem(
        reason, label or str(_("Redskabet")), "texts", line, part=part, label=label, sound=sound
    )


# Parts the forms have words of their own for.
_LABELS = {
    "area": gettext_lazy("Plads på papiret"),
    "takes_from": gettext_lazy("Bliver fyldt ud fra"),
    "mirrors": gettext_lazy("Bliver sammenlignet med"),
}


def _label(names: Sequence[str]) -> str:
    words = [name for name in names if not name.isdigit() and name not in ("da", "en")]
    language = {"da": _("dansk"), "en": _("engelsk")}.get(names[-1] if names else "", "")
    label = str(_LABELS.get(words[-1]) or part_words(words[-1])[0]) if words else ""
    return f"{label}, {language}" if label and language else label


def _at(items: Any, index: int) -> Mapping[str, Any]:
    one = items[index] if isinstance(items, list) and index < len(items) else None
    return one if isinstance(one, Mapping) else {}


def _title(one: Mapping[str, Any]) -> str:
    title = one.get("title")
    return str(title.get("da") or title.get("en") or "") if isinstance(title, Mapping) else ""


# -- what the schema says, in plain words ---------------------------------------------------------


def _reason(error: Any) -> tuple[str, bool]:
    """The reason and whether the form can show it; "" for what our own checks say better."""
    kind, last = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    context: Mapping[str, Any] = error.get("ctx") or {}
    if kind in ("missing", "string_too_short") or (kind == "string_type" and not error["input"]):
        return _missing(last), last not in ("id", "kind")
    if kind == "value_error":
        return _broken_rule(str(context.get("error", "")))
    words = _WORDS.get(kind)
    if words is None:
        return _("Det passer ikke med, hvad et redskab kan være: %(said)s") % {
            "said": error["msg"]
        }, False
    if kind in ("int_parsing", "int_type", "literal_error", "greater_than_equal"):
        return words(last, context), True
    return words(last, context), kind in ("less_than_equal", "too_short", "string_too_long")


def _missing(last: str) -> str:
    if last == "da":
        return _("Den danske tekst mangler.")
    if last == "en":
        return _("Den engelske tekst mangler.")
    return _("Mangler. Skriv noget her.")


_WORDS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    "extra_forbidden": lambda last, _c: (
        _("«%(name)s» er ikke noget, et redskab kan have her. Er det stavet rigtigt?")
        % {"name": last}
    ),
    "union_tag_invalid": lambda _l, c: (
        _("Der findes ingen slags felt, der hedder «%(tag)s». Vælg en af disse: %(kinds)s.")
        % {"tag": str(c.get("tag"))[:60], "kinds": ", ".join(KINDS)}
    ),
    "union_tag_not_found": lambda _l, _c: _("Feltet mangler «kind», som siger, hvad slags det er."),
    "literal_error": lambda _l, c: _("Her kan kun stå: %(words)s.") % {"words": c.get("expected")},
    "int_type": lambda _l, _c: _("Her skal stå et helt tal."),
    "int_parsing": lambda _l, _c: _("Her skal stå et helt tal."),
    "int_from_float": lambda _l, _c: _("Her skal stå et helt tal."),
    "greater_than_equal": lambda _l, c: _("Tallet skal være mindst %(n)s.") % {"n": c.get("ge")},
    "less_than_equal": lambda _l, c: _("Tallet må højst være %(n)s.") % {"n": c.get("le")},
    "string_type": lambda _l, _c: _("Her skal stå en tekst. Sæt anførselstegn om den."),
    "bool_type": lambda _l, _c: _("Her skal stå true eller false."),
    "bool_parsing": lambda _l, _c: _("Her skal stå true eller false."),
    "tuple_type": lambda _l, _c: _("Her skal være en liste: linjer, der begynder med en streg."),
    "dict_type": lambda _l, _c: _("Her skal være flere linjer, hver med et navn og et kolon."),
    "model_type": lambda _l, _c: _("Her skal være flere linjer, hver med et navn og et kolon."),
    "model_attributes_type": lambda _l, _c: _(
        "Her skal være flere linjer, hver med et navn og et kolon."
    ),
    "too_short": lambda _l, c: _("Der skal være mindst %(n)s.") % {"n": c.get("min_length")},
    "string_too_long": lambda _l, c: _("Højst %(n)s tegn.") % {"n": c.get("max_length")},
    "string_pattern_mismatch": lambda _l, _c: _(
        "Et id er små bogstaver fra a til z, tal og understreg. Det begynder med et bogstav."
    ),
}


def _broken_rule(said: str) -> tuple[str, bool]:
    better = ("is used twice", "outside the sheet", "lie on each other", "no such field")
    if any(one in said for one in better):
        return "", True
    if "options belong to input" in said:
        return _(
            "Svar hører til kolonner, hvor man vælger fra en liste. De skal have mindst ét."
        ), True
    if "stands in two themes" in said:
        return _("Et felt kan kun stå i ét tema."), True
    if "a pair needs" in said or "not both" in said:
        return _("Vælg enten egne svar eller en ordliste, eller lad folk skrive egne ord."), True
    return _("Det passer ikke med, hvad et redskab kan være: %(said)s") % {"said": said}, False


# -- what the schema does not say, or says only for the first -------------------------------------


def _own_checks(data: Data, known: Known) -> Iterator[tuple[Steps, str, bool]]:
    for name in ("fields", "steps"):
        if name in data and not isinstance(data[name], list):
            return  # the schema says it
    yield from _twice(data, ())
    yield from _places(data)
    yield from _names(data, known)
    yield from _kinds(data, known)
    yield from _unknown_fields(data, frozenset(_ids(data.get("fields"))))
    yield from _citizens(data, ())


def _twice(value: Any, steps: Steps) -> Iterator[tuple[Steps, str, bool]]:
    """Ids given to two things of one list."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _twice(one, (*steps, str(key)))
    if not isinstance(value, list):
        return
    seen: dict[Any, int] = {}
    for index, one in enumerate(value):
        yield from _twice(one, (*steps, index))
        key = one.get("id") if isinstance(one, Mapping) else None
        if not isinstance(key, str):
            continue
        if key in seen:
            reason = _("Id'et «%(id)s» står allerede på nummer %(number)s. Giv det ene et andet.")
            yield (*steps, index, "id"), reason % {"id": key[:60], "number": seen[key] + 1}, False
        seen.setdefault(key, index)


def _places(data: Data) -> Iterator[tuple[Steps, str, bool]]:
    """Fields outside the paper, and fields on top of each other."""
    paper = data.get("paper")
    rows = paper.get("rows") if isinstance(paper, Mapping) else None
    taken: dict[tuple[int, int], int] = {}
    for index, field in enumerate(data.get("fields") or ()):
        area = _area(field)
        if area is None:
            continue
        column, width, row, height = area
        steps: Steps = ("fields", index, "area")
        if column + width - 1 > COLUMNS or (isinstance(rows, int) and row + height - 1 > rows):
            yield steps, _("Feltet rager ud over arket. Flyt det, eller gør det mindre."), True
        squares = {(x, y) for x in range(column, column + width) for y in range(row, row + height)}
        other = next((taken[one] for one in sorted(squares) if one in taken), None)
        if other is not None:
            title = _title(_at(data["fields"], other)) or str(other + 1)
            reason = _("Feltet ligger oven i «%(title)s». Flyt det ene.") % {"title": title}
            yield steps, reason, True
        for one in squares:
            taken.setdefault(one, index)


def _area(field: Any) -> tuple[int, int, int, int] | None:
    area = field.get("area") if isinstance(field, Mapping) else None
    if not isinstance(area, Mapping):
        return None
    sides = [area.get(one) for one in ("column", "width", "row", "height")]
    if not all(type(one) is int and 1 <= one <= 24 for one in sides):
        return None
    return sides[0], sides[1], sides[2], sides[3]  # type: ignore[return-value]


def _names(data: Data, known: Known) -> Iterator[tuple[Steps, str, bool]]:
    """Sources, vocabularies and other tools' fields that are not there."""
    for index, source in enumerate(data.get("sources") or ()):
        if isinstance(source, str) and source not in known.sources:
            reason = _("Vi kender ingen kilde, der hedder «%(id)s».") % {"id": source[:60]}
            yield ("sources", index), reason, True
    own = {str(data.get("id")): frozenset(_ids(data.get("fields")))}
    fields = {**known.fields, **own}
    words = {one.id for one in all_vocabularies()}
    for index, field in enumerate(data.get("fields") or ()):
        if not isinstance(field, Mapping):
            continue
        for name in ("takes_from", "mirrors"):
            origins = field.get(name)
            for number, origin in enumerate(origins if isinstance(origins, list) else ()):
                missing = _missing_origin(origin, fields)
                if missing:
                    yield ("fields", index, name, number), missing, True
        for steps, term in _suggestions(field, ("fields", index)):
            if term not in words:
                reason = _("Der findes ingen ordliste, der hedder «%(id)s».") % {"id": term[:60]}
                yield steps, reason, True


def _kinds(data: Data, known: Known) -> Iterator[tuple[Steps, str, bool]]:
    """Fields that were of another kind when the tool was published: sheets have words in them."""
    for index, one in enumerate(data.get("fields") or ()):
        was = known.kinds.get(str(one.get("id"))) if isinstance(one, Mapping) else None
        kind = one.get("kind") if was else None
        if kind in KINDS and kind != was:
            reason = _(
                "Feltet var af slagsen «%(was)s», da redskabet blev udgivet. Det, der er skrevet i "
                "det, passer ikke i en anden slags. Skriv «kind: %(was)s», eller giv feltet et nyt "
                "id. Så bliver det gamle stående på arkene."
            )
            yield ("fields", index, "kind"), reason % {"was": was}, False


def _unknown_fields(data: Data, own: Collection[str]) -> Iterator[tuple[Steps, str, bool]]:
    """Fields that themes and variants name and the tool has not."""
    for where in ("themes", "variants"):
        parts = data.get(where)
        for index, part in enumerate(parts if isinstance(parts, list) else ()):
            named = part.get("fields") if isinstance(part, Mapping) else None
            for at, field in enumerate(named if isinstance(named, list | Mapping) else ()):
                if isinstance(field, str) and field not in own:
                    reason = _(
                        "«%(part)s» nævner feltet «%(field)s», som redskabet ikke har. "
                        "Ret navnet, eller slet det."
                    )
                    step = at if isinstance(named, list) else field
                    words = {"part": str(part.get("id"))[:60], "field": field[:60]}
                    yield (where, index, "fields", step), reason % words, True


def _missing_origin(origin: Any, fields: Mapping[str, frozenset[str]]) -> str:
    if not isinstance(origin, Mapping) or "tool" not in origin:
        return ""
    tool, field = str(origin.get("tool")), str(origin.get("field"))
    if tool not in fields:
        return _("Der bliver hentet fra redskabet «%(tool)s», som ikke findes her.") % {
            "tool": tool[:60]
        }
    if field not in fields[tool]:
        return _("Redskabet «%(tool)s» har intet felt, der hedder «%(field)s».") % {
            "tool": tool[:60],
            "field": field[:60],
        }
    return ""


def _suggestions(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            if key == "suggests" and isinstance(one, str) and one:
                yield (*steps, "suggests"), one
            else:
                yield from _suggestions(one, (*steps, str(key)))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _suggestions(one, (*steps, index))


def _citizens(value: Any, steps: Steps) -> Iterator[tuple[Steps, str, bool]]:
    """A tool is no place for citizens, and others will read it."""
    if isinstance(value, str) and has_cpr(value):
        yield steps, _("Det ligner et CPR-nummer. Slet det."), True
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _citizens(one, (*steps, str(key)))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _citizens(one, (*steps, index))


def _ids(fields: Any) -> Iterator[str]:
    for one in fields if isinstance(fields, list) else ():
        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
            yield one["id"]
