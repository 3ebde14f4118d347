"""The collaborations of the demo, each at its own place on the thread."""

from datetime import timedelta
from typing import Any

from brobygger.accounts.domain.users import get_or_create_user
from brobygger.accounts.models import User
from brobygger.actors.domain.relations import add_relation
from brobygger.actors.domain.representation import add_representative
from brobygger.actors.enums import RelationKind
from brobygger.actors.models import Actor, Relation
from brobygger.audit.record import ObjectRef
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.collaborations import (
    close_collaboration,
    open_collaboration,
)
from brobygger.collaborations.domain.own_sheets import begin_own_sheet
from brobygger.collaborations.domain.sheets import (
    share_fields,
    shareable_fields,
    start_joint_sheet,
    start_sheet,
)
from brobygger.collaborations.models import Collaboration
from brobygger.core import clock
from brobygger.demo.agreements import make_agreement
from brobygger.demo.people import REPRESENTATIVES
from brobygger.demo.sheets import fill
from brobygger.workspaces.models import Workspace


class Stories:
    """Tells the stories of data/collaborations.yaml with the actors of the register."""

    def __init__(
        self, workspace: Workspace, actors: dict[str, Actor], people: dict[str, User]
    ) -> None:
        self.workspace = workspace
        self.actors = actors
        self.coordinator = people["koordinator"]
        self.speakers = {actor: people[person] for person, actor in REPRESENTATIVES.items()}

    def relate(self, entries: list[dict[str, Any]]) -> None:
        """Who knew whom before anybody opened a collaboration."""
        for entry in entries:
            add_relation(
                actor=self.actors[entry["a"]],
                other=self.actors[entry["b"]],
                kind=RelationKind(entry["kind"]),
                note=entry["note"],
                by=self.coordinator,
            )

    def tell(self, story: dict[str, Any]) -> Collaboration:
        """Open the collaboration and take it as far as the story goes."""
        start = clock.now()
        actors = [self.actors[key] for key in story["parties"]]
        with clock.travel_to(start + timedelta(days=story["opened"])):
            collaboration = open_collaboration(
                workspace=self.workspace,
                title=story["title"],
                purpose=story["purpose"],
                actors=actors,
                by=self.coordinator,
                origin=self._origin(story, actors),
            )
        for sheet in story.get("sheets", ()):
            self._fill_sheet(collaboration, sheet)
        if "agreement" in story:
            make_agreement(collaboration, story["agreement"], self.actors, self.coordinator)
        if "closed" in story:
            with clock.travel_to(start + timedelta(days=story["closed"])):
                close_collaboration(collaboration=collaboration, by=self.coordinator)
        return collaboration

    def _origin(self, story: dict[str, Any], actors: list[Actor]) -> ObjectRef | None:
        match story.get("origin"):
            case "match":
                return ("match", actors[0].id)
            case "relation":
                relation = Relation.objects.get(actor_a=actors[0], actor_b=actors[1])
                return ("relation", relation.id)
        return None

    def _fill_sheet(self, collaboration: Collaboration, story: dict[str, Any]) -> None:
        owner = self.actors[story["owner"]]
        speaker = self._speaker(story["owner"])
        used, joint = tool(story.get("tool", "t1_activity")), story.get("joint", False)
        start = clock.now()
        with clock.travel_to(start + timedelta(days=story["begun"])):
            begun: dict[str, Any] = {"collaboration": collaboration, "tool": used, "by": speaker}
            if joint:
                link = start_joint_sheet(**begun, title=story.get("title", ""))
            else:
                link = start_sheet(**begun, title=story.get("title", ""), owner=owner)
            fill(link.sheet, story["fields"], speaker)
        if "shared" in story and not joint:
            with clock.travel_to(start + timedelta(days=story["shared"])):
                fields = story.get("fields_shared", shareable_fields(link.sheet))
                share_fields(link=link, fields=fields, by=speaker)

    def fill_own(self, story: dict[str, Any]) -> None:
        """A sheet the organisation has begun for itself, without any collaboration."""
        speaker = self._speaker(story["owner"])
        with clock.travel_to(clock.now() + timedelta(days=story["begun"])):
            own = begin_own_sheet(
                owner=self.actors[story["owner"]],
                tool=tool(story["tool"]),
                title=story.get("title", ""),
                about=self.actors.get(story.get("about", "")),
                ours_alone=story.get("ours_alone", False),
                by=speaker,
            )
            fill(own.sheet, story["fields"], speaker)

    def _speaker(self, key: str) -> User:
        """Who writes for the actor: the cast, or somebody of the actor's own."""
        actor = self.actors[key]
        if actor.is_host:
            return self.coordinator
        if key not in self.speakers:
            contact = actor.contact_persons.get()
            user = get_or_create_user(email=contact.email, name=contact.name)
            with clock.travel_to(clock.now() - timedelta(days=365)):
                add_representative(actor=actor, user=user, by=self.coordinator)
            self.speakers[key] = user
        return self.speakers[key]
