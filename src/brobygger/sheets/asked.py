"""What is looked for across sheets: every word somewhere in title, tool, owner or a field that is
the reader's to read."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.dateparse import parse_date

from brobygger.catalog.words import loose

_MOST_WORDS = 8
_LONGEST_QUERY = 200
# PostgreSQL leaves these out of a Danish text, so they are in nobody's. As `loose` spells them.
_EVERYWHERE = frozenset([
    "og", "i", "jeg", "det", "at", "en", "den", "til", "er", "som", "de", "med", "han", "af",
    "for", "ikke", "der", "var", "mig", "sig", "men", "et", "har", "om", "vi", "min", "os", "op",
    "man", "hvor", "eller", "hvad", "skal", "her", "alle", "vil", "kunne", "ind", "noget",
])  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What is looked for."""

    words: str = ""
    tool: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def terms(self) -> list[str]:
        """The words as they are looked for, without those that stand in every sentence."""
        words = list(dict.fromkeys(loose(self.words).split()))[:_MOST_WORDS]
        return [word for word in words if word not in _EVERYWHERE] or words

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words.strip() or self.tool or self.since or self.until)


def asked_of(sent: QueryDict) -> Asked:
    """What the address asks for; a day that is none counts for nothing."""
    return Asked(
        words=sent.get("q", "").strip()[:_LONGEST_QUERY],
        tool=sent.get("tool", "")[:60],
        since=_day(sent.get("since", "")),
        until=_day(sent.get("until", "")),
    )


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:  # written as a day, and there is no such one
        return None
