"""The efforts of the demo: one half-way through its walk, and one that ended with a no."""

from datetime import timedelta
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.efforts.domain.answers import add_backing, write_answers
from brobygger.efforts.domain.efforts import make_move, start_effort
from brobygger.efforts.domain.groups import add_group
from brobygger.efforts.domain.mapped import add_actor, change_mapped, look_at, take_proposals
from brobygger.efforts.domain.proposals import proposed
from brobygger.efforts.domain.reviews import plan_review
from brobygger.efforts.domain.snowball import name_actor, was_asked
from brobygger.efforts.models import Effort, MappedActor
from brobygger.efforts.policies import Look, Move
from brobygger.workspaces.models import Workspace


def make_efforts(
    workspace: Workspace, stories: list[dict[str, Any]], actors: dict[str, Actor], by: User
) -> None:
    """Start each effort and take it as far as its story goes."""
    for story in stories:
        with clock.travel_to(clock.now() + timedelta(days=story["begun"])):
            effort = _started(workspace, story, by)
            _listed(effort, story, actors, by)
            _grouped(effort, story, actors, by)
            _named(effort, story, actors, by)
        if "review" in story:
            day = clock.today() + timedelta(days=story["review"])
            plan_review(effort=effort, on=day, by=by)


def _started(workspace: Workspace, story: dict[str, Any], by: User) -> Effort:
    names = ("title", "purpose", "area", "target_groups", "activity_areas")
    facts = {name: story[name] for name in names}
    effort = start_effort(workspace=workspace, facts=facts, by=by)
    write_answers(effort=effort, mine=story["answers"], base={}, by=by)
    for facts in story.get("backings", ()):
        add_backing(effort=effort, facts=facts, by=by)
    make_move(effort=effort, move=Move(story["move"]), reason=story.get("reason", ""), by=by)
    return effort


def _listed(effort: Effort, story: dict[str, Any], actors: dict[str, Actor], by: User) -> None:
    if not (number := story.get("take")):
        return
    best = list(proposed(effort).values_list("pk", flat=True)[:number])
    take_proposals(effort=effort, actors=best, by=by)
    for group in story["groups"]:
        for key in group["keys"]:
            add_actor(effort=effort, actor=actors[key], by=by)
    chosen = {actors[key].pk for group in story["groups"] for key in group["keys"]}
    others = []
    for row in MappedActor.objects.on_list(effort):
        if row.actor_id in chosen:
            look_at(mapped=row, look=Look.LOOK, by=by)
        else:
            others.append(row)
    for row in others[: story["seen"]]:
        look_at(mapped=row, look=Look.LOOK, by=by)
    for row in others[len(others) - story["aside"] :]:
        look_at(mapped=row, look=Look.SET_ASIDE, by=by)


def _grouped(effort: Effort, story: dict[str, Any], actors: dict[str, Actor], by: User) -> None:
    for told in story.get("groups", ()):
        group = add_group(effort=effort, name=told["name"], by=by)
        for key in told["keys"]:
            row = MappedActor.objects.get(effort=effort, actor=actors[key])
            mine = {"group": group, "why": told["why"], "how": told["how"], "asker": by}
            change_mapped(mapped=row, mine=mine, base=dict.fromkeys(mine, ""), by=by)


def _named(effort: Effort, story: dict[str, Any], actors: dict[str, Actor], by: User) -> None:
    for told in story.get("who_else", ()):
        row = MappedActor.objects.get(effort=effort, actor=actors[told["asked"]])
        change_mapped(mapped=row, mine={"who_else": told["said"]}, base={"who_else": ""}, by=by)
        was_asked(mapped=row, on=clock.today(), by=by)
        for name, email in told["names"].items():
            data = ActorData(name=name, email=email)
            new = create_actor(workspace=effort.workspace, data=data, by=by)
            name_actor(by_actor=row, actor=new, name=name, by=by)
