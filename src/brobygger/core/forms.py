"""Forms in the mark-up of Det Fælles Designsystem, for every form of the house.

`{{ form }}` and `{{ form.field.as_field_group }}` render label, hint and error tied to the field;
`{% include "core/forms/summary.html" %}` lists the errors with links where fields stand one by one.
"""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

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
        return super().render(template_name, context, request)


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
