"""Who in the register a row of a file is: by id, by CVR number, by name and postcode.

Sure, or not at all: where two could be meant, a person tells which.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from brobygger.actors.transfer.drafts import Draft
from brobygger.actors.transfer.register import Known, Register, same_name
from brobygger.catalog.words import fold

# Of more namesakes than this nobody is looked at: they could all be meant.
_CROWD = 60


class Ambiguous(Exception):
    """More than one could be meant; the message tells the person what to write in the file."""

    def __init__(self, message: str, found: Sequence[Known]) -> None:
        super().__init__(message)
        self.found = tuple(found)


@dataclass
class Identities:
    """The answers for one file: row by row, each actor of the register once."""

    register: Register
    shared_cvr: frozenset[str]

    @classmethod
    def of(cls, register: Register, drafts: list[Draft]) -> "Identities":
        times = Counter(draft.values.get("cvr", "") for draft in drafts)
        return cls(register, frozenset(cvr for cvr, number in times.items() if number > 1))

    def find(self, draft: Draft) -> Known | None:
        """The actor the draft tells of, None for a new one. Raises Ambiguous."""
        name = same_name(draft.name)
        return self.by_id(draft) or self._by_cvr(draft, name) or self._by_name(draft, name)

    def by_id(self, draft: Draft) -> Known | None:
        """The actor with the draft's own id, or with its id in the source."""
        if draft.id and draft.id in self.register.by_id:
            return self.register.by_id[draft.id]
        if draft.external_id:
            return self.register.by_source.get((draft.source, draft.external_id))
        return None

    def _by_cvr(self, draft: Draft, name: str) -> Known | None:
        cvr = draft.values.get("cvr", "")
        there = self.register.by_cvr.get(cvr, [])
        same = [one for one in _live(there[:_CROWD]) if _may_be(one, draft)]
        if not cvr or not same:
            return None
        # Schools and departments share their municipality's number: then the name decides.
        if len(same) == 1 and cvr not in self.shared_cvr:
            return same[0]
        namesakes = _live(self.register.by_cvr_name.get((cvr, name), []))
        named = [one for one in namesakes[:_CROWD] if _may_be(one, draft)]
        if len(named) == 1:
            return named[0]
        if cvr in self.shared_cvr and not named:
            return None
        raise Ambiguous(
            _(
                "%(number)s i registret har CVR-nummer %(cvr)s: %(names)s. Skriv navnet, som det "
                "står i registret, så vi ved, hvem af dem rækken handler om."
            )
            % {"number": len(same), "cvr": cvr, "names": _names(same)},
            named or same,
        )

    def _by_name(self, draft: Draft, name: str) -> Known | None:
        postcode = draft.values.get("postcode", "")
        near = self._named(draft, name, postcode)
        if not near:
            # One of the two does not say where it is.
            near = self._named(draft, name, "" if postcode else None)
        exact = [one for one in near if fold(one.name) == fold(draft.name)]
        found = exact if len(near) > 1 and exact else near
        if len(found) > 1:
            raise Ambiguous(
                _(
                    "Flere i registret kan være »%(name)s«: %(names)s. Skriv CVR-nummer eller "
                    "postnummer i rækken, så vi ved, hvem der er tale om."
                )
                % {"name": draft.name, "names": _names(found)},
                found,
            )
        if not found:
            return None
        if not exact:
            draft.warnings.append(
                _("Vi går ud fra, at det er »%(name)s«, som står i registret.")
                % {"name": found[0].name}
            )
        return found[0]

    def _named(self, draft: Draft, name: str, postcode: str | None) -> list[Known]:
        places = self.register.by_place
        found = self.register.by_name[name] if postcode is None else places[name, postcode]
        live = _live(found[:_CROWD])
        return [one for one in live if _may_be(one, draft) and _same_cvr(one, draft)]


@dataclass
class Duplicates:
    """Rows of one file that tell of the same actor; the first counts."""

    seen: dict[tuple[str, ...], list[tuple[str, Draft]]]
    by_external: dict[tuple[str, str], Draft]
    by_known: dict[UUID, Draft]

    @classmethod
    def none_yet(cls) -> "Duplicates":
        return cls(defaultdict(list), {}, {})

    def first_of(self, draft: Draft, known: Known | None) -> Draft | None:
        """The earlier row about the same actor, None when this is the first."""
        if draft.external_id:
            earlier = self.by_external.setdefault((draft.source, draft.external_id), draft)
            if earlier is not draft:
                return earlier
        if known is not None:
            earlier = self.by_known.setdefault(known.id, draft)
            return None if earlier is draft else earlier
        return None if draft.external_id else self._by_name(draft)

    def _by_name(self, draft: Draft) -> Draft | None:
        cvr = str(draft.values.get("cvr", ""))
        key = (same_name(draft.name), str(draft.values.get("postcode", "")))
        for other_cvr, other in self.seen[key]:
            if not cvr or not other_cvr or cvr == other_cvr:
                return other
        self.seen[key].append((cvr, draft))
        return None


def _live(found: list[Known]) -> list[Known]:
    """Those in the register; those removed from it when there are no others."""
    return [one for one in found if not one.removed] or found


def _may_be(known: Known, draft: Draft) -> bool:
    """Not the same when the source itself tells them apart."""
    both = draft.external_id and known.external_id and known.source == draft.source
    return not both or known.external_id == draft.external_id


def _same_cvr(known: Known, draft: Draft) -> bool:
    cvr = draft.values.get("cvr", "")
    return not cvr or not known.cvr or known.cvr == cvr


def _names(found: list[Known]) -> str:
    return ", ".join(
        f"»{one.name}«" + (f" ({one.postcode})" if one.postcode else "") for one in found[:5]
    )
