"""A plan of erasure in words: what goes, what is emptied, what stays and why."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brobygger.privacy.domain.erasing import Fate, Plan, Step
from brobygger.privacy.titles import title_of

_KEPT: dict[str, str | Promise] = {
    "agreements.AgreementVersion": _(
        "En aftale, som alle har skrevet under på, skal kunne bevises, som den så ud."
    ),
    "agreements.Signatory": _("Underskriften hører til en aftale, som alle har skrevet under på."),
}


@dataclass(frozen=True)
class Line:
    """One table in the plan."""

    title: str
    count: int
    why: str | Promise = ""


@dataclass(frozen=True)
class Group:
    """The lines with one fate."""

    heading: str | Promise
    text: str | Promise
    lines: list[Line]


def groups_of(plan: Plan) -> list[Group]:
    """What happens, the gravest first; groups with nothing in them are left out."""
    groups = [
        Group(
            _("Det her bliver slettet"),
            _("Det er væk for altid og kan ikke hentes igen."),
            _lines(plan.of(Fate.DELETE, Fate.COMPACT)),
        ),
        Group(
            _("Her bliver navn og adresse taget ud"),
            _("Resten står tilbage, men siger ikke, hvem det var."),
            _lines(plan.of(Fate.BLANK, Fate.MASK)),
        ),
        Group(
            _("Det her bliver"),
            _("Det gemmer vi, også bagefter, og her er grunden."),
            [
                Line(title_of(s.label), len(s.keys), _KEPT.get(s.label, s.why))
                for s in plan.of(Fate.KEEP)
            ],
        ),
        Group(
            _("Venter på underskrift"),
            _("Aftalen bliver til et udkast igen. Parterne vælger en anden til at skrive under."),
            [Line(title_of("agreements.Agreement"), plan.taken_back)] if plan.taken_back else [],
        ),
        Group(
            _("Det, man har skrevet sammen med andre"),
            _("Ordene er gruppens og bliver. Hvem der skrev dem, kan ikke ses mere."),
            _lines(plan.of(Fate.LOOSEN)),
        ),
        Group(
            _("Andres ord, som nævner navnet"),
            _("Dem retter vi ikke for andre. Et menneske i arbejdsrummet ser på dem."),
            _lines(plan.of(Fate.LOOK)),
        ),
    ]
    return [group for group in groups if group.lines]


def _lines(steps: list[Step]) -> list[Line]:
    counts: dict[str, int] = {}
    for step in steps:
        counts[step.label] = counts.get(step.label, 0) + len(step.keys)
    return [Line(title_of(label), count) for label, count in counts.items()]
