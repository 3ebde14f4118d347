"""Sheets of any number, the same for the same seed."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.authorization.roles import Role
from brobygger.catalog.tools import tool
from brobygger.catalog.words import loose
from brobygger.collaborations.models import (
    Collaboration,
    CollaborationSheet,
    Involvement,
    OwnSheet,
    Party,
    SharedField,
)
from brobygger.core import clock
from brobygger.sheets.models import FieldValue, Sheet
from brobygger.workspaces.models import Membership, Workspace

_OWN = ("t1_frames", "t1_activity", "t1_closing", "t2_partner")
_JOINT = ("t7_match", "t8_status", "t10_expectations")
_WORDS = """
vi kan give lokaler og tid til de unge i kvarteret hver onsdag sammen med frivillige
og forældre det kræver en nøgle en aftale om penge og én der ringer rundt kommunen
støtter med kaffe bus udstyr kurser og et sted at være foreningen har trænere
bestyrelse bold net musik sang mad have cykler sprog lektier job venner tryghed
fællesskab naboer ældre børn
""".split()  # noqa: SIM905 - words are easier to read so
_TOGETHER = 5_000
_ASSOCIATIONS, _FIELDS = 400, 4
# Of a hundred sheets: the municipality's own, those associations share, those written by all.
_HOSTS, _SHARED = 70, 20


@transaction.atomic
def fill(number: int, *, seed: int, reader: str) -> None:
    """A workspace with so many sheets that its coordinator may read, and a few they may not."""
    chance = random.Random(seed)
    workspace = Workspace.objects.create(slug="bench-sheets", name="Ark")
    user = User.objects.create(email=reader, name="Måler")
    Membership.objects.create(workspace=workspace, user=user, role=Role.COORDINATOR)
    host = Actor.objects.create(workspace=workspace, name="Kommunen", is_host=True)
    others = [
        Actor.objects.create(workspace=workspace, name=f"Forening {n}")
        for n in range(_ASSOCIATIONS)
    ]
    places = _collaborations(workspace, host, others)
    sheets = [_sheet(workspace, n, chance) for n in range(number)]
    _write(Sheet, sheets)
    _write(FieldValue, _values(sheets, chance))
    _write(OwnSheet, _owned(sheets, host, others))
    links = list(_links(sheets, places, others))
    _write(CollaborationSheet, links)
    _write(SharedField, _told(links))


def _share(number: int) -> int:
    return number % 100


def _sheet(workspace: Workspace, number: int, chance: random.Random) -> Sheet:
    joint = _share(number) >= _HOSTS + _SHARED
    tools = _JOINT if joint else _OWN
    using = tool(tools[number % len(tools)])
    moment = clock.now() - timedelta(minutes=chance.randrange(1_500_000))
    return Sheet(
        workspace=workspace,
        tool_id=using.id,
        tool_version=using.version,
        title=f"{' '.join(chance.sample(_WORDS, 2)).capitalize()} {number}",
        owner_kind="collaboration" if joint else "organisation",
        created_at=moment,
        updated_at=moment,
    )


def _collaborations(
    workspace: Workspace, host: Actor, others: list[Actor]
) -> dict[int, Collaboration]:
    """One of the municipality with each association."""
    made = {
        n: Collaboration(workspace=workspace, title=f"Samarbejde {n}") for n in range(len(others))
    }
    _write(Collaboration, made.values())
    rows = [
        Party(
            workspace=workspace,
            collaboration=one,
            actor=actor,
            involvement=Involvement.FACILITATOR if actor is host else Involvement.PARTY,
        )
        for n, one in made.items()
        for actor in (host, others[n])
    ]
    _write(Party, rows)
    return made


def _values(sheets: list[Sheet], chance: random.Random) -> Iterator[FieldValue]:
    for number, sheet in enumerate(sheets):
        texts = [one for one in sheet.tool.fields if one.kind == "text"][:_FIELDS]
        for field in texts:
            words = chance.choices(_WORDS, k=chance.randrange(8, 40))
            words += [f"kvindecaféen{number}"] if field is texts[0] else []
            text = " ".join(words)
            yield FieldValue(
                sheet=sheet,
                field_id=field.id,
                value={"text": text},
                search_text=loose(text),
                updated_at=_moment(sheet),
            )


def _moment(sheet: Sheet) -> datetime:
    moment: datetime = sheet.updated_at
    return moment


def _owned(sheets: list[Sheet], host: Actor, others: list[Actor]) -> Iterator[OwnSheet]:
    for number, sheet in enumerate(sheets):
        if _share(number) < _HOSTS + _SHARED:
            owner = host if _share(number) < _HOSTS else others[number % len(others)]
            yield OwnSheet(workspace=sheet.workspace, sheet=sheet, owner=owner)


def _links(
    sheets: list[Sheet], places: dict[int, Collaboration], others: list[Actor]
) -> Iterator[CollaborationSheet]:
    for number, sheet in enumerate(sheets):
        if _share(number) >= _HOSTS:
            joint = _share(number) >= _HOSTS + _SHARED
            yield CollaborationSheet(
                workspace=sheet.workspace,
                collaboration=places[number % len(others)],
                sheet=sheet,
                owner=None if joint else others[number % len(others)],
                shared_at=_moment(sheet),
            )


def _told(links: list[CollaborationSheet]) -> Iterator[SharedField]:
    for link in links:
        if link.owner_id is not None:
            texts = [one for one in link.sheet.tool.fields if one.kind == "text"]
            for field in texts[:2]:
                if not field.private:
                    yield SharedField(link=link, field_id=field.id)


def _write(model: type[Any], rows: Any) -> None:
    """Some thousands at a time, so that memory does not follow the number."""
    assert issubclass(model, Model)
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == _TOGETHER:
            model._default_manager.bulk_create(some)
            some = []
    model._default_manager.bulk_create(some)
