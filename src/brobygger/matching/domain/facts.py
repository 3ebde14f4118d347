"""Reading the register as facts, in few queries whatever the number of actors."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from brobygger.actors.domain.visibility import Told
from brobygger.actors.enums import Visibility
from brobygger.actors.models import Activity, Actor, Need, Offer
from brobygger.catalog.vocabularies import vocabulary
from brobygger.matching.facts import ActorFacts, Fact, FactKind

_VOCABULARIES = {
    "competence": "competences",
    "resource": "resources",
    "target_group": "target_groups",
}
_LONGEST = 90


def facts_of(
    actors: Collection[Actor], audience: Visibility = Visibility.WORKSPACE
) -> dict[UUID, ActorFacts]:
    """What the register says about these actors, as far as the audience may read it. Three
    queries."""
    ids = [actor.id for actor in actors]
    told = {actor.id: Told.of(actor, audience) for actor in actors}
    needs = _by_actor(Need.objects.filter(actor__in=ids).order_by("id"))
    offers = _by_actor(Offer.objects.filter(actor__in=ids).order_by("id"))
    activities: dict[UUID, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(actor__in=ids).order_by("id"):
        if told[activity.actor_id].row("activities", activity):
            activities[activity.actor_id].append(activity)
    return {
        actor.id: ActorFacts(
            actor_id=actor.id,
            name=actor.name,
            sort_name=actor.sort_name,
            needs=tuple(
                _exchange(FactKind.NEED, need)
                for need in needs[actor.id]
                if told[actor.id].row("needs", need)
            ),
            offers=tuple(
                _exchange(FactKind.OFFER, offer)
                for offer in offers[actor.id]
                if told[actor.id].row("offers", offer)
            ),
            tasks=tuple(_tasks(actor, activities[actor.id], told[actor.id])),
            groups=tuple(_groups(actor, activities[actor.id], told[actor.id])),
            place=place_of(actor) if told[actor.id].field("town") else "",
            wishes=tuple(_wishes(actor, told[actor.id])),
        )
        for actor in actors
    }


def place_of(actor: Actor) -> str:
    """Where the actor belongs: its neighbourhood, else postcode and town."""
    return actor.area.strip() or f"{actor.postcode} {actor.town}".strip()


def term_label(about: str, term: str) -> str:
    """The name of a term as it stands inside a sentence."""
    return _in_sentence(vocabulary(_VOCABULARIES.get(about, about)).label(term))


def _by_actor(rows: Iterable[Need | Offer]) -> dict[UUID, list[Need | Offer]]:
    found: dict[UUID, list[Need | Offer]] = defaultdict(list)
    for row in rows:
        found[row.actor_id].append(row)
    return found


def _exchange(kind: FactKind, row: Need | Offer) -> Fact:
    own_words = _short(row.text)
    text = term_label(row.kind, row.term) if row.term else f"»{own_words}«"
    said = f"»{own_words}«" if row.term and own_words else ""
    detail = ", ".join(part for part in (said, _short(row.amount), _short(row.period)) if part)
    return Fact(kind, row.id, text, row.term, about=row.kind, detail=detail)


def _tasks(actor: Actor, activities: list[Activity], told_of: Told) -> Iterable[Fact]:
    """What it does: each activity under its area, then the areas no activity tells of."""
    told: set[str] = set()
    for activity in activities:
        if not activity.activity_area:
            continue
        told.add(activity.activity_area)
        yield Fact(
            FactKind.ACTIVITY,
            activity.id,
            term_label("activity_areas", activity.activity_area),
            activity.activity_area,
            detail=_named(activity),
            groups=frozenset(activity.target_groups),
        )
    for area in actor.activity_areas if told_of.field("activity_areas") else ():
        if area not in told:
            label = term_label("activity_areas", area)
            yield Fact(FactKind.ACTIVITY_AREA, actor.id, label, area)


def _named(activity: Activity) -> str:
    label = term_label("activity_areas", activity.activity_area)
    name = _short(activity.name)
    return "" if name.casefold() == label.casefold() else f"»{name}«"


def _groups(actor: Actor, activities: list[Activity], told_of: Told) -> Iterable[Fact]:
    told: set[str] = set()
    for group in actor.target_groups if told_of.field("target_groups") else ():
        told.add(group)
        label = term_label("target_groups", group)
        yield Fact(FactKind.TARGET_GROUP, actor.id, label, group)
    for activity in activities:
        for group in activity.target_groups:
            if group not in told:
                told.add(group)
                label = term_label("target_groups", group)
                yield Fact(
                    FactKind.ACTIVITY,
                    activity.id,
                    label,
                    group,
                    detail=f"»{_short(activity.name)}«",
                )


def _wishes(actor: Actor, told_of: Told) -> Iterable[Fact]:
    """Whom it would like to reach too. Those it is there for already are no wish."""
    if not told_of.field("wished_target_groups"):
        return
    for group in actor.wished_target_groups:
        if group not in actor.target_groups:
            label = term_label("target_groups", group)
            yield Fact(FactKind.WISHED_GROUP, actor.id, label, group, about="target_group")


def _in_sentence(label: str) -> str:
    """ "Regnskab" is "regnskab" inside a sentence; "NGO" stays what it is."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
