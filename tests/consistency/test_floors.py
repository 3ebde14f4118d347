"""The floors hold for the database too: a lazy foreign key slips past the import linter."""

import tomllib

from django.apps import apps
from django.db.models import Model

from tests.consistency.house import PACKAGE, ROOT

LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def floors() -> list[set[str]]:
    """The rooms of every floor, the highest first, as the import linter is told."""
    [contract] = [c for c in LINTER["contracts"] if c["type"] == "layers"]
    return [
        {room.strip().removeprefix("brobygger.") for room in floor.split("|")}
        for floor in contract["layers"]
    ]


def room_of(model: type[Model]) -> str | None:
    module = model.__module__.split(".")
    return module[1] if module[0] == "brobygger" else None


def test_every_room_has_a_floor() -> None:
    apart = {"config", "embedded", "content", "static"}
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}

    assert set.union(*floors()) == rooms - apart


def test_foreign_keys_point_downwards() -> None:
    level = {room: number for number, floor in enumerate(floors()) for room in floor}
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and isinstance(field.related_model, type)
        for here, there in [(room_of(model), room_of(field.related_model))]
        if here and there and here != there and level[there] <= level[here]
    ]

    assert wrong == []
