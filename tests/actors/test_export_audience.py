"""What a file for others may not hold, whatever its form; and what no file ever holds."""

import io
import zipfile
from typing import Any

import pytest

from brobygger.actors.domain.data import (
    ROW_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.rows import data_of, with_rows
from brobygger.actors.domain.visibility import visible_data
from brobygger.actors.enums import ActorKind, ExchangeKind, Visibility
from brobygger.actors.models import Actor, RegisterExport
from brobygger.actors.paper.register_list import write_list
from brobygger.actors.paper.sheets import actor_pdf
from brobygger.actors.transfer.exporting import ExportFormat, export_file
from brobygger.actors.transfer.leaving import Audience, leaving, wanted_actors
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.paper.reading import words

FORMS = (*ExportFormat, "a4", "a3", "sheet")
MARK = "Fortroligt"
PUBLIC = "Offentligt"


def everything(mark: str, level: str, **more: Any) -> dict[str, Any]:
    """Every fact and row there is, with a word that tells where it got to."""
    row: dict[str, Any] = {"visibility": level}
    facts = (
        "description", "area", "street", "town", "challenges", "ideas", "interests",
        "capacity_text",
    )  # fmt: skip
    return {
        **{name: f"{mark}-{name}" for name in facts},
        "phone": f"11 22 33 {len(mark)}",
        "email": f"{mark.lower()}@mail.example",
        "website": f"www.{mark.lower()}.example",
        "target_groups": (f"{mark}-gruppe",),
        "wished_target_groups": (f"{mark}-ønsket",),
        "activity_areas": (f"{mark}-felt",),
        "languages": (f"{mark}-sprog",),
        "offers": (ExchangeData(text=f"{mark}-kan", **row),),
        "needs": (ExchangeData(kind=ExchangeKind.RESOURCE, text=f"{mark}-mangler", **row),),
        "activities": (ActivityData(name=f"{mark}-aktivitet", **row),),
        "contact_persons": (ContactPersonData(name=f"{mark}-person", **row),),
        "locations": (LocationData(name=f"{mark}-sted", latitude=55.0, longitude=9.0, **row),),
        "contact_points": (ContactPointData(value=f"{mark}-nummer", **row),),
        **more,
    }


def written(workspace: Workspace, form: str, audience: str) -> str:
    """The whole of a file as text, unpacked."""
    output = io.BytesIO()
    if form == "sheet":
        pdfs = [
            actor_pdf(actor, size="a4", audience=Audience(audience), url="https://x.example/")
            for actor in with_rows(Actor.objects.in_workspace(workspace))
        ]
        return " ".join(" ".join(words(pdf).split()) for pdf in pdfs if pdf)
    if form in ("a4", "a3"):
        order = RegisterExport(workspace=workspace, form=form, audience=audience)
        write_list(order, Actor.objects.in_workspace(workspace), output)
        return " ".join(words(output.getvalue()).split())
    export_file(workspace, format=form, output=output, audience=audience)
    raw = output.getvalue()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            raw = b"".join(package.read(name) for name in package.namelist())
    return raw.decode().replace("\r\n ", "")


def chosen(level: str) -> dict[str, str]:
    names = everything(MARK, level)
    return {name: level for name in names if name not in ROW_FIELDS} | {"capacity": level}


@pytest.fixture
def closed(workspace: Workspace) -> Actor:
    """An actor that is known to be there and of which nothing else is public."""
    known = everything(MARK, "parties", visibility=chosen("parties"), notes=f"{MARK}-note")
    return make_actor(workspace, "Klubben", source=f"{MARK}-kilde", **known)


@pytest.fixture
def hidden(workspace: Workspace) -> list[Actor]:
    """Actors that others may not even know are there."""
    return [
        make_actor(workspace, f"{MARK} ildsjæl", kind="enthusiast"),
        make_actor(workspace, f"{MARK} klub", visibility={"name": "workspace"}),
    ]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_is_not_public_is_in_a_file_for_others(
    workspace: Workspace, closed: Actor, hidden: list[Actor], form: str
) -> None:
    text = written(workspace, form, "public")
    assert MARK.lower() not in text.lower()
    assert "11 22 33" not in text
    assert "Klubben" in text or form == "geojson"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_public_is_in_a_file_for_others(workspace: Workspace, form: str) -> None:
    known = everything(PUBLIC, "public", visibility=chosen("public"))
    make_actor(workspace, "Klubben", **known)
    text = written(workspace, form, "public")
    assert f"{PUBLIC}-kan" in text or form == "vcard"
    assert f"{PUBLIC}-person" in text or form == "geojson"


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("form", FORMS)
def test_notes_background_the_removed_and_the_neighbours_are_in_no_file(
    workspace: Workspace, other_workspace: Workspace, form: str, audience: str
) -> None:
    known = everything(PUBLIC, "public", notes="Hemmelig note")
    actor = make_actor(workspace, "Klubben", **known)
    Actor.objects.filter(pk=actor.pk).update(background="Hemmelig baggrund")
    gone = make_actor(workspace, "Hemmelig fjernet")
    Actor.objects.filter(pk=gone.pk).update(deleted_at=actor.created_at)
    make_actor(other_workspace, "Hemmelig nabo")
    assert "Hemmelig" not in written(workspace, form, audience)


@pytest.mark.parametrize("form", ["csv", "hsds", "sheet", "a3"])
def test_a_file_for_ourselves_holds_what_we_know(
    workspace: Workspace, closed: Actor, hidden: list[Actor], form: str
) -> None:
    text = written(workspace, form, "own")
    assert all(f"{MARK}-{word}" in text for word in ("kan", "mangler", "person", "aktivitet"))
    assert f"{MARK} ildsjæl" in text


def test_those_counted_are_those_that_may_be_known_to_be_there(workspace: Workspace) -> None:
    for number, kind in enumerate(ActorKind):
        for chosen_level in ("", *Visibility, "vrøvl"):
            visibility = {"name": chosen_level} if chosen_level else {}
            make_actor(workspace, f"{kind} {number} {chosen_level}", kind=kind)
            Actor.objects.filter(name=f"{kind} {number} {chosen_level}").update(
                visibility=visibility
            )
    known = {
        actor.pk
        for actor in with_rows(Actor.objects.in_workspace(workspace))
        if visible_data(data_of(actor), Visibility.PUBLIC) is not None
    }
    counted = wanted_actors(workspace, audience=Audience.PUBLIC)
    assert set(counted.values_list("pk", flat=True)) == known
    assert {one.id for one in leaving(workspace, counted, Audience.PUBLIC)} == known


def test_an_empty_actor_leaves_as_it_is(workspace: Workspace) -> None:
    make_actor(workspace, "Koret")
    [one] = leaving(workspace, wanted_actors(workspace), Audience.OWN)
    assert one.data == ActorData(name="Koret")
