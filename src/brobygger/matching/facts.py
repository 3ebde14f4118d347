"""What matching reasons about: facts of two actors, and the reasons that stand on them."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Surface(StrEnum):
    """The surfaces of collaboration two actors can meet on."""

    NEED_MEETS_OFFER = "need_meets_offer"
    TARGET_GROUP_ACCESS = "target_group_access"
    SAME_CORE_TASK = "same_core_task"
    COMPLEMENTARY_TASKS = "complementary_tasks"
    LEARNING = "learning"


class FactKind(StrEnum):
    """Where a fact is stored with an actor."""

    NEED = "need"
    OFFER = "offer"
    ACTIVITY = "activity"
    ACTIVITY_AREA = "activity_area"
    TARGET_GROUP = "target_group"
    WISHED_GROUP = "wished_group"


_ASKING = (FactKind.NEED, FactKind.WISHED_GROUP)


@dataclass(frozen=True)
class Fact:
    """One thing the register says about an actor. `id` is the row it stands in."""

    kind: FactKind
    id: UUID
    text: str
    term: str
    about: str = ""  # of a need or an offer: competence, resource or target_group
    detail: str = ""  # own words, how much, when
    groups: frozenset[str] = frozenset()  # of an activity: whom it is for


@dataclass(frozen=True)
class ActorFacts:
    """What matching knows about an actor."""

    actor_id: UUID
    name: str
    sort_name: str
    needs: tuple[Fact, ...] = ()
    offers: tuple[Fact, ...] = ()
    tasks: tuple[Fact, ...] = ()  # activities, and areas no activity tells of
    groups: tuple[Fact, ...] = ()
    place: str = ""
    # Target groups the actor would like to reach too, besides those it has said that it lacks.
    wishes: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Reason:
    """One reason, as a sentence and as the two facts it stands on."""

    surface: Surface
    sentence: str
    ours: Fact
    theirs: Fact
    weight: int

    @property
    def we_receive(self) -> bool:
        """Whether it is our need or wish that is met."""
        return self.ours.kind in _ASKING

    @property
    def they_receive(self) -> bool:
        """Whether it is their need or wish that is met."""
        return self.theirs.kind in _ASKING
