"""Now beside what is wished, part by part."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from brobygger.catalog.fields import Field, PairField
from brobygger.sheets.exceptions import NotSaved
from brobygger.sheets.merge import merge_chosen, merge_text
from brobygger.sheets.shapes.base import Value, first_written
from brobygger.sheets.validation import CELL_LIMITS, clean_text

SIDES = ("present", "wished")
TEXTS = ("present_words", "wished_words", "takes")
SATISFIED = "yes"


class PairRules:
    """`{"pair": {"present": [ids], "wished": [ids], "present_words", "wished_words", "takes",
    "satisfied": "yes"}}`; what is empty is left out."""

    def empty(self) -> Value:
        return {"pair": {}}

    def clean(self, field: Field, value: Mapping[str, Any]) -> Value:
        pair = value["pair"]
        cleaned: Value = {side: _clean_side(field, pair.get(side, ())) for side in SIDES}
        for part in TEXTS:
            cleaned[part] = clean_text(pair.get(part, "").strip(), CELL_LIMITS["lines"])
        cleaned["satisfied"] = SATISFIED if pair.get("satisfied") else ""
        return {"pair": {part: said for part, said in cleaned.items() if said}}

    def merge(self, field: Field, base: Value, theirs: Value, mine: Value) -> Value | None:
        was, other, own = base["pair"], theirs["pair"], mine["pair"]
        merged: Value = {
            side: list(merge_chosen(was.get(side, ()), other.get(side, ()), own.get(side, ())))
            for side in SIDES
        }
        for part in TEXTS:
            text = merge_text(was.get(part, ""), other.get(part, ""), own.get(part, ""))
            if text is None:
                return None
            merged[part] = text
        changed = own.get("satisfied", "") != was.get("satisfied", "")
        merged["satisfied"] = (own if changed else other).get("satisfied", "")
        return {"pair": merged}

    def posted(self, field: Field, sent: QueryDict) -> Value:
        ticked = {side: sent.getlist(f"{field.id}-{side}") for side in SIDES}
        written = {p: sent.get(f"{field.id}-{p}", "") for p in (*TEXTS, "satisfied")}
        return {"pair": {**ticked, **written}}

    def together(self, field: Field, values: Sequence[Value]) -> Value:
        return self.clean(field, first_written(values))

    def public(self, field: Field, value: Value) -> Any:
        pair = value["pair"]
        return {
            **{side: list(pair.get(side, ())) for side in SIDES},
            **{part: pair.get(part, "") for part in TEXTS},
            "satisfied": bool(pair.get("satisfied")),
        }

    def words(self, field: Field, value: Value) -> list[str]:
        assert isinstance(field, PairField)
        pair = value["pair"]
        lines = [
            (field.present.text, _said(field, pair, "present")),
            (field.wished.text, _said(field, pair, "wished")),
            (field.takes.text, pair.get("takes", "")),
        ]
        said = [f"{title}: {words}" for title, words in lines if words]
        return [*said, field.satisfied.text] if pair.get("satisfied") else said


def _said(field: Field, pair: Mapping[str, Any], side: str) -> str:
    titles = [one.title.text for one in field.options if one.id in pair.get(side, ())]
    return ", ".join([*titles, *filter(None, [pair.get(f"{side}_words", "")])])


def _clean_side(field: Field, chosen: Sequence[str]) -> list[str]:
    wanted = {one for one in chosen if one}
    known = [option.id for option in field.options]
    if not wanted <= set(known):
        raise NotSaved(_("Et af svarene findes ikke i redskabet. Vælg et af dem, der står der."))
    return [one for one in known if one in wanted]
