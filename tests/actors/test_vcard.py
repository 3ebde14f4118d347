"""Visiting cards, read back with another hand than ours."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.data import (
    ActorData,
    ContactPersonData,
    ContactPointData,
    LocationData,
)
from brobygger.actors.enums import ContactPointKind
from brobygger.actors.transfer.leaving import Leaving
from brobygger.actors.transfer.vcard import cards_of
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

AsUser = Callable[[User], Client]
NASTY = 'Åsens; Klub, \\n & "Søn" 👩‍👩‍👧 مرحبا بالعالم'
RICH = ActorData(
    name=NASTY,
    description="Første linje\r\nanden; linje\ntredje\rfjerde " + "æøå😀" * 60,
    phone="+45 11 22 33 44",
    email="klub@mail.example",
    website="www.klub.example",
    street="Vej 1, 2. th.",
    postcode="8000",
    town="Skive",
    target_groups=("children", "Børn, unge; ældre"),
    languages=("da", "ar", "Volapyk"),
    contact_persons=(
        ContactPersonData(id=UUID(int=7), name="Åse Maria Østergård", title="Formand; kasserer",
                          email="aase@mail.example", phone="87 65 43 21"),
        ContactPersonData(id=UUID(int=8), name="Bo"),
    ),
    locations=(LocationData(name='Salen "bag; ved"', street="Stræde 2", latitude=55.5,
                            longitude=-10.25),),
    contact_points=(
        ContactPointData(kind=ContactPointKind.FAX, value="3"),
        ContactPointData(kind=ContactPointKind.WEBSITE, value="https://mere.example/a?b=c&d"),
    ),
)  # fmt: skip


def cards(data: ActorData) -> list[Any]:
    raw = cards_of(Leaving(UUID(int=1), data)).decode()
    return list(vobject.readComponents(io.StringIO(raw)))


def test_another_program_reads_what_we_wrote() -> None:
    club, aase, bo = cards(RICH)
    assert club.version.value == "4.0"
    assert (club.kind.value, aase.kind.value) == ("org", "individual")
    assert club.fn.value == NASTY
    assert club.org.value == [NASTY]
    assert club.note.value == RICH.description.replace("\r\n", "\n").replace("\r", "\n")
    assert [one.value for one in club.contents["tel"]] == ["+45 11 22 33 44", "3"]
    assert [one.value for one in club.contents["url"]] == [
        "https://www.klub.example",
        "https://mere.example/a?b=c&d",
    ]
    assert club.adr.value.street == "Vej 1, 2. th."
    assert (club.adr.value.code, club.adr.value.city) == ("8000", "Skive")
    assert club.geo.value == "geo:55.5,-10.25"
    assert [one.value for one in club.contents["lang"]] == ["da", "ar"]
    assert (aase.n.value.family, aase.n.value.given) == ("Østergård", "Åse Maria")
    assert aase.title.value == "Formand; kasserer"
    assert bo.fn.value == "Bo"


def test_the_club_and_its_people_point_at_each_other() -> None:
    club, aase, bo = cards(RICH)
    assert [one.value for one in club.contents["related"]] == [aase.uid.value, bo.uid.value]
    assert aase.related.value == bo.related.value == club.uid.value


@pytest.mark.parametrize("data", [RICH, ActorData(name="x" * 300), ActorData(name="😀" * 100)])
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(data: ActorData) -> None:
    raw = cards_of(Leaving(UUID(int=1), data))
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() is not None for line in lines)
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_card_of_an_actor_is_on_its_page(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", notes="Hemmelig note", phone="12")
    response = as_user(reader).get(reverse("actors:card", args=[workspace.slug, actor.pk]))
    assert response["Content-Type"].startswith("text/vcard")
    card = vobject.readOne(response.content.decode())
    assert (card.fn.value, card.tel.value) == ("Koret", "12")
    assert "Hemmelig" not in response.content.decode()
