"""The register on paper: sheets to write on, sheets of what is known, and the list."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain import exports
from brobygger.actors.models import Actor, RegisterExport
from brobygger.actors.paper.register_list import write_list
from brobygger.actors.paper.sheets import blank_pdf
from brobygger.workspaces.models import Workspace
from tests.actors.test_export_audience import everything
from tests.factories.actors import make_actor
from tests.paper.reading import check, pages, words

AsUser = Callable[[User], Client]
NASTY = "Gruppen 👩‍👩‍👧 مرحبا بالعالم שלום " + "Donaudampfschifffahrtsgesellschaft" * 6


@pytest.mark.parametrize(("size", "count"), [("a4", 2), ("a3", 1)])
def test_a_blank_sheet_has_room_for_everything(workspace: Workspace, size: str, count: int) -> None:
    pdf = blank_pdf(workspace, size=size, url="https://brobygger.example/w/x/actors/grid/")
    check(pdf, title="Kortlægning af en samarbejdspart", size=size.upper(), page_count=count)
    text = words(pdf)
    for asked in ("Navn", "Kan give", "Mangler", "Målgrupper, de gerne vil nå", "Plads til nye",
                  "Udfordringer", "Idéer", "Interesser", "Kontaktpersoner", "Sprog",
                  "Hvem hos os kender dem?", "Hvem skal vi ellers spørge?"):  # fmt: skip
        assert asked in text, asked


def test_a_blank_sheet_speaks_english(workspace: Workspace) -> None:
    from django.utils import translation

    with translation.override("en"):
        text = words(blank_pdf(workspace, size="a4", url="https://brobygger.example/"))
    assert "Can offer" in text or "Can give" in text
    assert "Mangler" not in text


def sheet(client: Client, workspace: Workspace, actor: Actor, query: str = "") -> bytes:
    address = reverse("actors:sheet", args=[workspace.slug, actor.pk])
    response = client.get(f"{address}?{query}")
    assert response["Content-Type"] == "application/pdf"
    return response.content


def test_a_filled_sheet_says_what_is_known(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Koret", **everything("Kendt", "parties"), notes="Hemmeligt")
    pdf = sheet(as_user(reader), workspace, actor)
    check(pdf, title="Koret", size="A4")
    text = words(pdf)
    for name in ("kan", "mangler", "aktivitet", "person", "ideas", "challenges", "gruppe"):
        assert f"Kendt-{name}" in text, name
    assert "Hemmeligt" not in text


@pytest.mark.parametrize("size", ["A4", "A3"])
def test_long_words_emoji_and_right_to_left_stay_inside(
    workspace: Workspace, reader: User, as_user: AsUser, size: str
) -> None:
    much: dict[str, Any] = everything(NASTY[:90], "parties") | {
        "description": f"{NASTY} " * 30,
        "phone": "1" * 60,
        "email": f"{'e' * 60}@mail.example",
        "website": f"https://{'w' * 200}.example",
    }
    actor = make_actor(workspace, NASTY[:300], **much)
    pdf = sheet(as_user(reader), workspace, actor, f"size={size.lower()}")
    check(pdf, size=size)
    assert "".join(words(pdf).split()).count("w" * 20) >= 1
    further = " ".join(pages(pdf)[1:])
    assert "Gruppen" in further


def test_a_sheet_nobody_else_may_see_is_not_there_for_others(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    actor = make_actor(workspace, "Ildsjælen", kind="enthusiast")
    address = reverse("actors:sheet", args=[workspace.slug, actor.pk])
    assert as_user(reader).get(f"{address}?audience=public").status_code == 404


def listed(workspace: Workspace, size: str, audience: str = "own") -> bytes:
    output = io.BytesIO()
    order = RegisterExport(workspace=workspace, form=size, audience=audience)
    write_list(order, Actor.objects.in_workspace(workspace), output, narrowed_by="Slags: Skole")
    return output.getvalue()


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_list_is_whole_and_says_what_it_is(workspace: Workspace, size: str) -> None:
    for number in range(40):
        make_actor(workspace, f"Kor {number:02}", offers=("accounting",), town="Skive")
    make_actor(workspace, NASTY[:300], description=NASTY)
    pdf = listed(workspace, size)
    check(pdf, title="Foreninger og samarbejdsparter", size=size.upper())
    text = words(pdf)
    assert all(f"Kor {number:02}" in text for number in range(40))
    assert "41 samarbejdsparter" in text
    assert "Slags: Skole" in text
    assert all("Kan give" in page for page in pages(pdf))


def test_a_list_nobody_would_carry_is_refused_in_words(
    workspace: Workspace, coordinator: User, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONGEST_LIST", 1)
    for name in ("Koret", "Klubben"):
        make_actor(workspace, name)
    page = reverse("actors:export", args=[workspace.slug])
    response = as_user(coordinator).post(page, {"format": "a4", "audience": "own"})
    assert response.status_code == 422
    assert "der er plads til 1 på papir" in response.content.decode()
    assert not RegisterExport.objects.exists()


def test_blank_sheets_are_found_where_people_look(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    make_actor(workspace, name="Koret")
    page = as_user(coordinator).get(reverse("actors:list", args=["birkelund"])).text
    blank = reverse("actors:blank-sheet", args=["birkelund"])
    for size in ("a4", "a3"):
        assert f"{blank}?size={size}" in page
