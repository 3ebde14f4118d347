"""Every field of every table says whether it is about a person, why we have it, and how long."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db import models

import brobygger

POLICY: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(brobygger.__file__).parent / "config" / "data_retention.yaml").read_text("utf-8")
)
OURS = [model for model in apps.get_models() if model.__module__.startswith("brobygger.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_field_stands_in_the_policy_once(model: type[models.Model]) -> None:
    policy = POLICY.get(model._meta.label, {})
    declared = [*policy.get("personal", []), *policy.get("other", [])]

    assert sorted(declared) == sorted(field.name for field in model._meta.concrete_fields)


def test_the_policy_names_no_table_that_is_gone() -> None:
    assert set(POLICY) == {model._meta.label for model in OURS}


def test_what_is_personal_has_a_reason_and_an_end() -> None:
    for label, policy in POLICY.items():
        if policy.get("personal"):
            assert policy.get("why"), f"{label} says no reason"
            assert policy.get("until"), f"{label} says no end"
