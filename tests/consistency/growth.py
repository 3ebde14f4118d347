"""The same world, years later: many of everything."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.test import Client

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.domain.profile import correct_profile
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.uniting import unite
from brobygger.actors.domain.voices import Voice
from brobygger.actors.enums import FactSource, RelationKind
from brobygger.actors.models import (
    Actor,
    ContactPerson,
    PossibleDuplicate,
    Relation,
    Representation,
)
from brobygger.audit.record import record
from brobygger.authorization.roles import Role
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.core import clock
from brobygger.efforts.domain.answers import add_backing
from brobygger.efforts.domain.groups import add_group
from brobygger.efforts.domain.snowball import name_actor
from brobygger.efforts.models import Effort, MappedActor, Naming
from brobygger.followup.models import StatusMeeting
from brobygger.links.domain.links import issue_link
from brobygger.links.models import Purpose
from brobygger.notifications.models import OutboxMail
from brobygger.visits.domain.introductions import propose
from brobygger.visits.domain.promises import add_promise
from brobygger.visits.domain.resting import let_rest as rest_from_visits
from brobygger.visits.models import Visit
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.models import Membership
from tests.consistency.more_sheets import more_sheets
from tests.consistency.world import BACKEND, World
from tests.factories.actors import make_actor
from tests.factories.collaborations import KVINDER, make_collaboration, party_actor, write_something
from tests.factories.efforts import make_effort, make_mapped
from tests.factories.people import make_user
from tests.factories.visits import make_visit

# Two of everything, and then more than a page holds where there is no end to it.
SOME = range(2)
MORE = range(2, 7)
CROWD = 55


def grow(world: World, numbers: Sequence[int]) -> None:
    """One more of everything for each number."""
    parts = (_register, _alike, _efforts, _visits, _collaborations, _thread, more_sheets)
    for part in (*parts, _members, _links):
        part(world, numbers)
    OutboxMail.objects.bulk_create(
        OutboxMail(to_email="fatma@mail.example", subject=f"Mail {number}", text="Hej")
        for number in numbers
    )


def _alike(world: World, numbers: Sequence[int]) -> None:
    """More who may be the women's association, and more that turned out to be it."""
    kept, by = party_actor(world.workspace, KVINDER), world.person("coordinator")
    for number in numbers:
        other = make_actor(world.workspace, name=f"Kvindeforening {number}", by=by)
        PossibleDuplicate.objects.create(
            workspace=world.workspace, one=kept, other=other, certainty=1, signs=["alike"]
        )
        gone = make_actor(world.workspace, name=f"Kvindekredsen {number}", by=by)
        unite(kept=kept, gone=gone, choices={}, by=by)


def crowd(world: World) -> None:
    """More actors, collaborations, mails, log-ins and events than fit on one page."""
    grow(world, range(100, 103))
    by = world.person("coordinator")
    for number in range(CROWD):
        data = ActorData(name=f"Forening {number}", target_groups=("children",))
        create_actor(workspace=world.workspace, data=data, by=by)
        make_collaboration(world.workspace, title=f"Endnu et {number}", by=by)
        OutboxMail.objects.create(to_email="bo@mail.example", subject=f"Mail {number}", text="")
        make_effort(world.workspace, title=f"Indsats {number}", by=by)
        for kind, key in _told_about(world):
            record("actor.updated", by=by, on=(kind, key), workspace_id=world.workspace.id)
        _log_in(world)
    _everybody_listed(world)


def _register(world: World, numbers: Sequence[int]) -> None:
    actor = party_actor(world.workspace, KVINDER)
    for number in numbers:
        rich = make_actor(
            world.workspace,
            f"Rig forening {number}",
            by=world.person("coordinator"),
            offers=("accounting", "resource:premises"),
            needs=("fundraising", "supervision"),
            target_groups=("children",),
        )
        for one in (actor, rich):
            for email in ("", f"kontakt{number}@mail.example"):
                ContactPerson.objects.create(
                    workspace=world.workspace, actor=one, name=f"Kontakt {number}", email=email
                )
        _correction(actor, number, world.person("coordinator"))
        Relation.objects.create(
            workspace=world.workspace, actor_a=actor, actor_b=rich, kind=RelationKind.KNOWS
        )
        Representation.objects.create(
            workspace=world.workspace,
            actor=actor,
            user=make_user(f"frivillig{number}@mail.example"),
        )


def _efforts(world: World, numbers: Sequence[int]) -> None:
    """More on the list, in groups, named by others; and more lists."""
    by = world.person("coordinator")
    effort = Effort.objects.get(pk=world.arguments["effort_id"])
    first = MappedActor.objects.get(pk=world.arguments["mapped_id"])
    for number in numbers:
        row, _new = name_actor(by_actor=first, actor=None, name=f"Nævnt {number}", by=by)
        group = add_group(effort=effort, name=f"Gruppe {number}", by=by)
        MappedActor.objects.filter(pk=row.pk).update(group=group, asker=by, why="Fordi", how="Så")
        listed = party_actor(world.workspace, f"Rig forening {number}")
        Naming.objects.create(
            workspace=world.workspace,
            effort=effort,
            named=first,
            by=make_mapped(effort, listed, by),
        )
        add_backing(effort=effort, facts={"department": f"Afdeling {number}"}, by=by)
        another = make_effort(world.workspace, title=f"Endnu en {number}", by=by)
        make_mapped(another, party_actor(world.workspace, KVINDER), by)


def _everybody_listed(world: World) -> None:
    effort = Effort.objects.get(pk=world.arguments["effort_id"])
    MappedActor.objects.bulk_create(
        (
            MappedActor(workspace=world.workspace, effort=effort, actor=actor)
            for actor in Actor.objects.in_workspace(world.workspace)
        ),
        ignore_conflicts=True,
    )


def _visits(world: World, numbers: Sequence[int]) -> None:
    """More visits to the women's association, and more promised on the one of the world."""
    by = world.person("administrator")
    actor = party_actor(world.workspace, KVINDER)
    held = Visit.objects.get(pk=world.arguments["visit_id"])
    for number in numbers:
        planned = make_visit(actor, by, days=number + 3)
        for visit in (planned, held):
            add_promise(visit=visit, text=f"Løfte {number}", promised_by=by, by=by)
        neighbour = make_actor(world.workspace, f"Naboen {number}", by=by)
        propose(visit=held, other=neighbour, by=by)
        rest_from_visits(actor=neighbour, by=by)


def _collaborations(world: World, numbers: Sequence[int]) -> None:
    for number in numbers:
        make_collaboration(
            world.workspace,
            [KVINDER, f"Rig forening {number}"],
            title=f"Samarbejde {number}",
            by=world.person("coordinator"),
        )


def _thread(world: World, numbers: Sequence[int]) -> None:
    by, actor = world.person("party"), party_actor(world.workspace, KVINDER)
    for number in numbers:
        link = start_sheet(
            collaboration=world.collaboration, tool=tool("t1_activity"), owner=actor, by=by
        )
        write_something(link.sheet, by)
        share_sheet(link=link, by=by)
        StatusMeeting.objects.create(
            workspace=world.workspace,
            collaboration=world.collaboration,
            agreement_version_id=world.collaboration.id,
            number=number + 2,
            starts_at=clock.now() + timedelta(days=60 + number),
        )
        somebody = make_user(f"frivillig{number}@mail.example")
        for kind, key in (("actor", actor.id), ("collaboration", world.collaboration.id)):
            record("actor.updated", by=somebody, on=(kind, key), workspace_id=world.workspace.id)


def _correction(actor: Actor, number: int, by: User) -> None:
    """What the actor itself says of its profile, by telephone."""
    fresh = with_rows(Actor.objects.filter(pk=actor.pk)).get()
    correct_profile(
        voice=Voice(fresh, FactSource.TELEPHONE, by=by),
        data=replace(data_of(fresh), description=f"Fællesskab {number}"),
        base_version=fresh.version,
        base=None,
    )


def _told_about(world: World) -> list[tuple[str, UUID]]:
    """The objects of the world that have a story on their page."""
    return [
        ("actor", world.arguments["actor_id"]),
        ("collaboration", world.collaboration.id),
        ("sheet", world.arguments["sheet_id"]),
    ]


def _members(world: World, numbers: Sequence[int]) -> None:
    """Members on their way in, and one more browser for those who look."""
    for number in numbers:
        user = make_user(f"medarbejder{number}@birkelund.example")
        add_member(workspace=world.workspace, user=user, role=Role.READER, by=None)
        membership = Membership.objects.get(user=user)
        _link(world, Purpose.INVITATION, ("membership", membership.id))
        _log_in(world)


def _log_in(world: World) -> None:
    Client().force_login(world.person("administrator"), backend=BACKEND)


def _links(world: World, numbers: Sequence[int]) -> None:
    actor = party_actor(world.workspace, KVINDER)
    for _number in numbers:
        _link(world, Purpose.PROFILE, ("actor", actor.id))
        _link(world, Purpose.CALENDAR, ("collaboration", world.collaboration.id))


def _link(world: World, purpose: Purpose, subject: tuple[str, UUID]) -> None:
    issue_link(
        purpose=purpose,
        subject=subject,
        by=world.person("administrator"),
        expires_at=clock.now() + timedelta(days=14),
        workspace_id=world.workspace.id,
        email="nogen@mail.example",
        single_use=purpose is Purpose.INVITATION,
    )
