"""Fields, hints and errors belong together for those who hear the page."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy

from brobygger.core.forms import BrobyggerRenderer, ClockInput, DayInput


class ExampleForm(forms.Form):
    name = forms.CharField(label="Navn", help_text="Som på skiltet")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    colour = forms.ChoiceField(
        label="Farve", choices=[("r", "Rød"), ("g", "Grøn")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Dage",
        choices=[("1", "Mandag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="Enig", required=False)
    on = forms.DateField(label="Dag", widget=DayInput, required=False)
    at = forms.TimeField(label="Tid", widget=ClockInput, required=False)
    town = forms.ChoiceField(label="By", choices=[("a", "Aa")], required=False)


def page(**data: Any) -> str:
    return str(ExampleForm(data or None))


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = page(note="x")
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_the_summary_links_to_what_must_be_mended() -> None:
    html = page(note="x")
    assert '<a href="#id_name">' in html
    assert '<a href="#id_colour_0">' in html
    assert "2 ting skal rettes" in html


def test_a_question_is_its_own_colon() -> None:
    class AskedForm(forms.Form):
        why = forms.CharField(label=gettext_lazy("Hvad er formålet?"))
        name = forms.CharField(label="Navn")

    html = str(AskedForm({}))
    assert "Hvad er formålet? Dette felt" in html
    assert "Navn: Dette felt" in html


def test_every_control_has_the_design_systems_class() -> None:
    html = page()
    for name in ("form-input", "form-select", "form-radio", "form-checkbox"):
        assert f'class="{name}"' in html


def test_choices_have_their_label_beside_them() -> None:
    html = page()
    assert '<label for="id_colour_1">Grøn</label>' in html
    assert 'value="1" class="form-checkbox"' in html


def test_what_was_chosen_stays_chosen() -> None:
    html = page(colour="g", name="Kor")
    assert 'value="g" class="form-radio" required id="id_colour_1" checked' in html


def test_optional_is_said_where_something_is_required() -> None:
    assert page().count("kan udelades") == 5


def test_dates_are_written_as_the_browser_wants_them() -> None:
    import datetime as dt

    html = str(ExampleForm(initial={"on": dt.date(2027, 3, 4)}))
    assert 'type="date" name="on" value="2027-03-04"' in html


CHOICES = [("a", "Å & <b>"), ('"', "Anden")]
WIDGETS = [
    (forms.TextInput(), '"<&>'),
    (forms.TextInput(), None),
    (forms.NumberInput(), 0),
    (forms.EmailInput(), "a@b.dk"),
    (forms.HiddenInput(), "x"),
    (forms.CheckboxInput(), True),
    (DayInput(), "2027-03-04"),
    (forms.Select(choices=CHOICES), '"'),
    (forms.SelectMultiple(choices=CHOICES), ["a"]),
    (forms.Select(choices=[("Sjælland", CHOICES), ("b", "B")]), "b"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_fields_written_without_templates_are_as_with_them(
    widget: forms.Widget, value: object
) -> None:
    attrs = {"id": "id_x", "required": True, "hidden": False, "title": '"Hvad?"', "class": "y"}
    context, template = widget.get_context("navn", value, attrs), str(widget.template_name)
    ours = BrobyggerRenderer().render(template, context)
    theirs = TemplatesSetting().render(template, context)
    assert ours.split() == theirs.split()
