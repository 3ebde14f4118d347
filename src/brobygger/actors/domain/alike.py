"""Those of a register who may be one, kept up to date in the background, and what people have
decided of them."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from brobygger.accounts.models import User
from brobygger.actors.domain.alike_groups import (
    live_pairs,
    regroup,
    regroup_around,
    ungrouped,
)
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.duplicates import (
    Candidate,
    Facts,
    Finder,
    Pair,
    facts_of,
    load_facts,
    pairs_within,
)
from brobygger.actors.domain.search import resembling
from brobygger.actors.models import Actor, DuplicateSearch, PossibleDuplicate
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.models.uniting import PairDecision
from brobygger.audit.record import record
from brobygger.authorization.permissions import Permission
from brobygger.core import clock
from brobygger.workspaces.authorization import check_workspace
from brobygger.workspaces.models import Workspace

# So many changed actors are looked up one by one; more are found in one go through the register.
_FEW = 50
# So long somebody who said "later" is left in peace.
LATER = timedelta(days=30)
_MOST_OF_ONE_VALUE = 10


def pairs_of(workspace: Workspace, decision: str = PairDecision.NONE) -> QuerySet[Any]:
    """The pairs of the register about which this has been decided, the most certain first."""
    return live_pairs(workspace, decision).order_by("-certainty", "-score", "id")


def pairs_with(actor: Actor) -> QuerySet[Any]:
    """Those nobody has decided of, that the actor may be one with."""
    pairs = pairs_of(actor.workspace).filter(Q(one=actor) | Q(other=actor))
    return pairs.select_related("one", "other")


def nearest(workspace: Workspace, facts: Facts) -> list[tuple[Actor, Candidate]]:
    """Who of the register this may be, found with a handful of questions whatever its size."""
    register = Actor.objects.in_workspace(workspace)
    keys: set[UUID] = set()
    if facts.name.bare:
        keys.update(resembling(register, facts.name.bare).values_list("pk", flat=True))
    emails = Q()
    for email in facts.emails:
        emails |= Q(email__iexact=email)
    for same in (Q(cvr=facts.cvr) if facts.cvr else Q(), emails, _phones(facts)):
        if same:
            found = register.filter(same).order_by("pk")
            keys.update(found.values_list("pk", flat=True)[:_MOST_OF_ONE_VALUE])
    known = load_facts(Actor.objects.filter(pk__in=keys))
    hits = Finder(known, [facts]).find(facts).candidates
    actors = Actor.objects.in_bulk([hit.key for hit in hits])
    return [(actors[hit.key], hit) for hit in hits if hit.key in actors]


def _phones(facts: Facts) -> Q:
    spellings: list[str] = []
    for phone in facts.phones:
        twos = " ".join(phone[n : n + 2] for n in range(0, len(phone), 2))
        fours = " ".join(phone[n : n + 4] for n in range(0, len(phone), 4))
        spellings += [
            f"{land}{one}" for one in (phone, twos, fours) for land in ("", "+45", "+45 ")
        ]
    return Q(phone__in=spellings) if spellings else Q()


def resembles(workspace: Workspace, data: ActorData) -> list[tuple[Actor, Candidate]]:
    """Who of the register somebody may be who is about to be written in."""
    return nearest(workspace, facts_of("new", data))


# --- kept up to date


def refresh_all() -> int:
    """Look through the registers where something has changed; answers how many. Run by the
    worker: it finds changes from wherever they come."""
    _wake()
    stale = Actor.objects.filter(deleted_at__isnull=True).values("workspace")
    rows = stale.annotate(newest=Max("updated_at"), number=Count("id"))
    known = {one.workspace_id: one for one in DuplicateSearch.objects.all()}
    done = 0
    for row in rows.order_by("workspace"):
        search = known.get(row["workspace"])
        current = (
            search is not None
            and search.looked_until is not None
            and search.looked_until >= row["newest"]
            and search.actors >= row["number"]
        )
        if not current:
            refresh(Workspace.objects.get(pk=row["workspace"]))
            done += 1
    for workspace in Workspace.objects.filter(pk__in=ungrouped()):
        regroup(workspace)
    return done


@transaction.atomic
def refresh(workspace: Workspace, *, whole: bool = False) -> None:
    """Find who may be one in a register: among those changed since the last time, or all."""
    search, _made = DuplicateSearch.objects.select_for_update().get_or_create(workspace=workspace)
    register = Actor.objects.in_workspace(workspace)
    sums = register.aggregate(newest=Max("updated_at"), number=Count("id"))
    changed = register
    if search.looked_until is not None:
        changed = register.filter(updated_at__gt=search.looked_until)
    keys = list(changed.values_list("pk", flat=True)[: _FEW + 1])
    unseen = sums["number"] > search.actors + len(keys)
    if whole or search.looked_until is None or len(keys) > _FEW or unseen:
        _store(workspace, pairs_within(load_facts(register)), register)
    else:
        for key in keys:
            itself = Actor.objects.filter(pk=key)
            for facts in load_facts(itself):
                found = [_pair(facts, actor, hit) for actor, hit in nearest(workspace, facts)]
                _store(workspace, found, itself)
    regroup(workspace)
    search.looked_until = sums["newest"] or clock.now()
    search.actors, search.finished_at, search.asked_at = sums["number"], clock.now(), None
    search.save()


def ask_to_look(*, workspace: Workspace, by: User) -> None:
    """Let the worker look the whole register through now; once, however often it is asked."""
    from brobygger.actors.tasks import find_duplicates

    check_workspace(by, workspace, Permission.ACTOR_UNITE)
    with transaction.atomic():
        search, _made = DuplicateSearch.objects.select_for_update().get_or_create(
            workspace=workspace
        )
        if search.asked_at is None:
            search.asked_at = clock.now()
            search.save(update_fields=["asked_at"])
            find_duplicates.defer(workspace_id=str(workspace.pk))


def _pair(facts: Facts, actor: Actor, hit: Candidate) -> Pair:
    return Pair(facts.key, actor.pk, hit.certainty, hit.signs, hit.score)


def _store(workspace: Workspace, found: Iterable[Pair], seen: ActorQuerySet) -> None:
    """Let the stored pairs of those `seen` be these; what people have decided stays."""
    wanted = {_in_order(pair): pair for pair in found}
    about = PossibleDuplicate.objects.filter(workspace=workspace).filter(
        Q(one__in=seen) | Q(other__in=seen)
    )
    stored = {(one.one_id, one.other_id): one for one in about.iterator(chunk_size=5000)}
    gone = [one.pk for ends, one in stored.items() if ends not in wanted and one.decision == ""]
    PossibleDuplicate.objects.filter(pk__in=gone).delete()
    changed = []
    for ends, one in stored.items():
        if ends in wanted and _told(one) != _words(wanted[ends]):
            one.certainty, one.signs, one.score = _words(wanted[ends])
            changed.append(one)
    PossibleDuplicate.objects.bulk_update(changed, ["certainty", "signs", "score"], batch_size=1000)
    PossibleDuplicate.objects.bulk_create(
        (
            PossibleDuplicate(
                workspace=workspace,
                one_id=ends[0],
                other_id=ends[1],
                certainty=pair.certainty,
                signs=list(pair.signs),
                score=pair.score,
            )
            for ends, pair in wanted.items()
            if ends not in stored
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def _in_order(pair: Pair) -> tuple[Any, Any]:
    one, other = sorted((pair.one, pair.other), key=str)
    return one, other


def _words(pair: Pair) -> tuple[int, list[str], float]:
    return int(pair.certainty), [sign.value for sign in pair.signs], pair.score


def _told(one: PossibleDuplicate) -> tuple[int, list[str], float]:
    return one.certainty, one.signs, one.score


def _wake() -> None:
    waited = PossibleDuplicate.objects.filter(
        decision=PairDecision.LATER, decided_at__lt=clock.now() - LATER
    )
    waited.update(decision=PairDecision.NONE, decided_by=None, decided_at=None)


# --- decided


@transaction.atomic
def decide(*, pair: PossibleDuplicate, decision: PairDecision, by: User) -> None:
    """Say that the two are two, for good; or that it can wait a month; or take that back."""
    check_workspace(by, pair.workspace, Permission.ACTOR_UNITE)
    _decide(pair, decision, by)
    if decision == PairDecision.NONE:
        regroup(pair.workspace)
    else:
        regroup_around(pair.workspace, [pair.group])


@transaction.atomic
def decide_many(
    *, workspace: Workspace, pairs: Sequence[PossibleDuplicate], decision: PairDecision, by: User
) -> None:
    """The same of several pairs of one register at once."""
    check_workspace(by, workspace, Permission.ACTOR_UNITE)
    for pair in sorted(pairs, key=lambda one: one.pk):
        _decide(pair, decision, by)
    regroup_around(workspace, {pair.group for pair in pairs})


def _decide(pair: PossibleDuplicate, decision: PairDecision, by: User) -> None:
    stored = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    if stored.decision == decision:
        return
    before = stored.decision
    stored.decision = decision
    stored.decided_by = by if decision else None
    stored.decided_at = clock.now() if decision else None
    stored.save(update_fields=["decision", "decided_by", "decided_at"])
    if PairDecision.TWO in (decision, before):
        record(
            "duplicate.decided" if decision == PairDecision.TWO else "duplicate.reopened",
            by=by,
            on=("actor", stored.one_id),
            workspace_id=stored.workspace_id,
            related=[("actor", stored.other_id)],
        )


def numbers_of(workspace: Workspace) -> dict[str, int]:
    """How many pairs there are to each decision that has been made."""
    rows: Any = (
        PossibleDuplicate.objects.filter(
            workspace=workspace, one__deleted_at__isnull=True, other__deleted_at__isnull=True
        )
        .exclude(decision=PairDecision.NONE)
        .values_list("decision")
        .annotate(number=Count("id"))
    )
    return dict(rows)
