"""Forms in the mark-up of Det Fælles Designsystem, for every form of the house.

`{{ form }}` and `{{ form.field.as_field_group }}` render label, hint and error tied to the field;
`{% include "core/forms/summary.html" %}` lists the errors with links where fields stand one by one.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_GROUPS = {
    "django/forms/widgets/radio.html",
    "django/forms/widgets/checkbox_select.html",
}
_CLASS_OF_TYPE = {"checkbox": "form-checkbox", "radio": "form-radio", "hidden": ""}
_CLASS_OF_TEMPLATE = {
    "django/forms/widgets/select.html": "form-select",
    "django/forms/widgets/checkbox.html": "form-checkbox",
    "django/forms/widgets/checkbox_option.html": "form-checkbox",
    "django/forms/widgets/radio_option.html": "form-radio",
}


class BrobyggerRenderer(TemplatesSetting):
    """Our templates for forms and fields, and the design system's classes on every widget."""

    form_template_name = "core/forms/form.html"
    field_template_name = "core/forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> Any:
        if widget := context.get("widget"):
            if template_name in _GROUPS:
                template_name = "core/forms/options.html"
            else:
                _add_class(widget, _class_for(template_name, widget))
            if template_name in _INPUTS:
                return _input(widget)
            if template_name == "django/forms/widgets/select.html" and _is_plain(widget):
                return _select(widget)
        return super().render(template_name, context, request)


# Fields that are one element are written here: as templates, one for each option and two for its
# attributes, a form of a hundred took twice as long. The words are those of Django's own templates.
_INPUTS = {
    f"django/forms/widgets/{name}.html"
    for name in ("text", "input", "number", "email", "url", "hidden", "date", "time", "checkbox")
}
_OPTION = "django/forms/widgets/select_option.html"


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(value)}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    html = f'<input type="{kind}" name="{name}"{shown}{_attributes(widget)}>'
    return mark_safe(html)  # noqa: S308 - every piece is escaped above


def _select(widget: dict[str, Any]) -> SafeString:
    options = "".join(
        f'\n  <option value="{conditional_escape(option["value"])}"{_attributes(option)}>'
        f"{conditional_escape(option['label'])}</option>"
        for _group, options, _index in widget["optgroups"]
        for option in options
    )
    name = conditional_escape(widget["name"])
    html = f'<select name="{name}"{_attributes(widget)}>{options}\n</select>'
    return mark_safe(html)  # noqa: S308 - every piece is escaped above


def _is_plain(widget: dict[str, Any]) -> bool:
    """Whether a list to choose in has neither groups nor options of its own kind."""
    return all(
        not group and all(option["template_name"] == _OPTION for option in options)
        for group, options, _index in widget["optgroups"]
    )


def _attributes(widget: dict[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


class DayInput(forms.DateInput):
    """A date, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day, with the browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def _class_for(template_name: str, widget: dict[str, Any]) -> str:
    by_type = _CLASS_OF_TYPE.get(widget.get("type") or "")
    if by_type is not None:
        return by_type
    return _CLASS_OF_TEMPLATE.get(template_name, "form-input")


def _add_class(widget: dict[str, Any], name: str) -> None:
    attrs = widget["attrs"]
    present = str(attrs.get("class", "")).split()
    if name and name not in present:
        attrs["class"] = " ".join([name, *present])
