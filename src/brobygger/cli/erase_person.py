"""`brobygger erase-person`: a person erased from everything."""

import argparse
from typing import TYPE_CHECKING

from .django import brobygger_ready

if TYPE_CHECKING:
    from brobygger.privacy.domain.erasing import Plan


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="E-MAIL", help="personens adresse")
    parser.add_argument("--dry-run", action="store_true", help="vis kun, hvad der ville ske")
    parser.add_argument(
        "--take-out-name",
        action="store_true",
        help="sæt også [slettet] i stedet for navnet, hvor andre har skrevet det",
    )


def run(options: argparse.Namespace) -> int:
    """Erase the person, and tell what went, what stays and why.

    Raises EmbeddedError when nothing is known under the address, and when the person is a
    workspace's only administrator; nothing is changed then.
    """
    with brobygger_ready():
        from brobygger.privacy.domain.erasing import erase, places_to_look, plan_erasure
        from brobygger.privacy.domain.persons import find_person

        plan = plan_erasure(find_person(options.email), take_out=options.take_out_name)
        places = places_to_look(plan)
        if not options.dry_run:
            erase(plan, by=None)
        _tell(plan)
        for place in places:
            print(f"  Se på {place.label}.{place.field} {place.key}: {place.words}")
        if places and options.dry_run:
            print("Med --take-out-name bliver ordene rettet. Uden skal et menneske rette dem.")
    print("Intet er ændret." if options.dry_run else f"{options.email} er slettet.")
    return 0


def _tell(plan: "Plan") -> None:
    from brobygger.privacy.domain.erasing import Fate

    words = {
        Fate.DELETE: "slettes",
        Fate.BLANK: "tømmes",
        Fate.MASK: "får navnet taget ud",
        Fate.COMPACT: "mister de gamle ordlyde",
        Fate.LOOSEN: "bliver, men peger ikke på nogen",
        Fate.KEEP: "bliver.",
        Fate.LOOK: "er andres ord, som et menneske skal se på",
    }
    if plan.taken_back:
        print(f"Aftaler, der venter på personens underskrift og bliver udkast: {plan.taken_back}")
    for step in plan.steps:
        why = f" {step.why}" if step.why else ""
        print(f"{step.label}: {len(step.keys)} {words[step.fate]}{why}")
