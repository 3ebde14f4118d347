"""A small world with one of everything, and everybody who could knock on a door."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from brobygger.accounts.models import User
from brobygger.actors.domain.imports import choose_columns, receive_file
from brobygger.actors.domain.uniting import unite
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import (
    ContactPerson,
    PossibleDuplicate,
    RegisterExport,
    RegisterExportPiece,
    Relation,
    Representation,
    SavedFilter,
    SavedMapping,
)
from brobygger.authorization.roles import Role
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_sheet, start_sheet
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.efforts.domain.answers import add_backing
from brobygger.efforts.domain.groups import add_group
from brobygger.efforts.domain.snowball import name_actor
from brobygger.efforts.enums import EffortStatus
from brobygger.followup.domain.subscriptions import subscribe
from brobygger.followup.models import StatusMeeting
from brobygger.links.domain.links import issue_link
from brobygger.links.models import AccessLink, Purpose
from brobygger.matching.domain.resting import let_rest
from brobygger.notifications.domain.addresses import fingerprint
from brobygger.notifications.tokens import token_for
from brobygger.privacy.models import PersonExport
from brobygger.sheets.domain.comments import comment
from brobygger.sheets.domain.photos import add_photo
from brobygger.sheets.domain.versions import name_version
from brobygger.toolbox.domain.drafts import change_draft
from brobygger.toolbox.domain.tools import publish as publish_tool
from brobygger.toolbox.domain.tools import take_in
from brobygger.toolbox.editing import remove_field
from brobygger.toolbox.reading import read_text
from brobygger.visits.domain.resting import let_rest as rest_from_visits
from brobygger.workspaces.domain.workspaces import add_member
from brobygger.workspaces.models import Membership, Workspace
from tests.catalog.test_tools import GOOD
from tests.consistency.side_by_side import lay_side_by_side
from tests.factories.agreements import make_frozen, token_of
from tests.factories.collaborations import (
    KVINDER,
    SENIORER,
    make_collaboration,
    make_representative,
    party_actor,
    write_something,
)
from tests.factories.efforts import make_effort, make_mapped
from tests.factories.people import make_member, make_user, make_workspace
from tests.factories.visits import make_held, make_visit
from tests.sheets.pictures import photo

# The columns of access_table.txt, in its order.
ROLES = (
    "anonymous",
    "administrator",
    "coordinator",
    "adviser",
    "reader",
    "party",  # represents an actor of the collaboration
    "other_party",  # represents an actor of another collaboration in the same workspace
    "outsider",  # administrator of another workspace
    "stranger",  # has an account and nothing else
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    """What the addresses of the table are about."""

    workspace: Workspace
    collaboration: Collaboration
    people: dict[str, User | None]
    arguments: dict[str, Any] = field(default_factory=dict)
    # What a form sends, where an empty one would find nothing to work on.
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def argument(self, address: str, name: str) -> Any:
        """The value an address gets for one of its arguments.

        Where an argument means something of its own, it stands with the address or its room.
        """
        room = address.split(":", maxsplit=1)[0]
        for key in (f"{address}.{name}", f"{room}.{name}", name):
            if key in self.arguments:
                return self.arguments[key]
        raise KeyError(f"tests/consistency/world.py: what is {name!r} of {address}?")

    def person(self, role: str) -> User:
        """Somebody with an account."""
        user = self.people[role]
        assert user is not None
        return user


def make_world() -> World:
    """Birkelund with two collaborations, and Nabokommune beside it."""
    workspace = make_workspace("birkelund", "Birkelund Kommune")
    neighbour = make_workspace("nabokommune", "Nabokommune")
    people: dict[str, User | None] = {"anonymous": None}
    for role in ("administrator", "coordinator", "adviser", "reader"):
        people[role] = make_member(workspace, role)
    people["outsider"] = make_member(neighbour, "administrator")
    people["stranger"] = make_user("fremmed@mail.example")
    collaboration = make_collaboration(workspace)
    make_collaboration(workspace, ["Naboskabet", "Boldklubben"], title="Bold på gården")
    people["party"] = make_representative(KVINDER, "fatma@mail.example", workspace)
    people["other_party"] = make_representative("Boldklubben", "bo@mail.example", workspace)
    world = World(workspace, collaboration, people)
    world.arguments = {"workspace_slug": workspace.slug, "collaboration_id": collaboration.id}
    for furnish in (
        _members,
        _register,
        _alike,
        _import,
        _effort,
        _export,
        _visit,
        _sheet,
        _toolbox,
        lay_side_by_side,
        _agreement,
        _meetings,
        _account,
        _links,
        _privacy,
    ):
        world.arguments |= furnish(world)
    return world


def _members(world: World) -> dict[str, Any]:
    world.forms["workspaces:change_role"] = {"role": "adviser"}
    return {"membership_id": Membership.objects.get(user=world.person("reader")).id}


def _register(world: World) -> dict[str, Any]:
    actor, other = (party_actor(world.workspace, name) for name in (KVINDER, SENIORER))
    relation = Relation.objects.create(
        workspace=world.workspace, actor_a=actor, actor_b=other, kind=RelationKind.KNOWS
    )
    let_rest(actor=actor, other=other, by=world.person("coordinator"))
    third = party_actor(world.workspace, "Boldklubben")
    _link, token = issue_link(
        purpose=Purpose.PROFILE,
        subject=("actor", actor.id),
        by=world.person("coordinator"),
        expires_at=clock.now() + timedelta(days=30),
    )
    world.forms["collaborations:add_party"] = {"actor": third.id}
    return {
        "actor_id": actor.id,
        "other_id": other.id,
        "relation_id": relation.id,
        "filter_id": SavedFilter.objects.create(
            workspace=world.workspace,
            name="Dem, vi skal ringe til",
            query="freshness=old",
            shared=True,
        ).id,
        "person_id": ContactPerson.objects.create(
            workspace=world.workspace, actor=actor, name="Uden mail"
        ).id,
        "actors.token": token,
        "representation_id": Representation.objects.get(actor=actor).id,
        "party_id": world.collaboration.parties.get(actor=actor).id,
    }


def _alike(world: World) -> dict[str, Any]:
    """Two who may be one, and one that was put together with another."""
    workspace, by = world.workspace, world.person("coordinator")
    one, other = sorted(
        (party_actor(workspace, name) for name in ("Viben", "Foreningen Viben")),
        key=lambda actor: actor.id,
    )
    pair = PossibleDuplicate.objects.create(
        workspace=workspace, one=one, other=other, certainty=2, signs=["same_words"]
    )
    gone = party_actor(workspace, "Seniornetværk")
    kept = party_actor(workspace, SENIORER)
    uniting = unite(kept=kept, gone=gone, choices={}, by=by)
    return {"pair_id": pair.id, "actors.group_id": pair.id, "uniting_id": uniting.id}


def _import(world: World) -> dict[str, Any]:
    """A register on its way in, seen row by row."""
    by = world.person("coordinator")
    content = "Navn;By\r\nÆblehaven;Birkelund\r\nÆblehaven;Ry\r\n".encode()
    batch = receive_file(workspace=world.workspace, file_name="liste.csv", content=content, by=by)
    columns = dict(batch.mapping["columns"])
    source = batch.mapping["source"]
    batch = choose_columns(batch, columns=columns, source=source, by=by, remember=True)
    return {
        "batch_id": batch.id,
        "actors:import-decide.line_id": batch.lines.get(outcome="decide").id,
        "mapping_id": SavedMapping.objects.get().id,
    }


def _effort(world: World) -> dict[str, Any]:
    """An effort half-way, with two on its list, of whom one named the other."""
    by = world.person("coordinator")
    effort = make_effort(
        world.workspace, status=EffortStatus.MAPPING, by=by, target_groups=["children"]
    )
    backing = add_backing(effort=effort, facts={"department": "Fritid"}, by=by)
    row = make_mapped(effort, party_actor(world.workspace, KVINDER), by)
    other = party_actor(world.workspace, SENIORER)
    named, _new = name_actor(by_actor=row, actor=other, name="", by=by)
    return {
        "effort_id": effort.id,
        "backing_id": backing.id,
        "mapped_id": row.id,
        "group_id": add_group(effort=effort, name="Naboer", by=by).id,
        "naming_id": named.named_by.get().id,
    }


def _export(world: World) -> dict[str, Any]:
    """A file the coordinator ordered, ready to be fetched."""
    export = RegisterExport.objects.create(
        workspace=world.workspace,
        created_by=world.person("coordinator"),
        form="csv",
        audience="own",
        status="ready",
        size=4,
    )
    RegisterExportPiece.objects.create(export=export, number=0, content=b"Navn")
    return {"actors:export-status.export_id": export.pk, "actors:export-file.export_id": export.pk}


def _visit(world: World) -> dict[str, Any]:
    """A visit that has been held, with a promise and somebody to be introduced to."""
    made = make_held(party_actor(world.workspace, KVINDER), world.person("coordinator"))
    other = party_actor(world.workspace, "Boldklubben")
    planned = make_visit(other, world.person("coordinator"))
    resting = rest_from_visits(actor=other, by=world.person("coordinator"))
    world.forms["visits:move"] = {"question": "challenges"}
    world.forms["visits:step"] = {"do": "not_held"}
    world.forms["visits:settle"] = {"do": "keep"}
    world.forms["visits:introduction"] = {"do": "decline"}
    answer = {"do": "decline", "introduction": str(made.introduction.id)}
    world.forms["visits:thanks_link"] = answer
    return {
        "visit_id": made.visit.id,
        "visits:change.visit_id": planned.id,
        "promise_id": made.promise.id,
        "introduction_id": made.introduction.id,
        "resting_id": resting.id,
        "visits:thanks_link.token": made.thanks_token,
        "visits:introduction_link.token": made.introduction_token,
    }


def _sheet(world: World) -> dict[str, Any]:
    """A sheet of the women's association, which the other parties may read."""
    actor = party_actor(world.workspace, KVINDER)
    by = world.person("party")
    link = start_sheet(
        collaboration=world.collaboration, tool=tool("t1_activity"), owner=actor, by=by
    )
    party = world.collaboration.parties.get(actor=actor)
    world.forms["collaborations:start_sheet"] = {"tool": "t1_activity", "party": party.id}
    world.forms["collaborations:take_back"] = {"collaboration": world.collaboration.id}
    write_something(link.sheet, by)
    share_sheet(link=link, by=by)
    said = comment(sheet=link.sheet, field_id="purpose", text="Hvem?", by=by, shared=True)
    kept = name_version(sheet=link.sheet, name="Første møde", by=by)
    shown = add_photo(sheet=link.sheet, field_id="purpose", content=photo(), by=by)
    page = add_photo(sheet=link.sheet, field_id="", content=photo(), by=by)
    world.forms["sheets:say"] = {"comment": "Hvornår?"}
    world.forms["sheets:comment"] = {"do": "park"}
    world.forms["sheets:park"] = {"field": "purpose", "comment": "Hvor?"}
    return {
        "tool_id": "t1_activity",
        "sheet_id": link.sheet_id,
        "field_id": "purpose",
        "comment_id": said.id,
        "photo_id": shown.id,
        "sheets:change-photo.photo_id": page.id,
        "sheets:version.number": kept.number,
        "sheets:restore.number": kept.number,
    }


def _toolbox(world: World) -> dict[str, Any]:
    """A tool of the workspace's own: in use, and with a draft of the next version."""
    by = world.person("coordinator")
    own = take_in(workspace=world.workspace, file=read_text(GOOD), by=by)
    publish_tool(tool=own, by=by)
    change_draft(
        tool=own, by=by, change="field_removed", make=lambda data: remove_field(data, "second")
    )
    world.forms["toolbox:begin"] = {"title-da": "Vores møde"}
    world.forms["toolbox:copy"] = {"tool": "t1_activity"}
    world.forms["toolbox:add"] = {"kind": "text", "title-da": "Glæde"}
    world.forms["toolbox:place"] = {"move": "narrower"}
    return {"toolbox.tool_id": own.tool_id, "toolbox.field_id": "first"}


def _agreement(world: World) -> dict[str, Any]:
    """An agreement on its way round to be signed, also by the one who is logged in."""
    version = make_frozen(world.collaboration, world.person("coordinator"))
    signatory = version.signatories.order_by("email")[0]
    token = token_of(signatory)
    version.signatories.update(email=world.person("party").email)
    return {
        "signatory_id": signatory.id,
        "number": version.number,
        "agreements.token": token,
    }


def _meetings(world: World) -> dict[str, Any]:
    meeting = StatusMeeting.objects.create(
        workspace=world.workspace,
        collaboration=world.collaboration,
        agreement_version_id=world.collaboration.id,
        number=1,
        starts_at=clock.now() + timedelta(days=30),
    )
    path = subscribe(collaboration=world.collaboration, by=world.person("party"))
    return {
        "meeting_id": meeting.id,
        "link_id": AccessLink.objects.get(purpose=Purpose.CALENDAR).id,
        "followup.token": path.rsplit("/", 1)[1].removesuffix(".ics"),
    }


def _links(world: World) -> dict[str, Any]:
    """An invitation of somebody who has not come yet, which the administrator may close."""
    invited = make_user(f"invited@{world.workspace.slug}.example")
    add_member(workspace=world.workspace, user=invited, role=Role.READER, by=None)
    link, token = issue_link(
        purpose=Purpose.INVITATION,
        subject=("membership", Membership.objects.get(user=invited).id),
        by=world.person("administrator"),
        expires_at=clock.now() + timedelta(days=14),
        workspace_id=world.workspace.id,
        email=invited.email,
        single_use=True,
    )
    return {
        "invitations.token": token,
        "links.link_id": link.id,
        "provider_key": "en-der-ikke-er",
    }


def _account(world: World) -> dict[str, Any]:
    return {
        "notifications.token": token_for(
            fingerprint(world.person("party").email), ["meeting_reminder"]
        ),
        "uidb36": "abc",
        "key": "set-password",
        "session_id": "en-der-ikke-er",
        "pk": 1,
    }


def _privacy(world: World) -> dict[str, Any]:
    """A contact person, and the extract the reader asked for."""
    export = PersonExport.objects.create(asked_by=world.person("reader"), content=b"zip")
    return {
        "contact_id": ContactPerson.objects.filter(workspace=world.workspace)[0].id,
        "extract_id": export.id,
    }
