"""Whatever names an actor says what happens when two actors become one."""

import pytest
from django.apps import apps

from brobygger.actors.domain.references import told_of
from brobygger.actors.models import Actor


def test_every_foreign_key_to_an_actor_is_told_of() -> None:
    silent = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Actor
        if f"{model._meta.label}.{field.name}" not in told_of()
    ]
    assert silent == [], "register_reference(…) in the room's AppConfig, see domain/references.py"


@pytest.mark.parametrize("key", ["links.AccessLink.subject_id"])
def test_what_names_an_actor_without_a_foreign_key_is_told_of_too(key: str) -> None:
    assert key in told_of()
