"""The same world, years later: many of everything."""

from collections.abc import Sequence
from datetime import timedelta

from brobygger.actors.domain.actors import create_actor
from brobygger.actors.domain.data import ActorData
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import ContactPerson, Relation, Representation
from brobygger.audit.record import record
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.core import clock
from brobygger.followup.models import StatusMeeting
from brobygger.notifications.models import OutboxMail
from tests.consistency.world import World
from tests.factories.actors import make_actor
from tests.factories.collaborations import KVINDER, make_collaboration, party_actor
from tests.factories.people import make_user

# Two of everything, and then more than a page holds where there is no end to it.
SOME = range(2)
MORE = range(2, 7)
CROWD = 55


def grow(world: World, numbers: Sequence[int]) -> None:
    """One more of everything for each number."""
    for part in (_register, _collaborations, _thread):
        part(world, numbers)
    OutboxMail.objects.bulk_create(
        OutboxMail(to_email="fatma@mail.example", subject=f"Mail {number}", text="Hej")
        for number in numbers
    )


def crowd(world: World) -> None:
    """More actors, collaborations and mails than fit on one page."""
    grow(world, range(100, 103))
    by = world.person("coordinator")
    for number in range(CROWD):
        data = ActorData(name=f"Forening {number}", target_groups=("children",))
        create_actor(workspace=world.workspace, data=data, by=by)
        make_collaboration(world.workspace, title=f"Endnu et {number}", by=by)
        OutboxMail.objects.create(to_email="bo@mail.example", subject=f"Mail {number}", text="")


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
            ContactPerson.objects.create(
                workspace=world.workspace, actor=one, name=f"Kontakt {number}"
            )
        Relation.objects.create(
            workspace=world.workspace, actor_a=actor, actor_b=rich, kind=RelationKind.KNOWS
        )
        Representation.objects.create(
            workspace=world.workspace,
            actor=actor,
            user=make_user(f"frivillig{number}@mail.example"),
        )


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
            record("actor.updated", by=somebody, on=(kind, key), workspace_id=None)
