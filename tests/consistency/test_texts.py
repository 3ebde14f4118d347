"""Whatever people may write freely: no CPR number is stored, and notes say who may read them."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.forms import BaseForm
from django.test import Client
from django.urls import reverse

from brobygger.collaborations.models import Collaboration
from brobygger.core.texts import CPR_FOUND, NOTE_WARNING, Line, Note
from tests.consistency.house import PACKAGE, python_files
from tests.consistency.test_access import ALL
from tests.consistency.world import BACKEND, World, make_world

CPR = "010190-1234"
# Texts that are never stored, or cannot hold a CPR number.
NOT_KEPT = {
    "accounts.AppForm.code": "a one-time code",
    "accounts.CodeForm.code": "a one-time code",
    "accounts.NewPasskeyForm.credential": "a key the browser made",
    "accounts.PasskeyAgainForm.credential": "a key the browser made",
    "accounts.PasskeyForm.credential": "a key the browser made",
    "accounts.PasskeyLoginForm.credential": "a key the browser made",
    "accounts.SecondStepAgainForm.code": "a one-time code",
    "accounts.SecondStepForm.code": "a one-time code",
    "agreements.SignForm.code": "a one-time code",
    "agreements.SignForm.shown_hash": "a fingerprint we sent ourselves",
    "collaborations.ListForm.q": "a search",
    "collaborations.OpenForm.origin": "a key we sent ourselves",
    "visits.ListForm.q": "a search",
    "privacy.EraseForm.typed": "compared with an address, and forgotten",
}
# Several lines that are no notes: others are meant to read them.
HARMLESS = {
    "actors.ActorForm.description": "how the actor presents itself",
    "actors.ActorForm.challenges": "what the actor finds hard, for those it works with to read",
    "actors.ActorForm.ideas": "what the actor dreams of, for others to read",
    "actors.ActorForm.interests": "what the actor would like to hear of",
    "actors.ActivityForm.description": "how the actor presents what it does",
    "agreements.DeclineForm.reason": "said to the other parties",
    "visits.ThanksForm.opening": "said to the one who was visited",
    "visits.ThanksForm.heard": "said to the one who was visited",
    "visits.ThanksForm.closing": "said to the one who was visited",
}


def our_forms() -> Iterator[type[BaseForm]]:
    """Every form of ours; those of allauth ask for passwords and codes."""
    for path in python_files("src"):
        if "forms" in path.stem:
            parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
            for found in vars(import_module(".".join(parts))).values():
                own = isinstance(found, type) and issubclass(found, BaseForm)
                if own and found.__module__ == ".".join(parts):
                    yield found


def texts() -> dict[str, forms.CharField]:
    """Every free text by room, form and field; the parts of a field of several among them."""
    found = {}
    for form in our_forms():
        room = form.__module__.split(".")[1]
        for name, field in form.base_fields.items():  # type: ignore[attr-defined]
            for one in getattr(field, "fields", [field]):
                if isinstance(one, forms.CharField) and not has_a_form_of_its_own(one):
                    found[f"{room}.{form.__name__}.{name}"] = one
    return found


def has_a_form_of_its_own(field: forms.CharField) -> bool:
    apart = (forms.EmailField, forms.RegexField, forms.UUIDField)
    secret = isinstance(field.widget, forms.PasswordInput)
    return isinstance(field, apart) or secret or "allauth" in type(field).__module__


def test_no_text_takes_a_cpr_number() -> None:
    taken = []
    for name, field in texts().items():
        if name not in NOT_KEPT:
            try:
                field.clean(CPR)
            except ValidationError as refused:
                if "cpr" in [one.code for one in refused.error_list]:
                    continue
            taken.append(name)

    assert taken == [], "\n".join(taken)


def test_what_is_not_kept_is_a_field() -> None:
    assert NOT_KEPT.keys() | HARMLESS.keys() <= texts().keys()


def test_every_long_text_is_a_note_or_declared_harmless() -> None:
    long = {name for name, field in texts().items() if isinstance(field.widget, forms.Textarea)}
    notes = {name for name, field in texts().items() if isinstance(field, Note)}

    assert long - notes == HARMLESS.keys()


class NoteForm(forms.Form):
    text = Note(label="Noter", help_text="Kun for jer.")
    line = Line(label="Navn")


def test_a_note_is_described_by_its_warning() -> None:
    html = NoteForm().as_div() + NoteForm()["text"].as_field_group()

    assert 'aria-describedby="id_text_helptext"' in html
    assert f'id="id_text_helptext">Kun for jer. {NOTE_WARNING}' in html
    assert "forvaltningsloven § 27" in html


def test_ten_digits_of_a_telephone_are_fine() -> None:
    phone = texts()["actors.ActorForm.phone"]

    assert phone.clean("0101901234") == "0101901234"


# --- the pages: refused in plain words, and what was written still stands there


def posts(world: World) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Who writes a CPR number where: role, address, form."""
    slug, key = world.workspace.slug, world.collaboration.id
    members = reverse("workspaces:invite", args=[slug])
    actor = [slug, world.arguments["actor_id"]]
    return {
        "quick": (
            "coordinator",
            reverse("actors:quick", args=[slug]),
            {"name": CPR, "kind": "association"},
        ),
        "new": (
            "coordinator",
            reverse("actors:create", args=[slug]),
            {"name": "Kor", "kind": "association", "notes": CPR},
        ),
        "relation": (
            "coordinator",
            reverse("actors:relate", args=actor),
            {"relation-kind": "knows", "relation-other": "Seniorerne", "relation-note": CPR},
        ),
        "representative": (
            "coordinator",
            reverse("actors:invite", args=actor),
            {"representative-name": CPR, "representative-email": "a@mail.example"},
        ),
        "member": (
            "administrator",
            members,
            {"name": CPR, "email": "a@mail.example", "role": "reader"},
        ),
        "purpose": (
            "coordinator",
            reverse("collaborations:edit", args=[key]),
            {"title": "Fælles have", "purpose": f"Hjælp til {CPR}"},
        ),
        "sheet": (
            "party",
            reverse("sheets:save", args=[world.arguments["sheet_id"]]),
            {"purpose": f"Hjælp til {CPR}", "purpose-revision": "0"},
        ),
        "sheet's name": (
            "party",
            reverse("sheets:save", args=[world.arguments["sheet_id"]]),
            {"sheet-title": CPR, "sheet-title-seen": "x"},
        ),
        "meeting": (
            "party",
            reverse("followup:add", args=[key]),
            {"day": "2030-01-01", "at": "16:00", "minutes": "60", "place": CPR},
        ),
        "own name": ("party", reverse("accounts:profile"), {"name": CPR, "language": "da"}),
    }


@pytest.mark.urls(ALL)
def test_pages_refuse_and_keep_what_was_written(db: None) -> None:
    world = make_world()
    wrong = []
    for what, (role, path, form) in posts(world).items():
        client = Client()
        client.force_login(world.person(role), backend=BACKEND)
        response = client.post(path, form)
        html = response.content.decode()
        if response.status_code in {200, 422} and CPR in html and "CPR-nummer" in html:
            continue
        wrong.append(f"{what}: {response.status_code}")

    assert wrong == []
    assert not Collaboration.objects.filter(purpose__contains=CPR).exists()


def test_the_refusal_is_plain() -> None:
    assert "ligner et CPR-nummer" in str(CPR_FOUND)
