"""The sentences of matching, in the active language."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brobygger.matching.facts import Fact, Surface

SURFACE_TITLES: dict[Surface, str | Promise] = {
    Surface.NEED_MEETS_OFFER: gettext_lazy("Behov møder tilbud"),
    Surface.TARGET_GROUP_ACCESS: gettext_lazy("Adgang til målgruppen"),
    Surface.SAME_CORE_TASK: gettext_lazy("Samme kerneopgave"),
    Surface.COMPLEMENTARY_TASKS: gettext_lazy("Opgaver, der supplerer hinanden"),
    Surface.LEARNING: gettext_lazy("Læring og viden"),
}


def need_met(surface: Surface, need: Fact, offer: Fact, who_needs: str, who_offers: str) -> str:
    """One lacks what the other has."""
    sentence = _("{a} mangler {need} – {b} tilbyder {offer}")
    if surface is Surface.LEARNING:
        sentence = _("{a} vil lære mere om {need} – {b} kan dele sin viden om {offer}")
    if surface is Surface.TARGET_GROUP_ACCESS:
        sentence = _("{a} vil gerne nå {need} – {b} kan hjælpe med at nå {offer}")
    return sentence.format(a=who_needs, b=who_offers, need=told(need), offer=told(offer))


def access(wish: Fact, who_wishes: str, who_reaches: str) -> str:
    """One wants to reach a group the other already meets."""
    sentence = _("{a} vil gerne nå {group} – {b} er der allerede for {same}")
    return sentence.format(a=who_wishes, b=who_reaches, group=told(wish), same=wish.text)


def wished_access(wish: Fact, who_wishes: str, who_reaches: str) -> str:
    """One has a group on its list of wishes, and the other meets it already."""
    sentence = _("{a} ønsker også at nå {group} – {b} er der allerede for {same}")
    return sentence.format(a=who_wishes, b=who_reaches, group=told(wish), same=wish.text)


def wished_door(wish: Fact, who_wishes: str, who_opens: str) -> str:
    """One has a group on its list of wishes, and the other can help to reach it."""
    sentence = _("{a} ønsker også at nå {group} – {b} kan åbne døren til {same}")
    return sentence.format(a=who_wishes, b=who_opens, group=told(wish), same=wish.text)


def unasked_access(offer: Fact, giver: str, taker: str) -> str:
    """One can open the door to a group the other works for."""
    sentence = _("{a} kan hjælpe med at nå {group} – {b} er der for {same}")
    return sentence.format(a=giver, b=taker, group=told(offer), same=offer.text)


def same_task(ours: Fact, theirs: Fact, we: str, they: str, group: Fact | None) -> str:
    """Both do the same thing, perhaps for the same people."""
    sentence = _("{a} arbejder med {ours} – {b} arbejder med {theirs}")
    if group:
        sentence = _(
            "Begge er der for {group}: {a} arbejder med {ours} – {b} arbejder med {theirs}"
        )
    return sentence.format(
        a=we, b=they, ours=told(ours), theirs=told(theirs), group=group.text if group else ""
    )


def complementary(ours: Fact, theirs: Fact, we: str, they: str, group: Fact) -> str:
    """Different things for the same people."""
    sentence = _("Begge er der for {group}: {a} med {ours} – {b} med {theirs}")
    return sentence.format(a=we, b=they, ours=told(ours), theirs=told(theirs), group=group.text)


def told(fact: Fact) -> str:
    """The fact as it stands in a sentence, with what was said about it."""
    return f"{fact.text} ({fact.detail})" if fact.detail else fact.text
