"""The rules of each surface: which pairs of facts are a reason, and what they weigh.

The surfaces come from the method "Match-maker between associations" (M2 of the catalogue): one has
the competence another lacks, one has the target group another would like to reach, both do the
same, or each its own for the same people. What each weighs is our own choice; no source gives
numbers:

    score = the weights of all reasons
            + MUTUAL_WEIGHT when both get something they asked for
            + PLACE_WEIGHT when both belong in the same place

    asked for and offered (need and offer, learning)          10
    a target group one lacks, and the other meets or opens     8
    a target group one would like to reach too (a wish)        6
    the same core task                                         4, and 2 more for the same people
    a door nobody asked for                                    3
    different tasks for the same people                        2

A wish weighs less than a need: it tells where an actor wants to go, not what it stands and lacks.
A group that is both is told once, as the need.
"""

from collections.abc import Iterable, Iterator

from brobygger.matching import words
from brobygger.matching.facts import ActorFacts, Fact, FactKind, Reason, Surface

WEIGHTS = {
    Surface.NEED_MEETS_OFFER: 10,
    Surface.LEARNING: 10,
    Surface.TARGET_GROUP_ACCESS: 8,
    Surface.SAME_CORE_TASK: 4,
    Surface.COMPLEMENTARY_TASKS: 2,
}
# Access offered to somebody who works for the group but has not said that they lack it.
UNASKED_ACCESS_WEIGHT = 3
# A target group on the list of those an actor would like to reach, and not among its needs.
WISHED_GROUP_WEIGHT = 6
SAME_GROUP_WEIGHT = 2
MOST_SAME_TASKS = 2

TARGET_GROUP = "target_group"
# Competences one does not borrow for an evening but learns from each other.
LEARNED = frozenset(
    {
        "authority_knowledge",
        "board_work",
        "evaluation",
        "housing_cooperation",
        "intercultural",
        "knowledge",
        "leading_volunteers",
        "starting_association",
        "training_coaches",
    }
)
# Groups so wide that sharing them says nothing.
TOO_WIDE = frozenset({"everyone", "associations", "volunteers"})


def reasons_between(subject: ActorFacts, other: ActorFacts) -> tuple[Reason, ...]:
    """Every reason the two have to meet, the weightiest first."""
    found = [
        *_needs_met(subject, other),
        *_access(subject, other),
        *_same_tasks(subject, other),
        *_complementary(subject, other),
    ]
    return tuple(sorted(found, key=lambda reason: -reason.weight))


def _needs_met(subject: ActorFacts, other: ActorFacts) -> Iterator[Reason]:
    for need, offer in _pairs(subject.needs, other.offers):
        yield _met(need, offer, subject.name, other.name, ours=need, theirs=offer)
    for need, offer in _pairs(other.needs, subject.offers):
        yield _met(need, offer, other.name, subject.name, ours=offer, theirs=need)


def _met(
    need: Fact, offer: Fact, who_needs: str, who_offers: str, *, ours: Fact, theirs: Fact
) -> Reason:
    surface = Surface.LEARNING if need.term in LEARNED else Surface.NEED_MEETS_OFFER
    if need.about == TARGET_GROUP:
        surface = Surface.TARGET_GROUP_ACCESS
    sentence = words.need_met(surface, need, offer, who_needs, who_offers)
    return Reason(surface, sentence, ours, theirs, WEIGHTS[surface])


def _pairs(needs: Iterable[Fact], offers: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Each need with the offer that meets it, the one that says most when there are several."""
    best: dict[tuple[str, str], Fact] = {}
    for offer in offers:
        key = (offer.about, offer.term)
        if offer.term and (key not in best or len(offer.detail) > len(best[key].detail)):
            best[key] = offer
    told: set[tuple[str, str]] = set()
    for need in needs:
        key = (need.about, need.term)
        if key in best and key not in told:
            told.add(key)
            yield need, best[key]


def _access(subject: ActorFacts, other: ActorFacts) -> Iterator[Reason]:
    """One wants to reach a group that the other already meets, or can open the door to."""
    for asked, answer in _wishes(subject, other):
        yield _reached(asked, answer, subject.name, other.name, ours=asked, theirs=answer)
    for asked, answer in _wishes(other, subject):
        yield _reached(asked, answer, other.name, subject.name, ours=answer, theirs=asked)
    yield from _unasked_access(subject, other)


def _reached(
    asked: Fact, answer: Fact, who_wishes: str, who_reaches: str, *, ours: Fact, theirs: Fact
) -> Reason:
    wished = asked.kind is FactKind.WISHED_GROUP
    opened = answer.kind is FactKind.OFFER
    say = words.wished_door if opened else words.wished_access if wished else words.access
    weight = WISHED_GROUP_WEIGHT if wished else WEIGHTS[Surface.TARGET_GROUP_ACCESS]
    sentence = say(asked, who_wishes, who_reaches)
    return Reason(Surface.TARGET_GROUP_ACCESS, sentence, ours, theirs, weight)


def _wishes(who: ActorFacts, other: ActorFacts) -> Iterator[tuple[Fact, Fact]]:
    """What an actor wants to reach, with what the other says about that group. What is lacked and
    offered has been told already."""
    offered = {offer.term: offer for offer in other.offers if offer.about == TARGET_GROUP}
    reached = {fact.term: fact for fact in other.groups}
    for need in who.needs:
        if need.about == TARGET_GROUP and need.term in reached and need.term not in offered:
            yield need, reached[need.term]
    for wish in _only_wished(who):
        if wish.term in offered:
            yield wish, offered[wish.term]
        elif wish.term in reached:
            yield wish, reached[wish.term]


def _only_wished(who: ActorFacts) -> list[Fact]:
    needed = {need.term for need in who.needs if need.about == TARGET_GROUP}
    return [wish for wish in who.wishes if wish.term not in needed | TOO_WIDE]


def _unasked_access(subject: ActorFacts, other: ActorFacts) -> Iterator[Reason]:
    for giver, taker, ours_first in ((subject, other, True), (other, subject, False)):
        asked = {need.term for need in taker.needs if need.about == TARGET_GROUP}
        asked |= {wish.term for wish in _only_wished(taker)}
        served = {fact.term: fact for fact in taker.groups}
        for offer in giver.offers:
            if offer.about != TARGET_GROUP or offer.term in asked or offer.term not in served:
                continue
            group = served[offer.term]
            yield Reason(
                Surface.TARGET_GROUP_ACCESS,
                words.unasked_access(offer, giver.name, taker.name),
                offer if ours_first else group,
                group if ours_first else offer,
                UNASKED_ACCESS_WEIGHT,
            )


def _same_tasks(subject: ActorFacts, other: ActorFacts) -> Iterator[Reason]:
    theirs = {task.term: task for task in reversed(other.tasks) if task.term}
    told: set[str] = set()
    for ours in subject.tasks:
        task = theirs.get(ours.term)
        if task is None or ours.term in told or len(told) == MOST_SAME_TASKS:
            continue
        told.add(ours.term)
        shared = _shared_group(subject, other, ours, task)
        weight = WEIGHTS[Surface.SAME_CORE_TASK] + (SAME_GROUP_WEIGHT if shared else 0)
        sentence = words.same_task(ours, task, subject.name, other.name, shared)
        yield Reason(Surface.SAME_CORE_TASK, sentence, ours, task, weight)


def _shared_group(subject: ActorFacts, other: ActorFacts, ours: Fact, theirs: Fact) -> Fact | None:
    """A group both serve with these tasks, or as such where the task names none."""
    mine = ours.groups or frozenset(fact.term for fact in subject.groups)
    yours = theirs.groups or frozenset(fact.term for fact in other.groups)
    both = (mine & yours) - TOO_WIDE
    named = [*subject.groups, *other.groups]
    return next((fact for fact in named if fact.term in both), None)


def _complementary(subject: ActorFacts, other: ActorFacts) -> Iterator[Reason]:
    """Different things for the same people: together they reach further."""
    mine = {task.term for task in subject.tasks}
    yours = {task.term for task in other.tasks}
    ours = next((task for task in subject.tasks if task.term and task.term not in yours), None)
    theirs = next((task for task in other.tasks if task.term and task.term not in mine), None)
    served = {fact.term for fact in other.groups} - TOO_WIDE
    group = next((fact for fact in subject.groups if fact.term in served), None)
    if ours and theirs and group:
        sentence = words.complementary(ours, theirs, subject.name, other.name, group)
        weight = WEIGHTS[Surface.COMPLEMENTARY_TASKS]
        yield Reason(Surface.COMPLEMENTARY_TASKS, sentence, ours, theirs, weight)
