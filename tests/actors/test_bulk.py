"""Many rows at once: the same rows as one at a time, all of them or none."""

from datetime import date
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model
from pytest_django import DjangoAssertNumQueries

from brobygger.accounts.models import User
from brobygger.actors.domain.actors import create_actor, tidied
from brobygger.actors.domain.bulk import CHUNK, copy_in, expect_many, settle, write_actors
from brobygger.actors.domain.data import (
    ROW_FIELDS,
    ActivityData,
    ActorData,
    ContactPersonData,
    ContactPointData,
    ExchangeData,
    LocationData,
)
from brobygger.actors.domain.provenance import written_by
from brobygger.actors.domain.rows import data_of, data_of_many
from brobygger.actors.enums import ActorKind, ContactPointKind, ExchangeKind
from brobygger.actors.models import Actor, ImportedRecord
from brobygger.demo.synthetic import synthetic_actors
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor

EVERYTHING = ActorData(
    name='Åse & "Søn"\t😀 \\N',
    kind=ActorKind.COMPANY,
    cvr="12345678",
    description="Linje\nto {æøå}",
    wished_target_groups=("men",),
    capacity=0,
    capacity_text="når som helst",
    challenges="få hænder",
    ideas="fest",
    interests="mad",
    visibility={"ideas": "public"},
    target_groups=("women", "unge, mødre", 'en "særlig" gruppe'),
    languages=("ar",),
    offers=(ExchangeData(term="accounting", text="en aften", amount="2", external_id="o1"),),
    needs=(ExchangeData(kind=ExchangeKind.RESOURCE, term="premises", period="tirsdag"),),
    activities=(ActivityData(name="Café", target_groups=("men",), schedule="kl. 19"),),
    contact_persons=(ContactPersonData(name="مريم", email="m@x.example"),),
    locations=(LocationData(name="A"), LocationData(name="B", latitude=56.1, longitude=9.5)),
    contact_points=(
        ContactPointData(value="11 11 11 11", place=2),
        ContactPointData(kind=ContactPointKind.EMAIL, value="a@b.example"),
    ),
    notes="NULL",
    last_confirmed_on=date(2026, 3, 4),
    source="kilde",
)  # fmt: skip


# What differs between two of the same: keys, and the moment.
OWN = {"id", "workspace", "actor", "location", "created_at", "updated_at"}


def _said(row: Model) -> dict[str, Any]:
    fields = row._meta.concrete_fields
    return {field.name: getattr(row, field.name) for field in fields if field.name not in OWN}


def _all_of(actor: Actor) -> dict[str, Any]:
    rows = {name: getattr(actor, name).order_by("id") for name in ROW_FIELDS}
    places = [str(point.location) for point in rows["contact_points"]]
    said = {name: [_said(row) for row in found] for name, found in rows.items()}
    return {"actor": _said(actor), "places": places, **said}


def test_the_rows_are_those_of_one_at_a_time(
    workspace: Workspace, other_workspace: Workspace, outsider: User
) -> None:
    told = [tidied(EVERYTHING), *synthetic_actors(30, today=date(2026, 11, 22))]
    said = written_by(outsider)
    keys = write_actors(workspace=workspace, actors=iter(told), said=said)
    for key, data in zip(keys, told, strict=True):
        single = create_actor(workspace=other_workspace, data=data, by=outsider)
        many = Actor.objects.get(pk=key, workspace=workspace)
        assert _all_of(many) == _all_of(Actor.objects.get(pk=single.pk))
        assert key.version == 7


def test_many_are_read_as_one_at_a_time(
    workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told = [tidied(EVERYTHING), *synthetic_actors(30, today=date(2026, 11, 22))]
    keys = write_actors(workspace=workspace, actors=iter(told))
    actors = Actor.objects.in_bulk(keys)
    with django_assert_num_queries(len(ROW_FIELDS)):
        many = data_of_many(actors.values())
    assert list(many) == list(actors)
    for key, one in zip(keys, told, strict=True):
        assert many[key] == data_of(actors[key]) == one
        for name in ROW_FIELDS:
            rows = getattr(actors[key], name).order_by("id")
            assert [row.id for row in getattr(many[key], name)] == [row.pk for row in rows]


def test_more_actors_than_are_held_at_a_time_come_in_order(workspace: Workspace) -> None:
    number = CHUNK + 5
    keys = write_actors(
        workspace=workspace, actors=(ActorData(name=f"Nr. {n}") for n in range(number))
    )
    assert keys == sorted(keys)
    assert Actor.objects.get(pk=keys[-1]).name == f"Nr. {number - 1}"
    assert write_actors(workspace=workspace, actors=()) == []


def test_one_refused_row_keeps_all_of_them_out(workspace: Workspace) -> None:
    twice = [ActorData(name="Kor", source="a", external_id="1")] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        write_actors(workspace=workspace, actors=twice)
    with pytest.raises(DataError), transaction.atomic():
        write_actors(workspace=workspace, actors=[ActorData(name="x" * 301)])
    assert not Actor.objects.exists()


def test_rows_of_any_model_are_copied(workspace: Workspace) -> None:
    actor = make_actor(workspace, "Koret")
    raw = {"Navn": "Kør\\N", "tom": "", "liste": [1, None, "😀"]}
    records = (
        ImportedRecord(
            workspace=workspace, actor=actor, source="s", file_name="f", row=n, values=raw
        )
        for n in range(3)
    )
    assert copy_in(records) == 3
    assert [one.values for one in ImportedRecord.objects.order_by("row")] == [raw] * 3
    assert copy_in(()) == 0


def test_the_database_is_told_what_it_has_got(workspace: Workspace) -> None:
    expect_many()
    write_actors(workspace=workspace, actors=synthetic_actors(20, today=date(2026, 11, 22)))
    settle(workspace, 20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'actors_actor'")
        assert cursor.fetchone()[0] >= 20
