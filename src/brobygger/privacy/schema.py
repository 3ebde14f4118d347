"""What an entry of config/data_retention.yaml must say. Refusals tell what to write."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from brobygger.catalog.text import Strict, Words
from brobygger.privacy.periods import Period, periods_in

Number = Annotated[int, Field(ge=1)]


def _listed(value: Any) -> Any:
    """One thing may stand alone."""
    return value if isinstance(value, list) else [value]


Names = Annotated[tuple[Words, ...], BeforeValidator(_listed), Field(min_length=1)]


class Rule(Strict):
    """When a row is over, and what happens then: it is deleted, or `blank` fields are emptied."""

    days: Number | None = None
    months: Number | None = None
    years: Number | None = None
    since: Names
    blank: tuple[Words, ...] = ()
    where: dict[str, str | list[str]] = {}
    unless: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _says_how_long(self) -> "Rule":
        if sum(count is not None for count in (self.days, self.months, self.years)) != 1:
            raise ValueError("write exactly one of days, months, years, and since: a field")
        return self

    @property
    def period(self) -> Period:
        """How long after `since`."""
        if self.days:
            return self.days, "days"
        return (self.months, "months") if self.months else (self.years or 0, "years")

    @property
    def name(self) -> str:
        """The rule in a report, beside the name of its table."""
        count, unit = self.period
        does = f"blank {', '.join(self.blank)}" if self.blank else "delete"
        return f"{does} {count} {unit} after {', '.join(self.since)}"


class Person(Strict):
    """Whose a row is: a person's by key, by address, or nobody's for a reason."""

    user: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = ()
    email: Words | None = None
    name: Words | None = None
    phone: Words | None = None
    nobody: Words | None = None

    @model_validator(mode="after")
    def _somebody_or_nobody(self) -> "Person":
        if (self.nobody is None) == (not self.fields):
            raise ValueError("write {user: field}, {email: field} or {nobody: the reason}")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that name the person."""
        named = (self.email, self.name, self.phone)
        return (*self.user, *(field for field in named if field))


class Entry(Strict):
    """One table: what it holds on people, why, how long, and what erasing a person does to it."""

    personal: tuple[Words, ...] = ()
    other: tuple[Words, ...] = ()
    why: str = ""
    until: str = ""
    after: Annotated[tuple[Rule, ...], BeforeValidator(_listed)] = ()
    with_: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = Field(default=(), alias="with")
    keep: str = ""
    archive: bool = False
    person: Person | None = None
    erased: Literal["delete", "keep", "verb"] | tuple[Words, ...] = ()
    mentioned: Literal["list", "mask", "delete", "compact", "keep", "verb"] = "list"
    kept_because: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> "Entry":
        if not self.personal:
            return self
        if not self.why or not self.until:
            raise ValueError("personal fields need why: and until: (a sentence each)")
        if not (self.after or self.with_ or self.keep):
            raise ValueError(
                "until: is for people; also write after: {days: 90, since: created_at}, "
                "with: the.Parent or keep: the reason"
            )
        if self.person is None:
            raise ValueError(
                "write whose a row is: person: {user: created_by_id}, {email: to_email} or "
                "{nobody: the reason}"
            )
        return self

    @model_validator(mode="after")
    def _sentence_and_rule_agree(self) -> "Entry":
        said, done = periods_in(self.until), {rule.period for rule in self.after}
        if said != done:
            raise ValueError(f"until: says {_told(said)}, after: says {_told(done)}")
        return self

    @model_validator(mode="after")
    def _erasure_is_decided(self) -> "Entry":
        if self.person and self.person.email and not self.erased:
            raise ValueError(
                "rows with somebody's address need erased: delete, [fields to empty] or keep"
            )
        keeps = "keep" in (self.erased, self.mentioned)
        if keeps and not self.kept_because:
            raise ValueError("what is kept when a person is erased needs kept_because: the reason")
        return self


def _told(periods: set[Period]) -> str:
    return ", ".join(sorted(f"{count} {unit}" for count, unit in periods)) or "nothing"
