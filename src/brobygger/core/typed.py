"""What somebody typed, so that an error page can give it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils.choices import flatten_choices
from django.utils.functional import Promise

_NOT_TYPED = {"csrfmiddlewaretoken"}
# What a form carries for us, not for the one who wrote in it.
_FOR_US = {"next", "base", "version", "revision", "count", "id", "do", "seen"}
_SECRET = {"code", "otp", "pin", "token", "secret", "passwd"}


@dataclass(frozen=True)
class TypedField:
    """One field of the form, with the words the person knows it by."""

    name: str
    value: str
    label: str | Promise
    shown: str | Promise
    hidden: bool = False


@dataclass(frozen=True)
class Typed:
    """Everything in a form that may be shown again; `left_out` says that something may not."""

    fields: list[TypedField] = field(default_factory=list)
    left_out: bool = False
    files: list[str] = field(default_factory=list)

    @property
    def to_read(self) -> list[TypedField]:
        """The fields worth reading: something stands in them and a person wrote it."""
        return [one for one in self.fields if str(one.shown).strip() and not one.hidden]


def typed_by(request: HttpRequest) -> Typed:
    """What a POST carried, without passwords, codes and files. Never touches the database."""
    if request.method != "POST":
        return Typed()
    try:
        posted, files = request.POST, request.FILES
    except (RequestDataTooBig, SuspiciousOperation, UnreadablePostError):
        return Typed()
    known = _known_fields(_room_of(request), list(posted))
    fields: list[TypedField] = []
    left_out = False
    for name, values in posted.lists():
        if name in _NOT_TYPED:
            continue
        if is_secret(name):
            left_out = True
            continue
        fields.extend(_typed(name, str(value), known) for value in values)
    names = [str(getattr(upload, "name", "")) for upload in files.values()]
    return Typed(fields, left_out, names)


def is_secret(name: str) -> bool:
    """Whether a field is one we never repeat: passwords and one-time codes."""
    bare = _bare(name).lower()
    return bare in _SECRET or "password" in bare


def _typed(name: str, value: str, known: dict[str, forms.Field]) -> TypedField:
    form_field = known.get(name)
    label = (form_field.label if form_field else None) or _words(name)
    for_us = _bare(name) in _FOR_US or name.endswith("_FORMS")
    hidden = for_us or bool(form_field and form_field.widget.is_hidden)
    return TypedField(name, value, label, _shown(value, form_field), hidden)


def _bare(name: str) -> str:
    """The field's own name, without the prefix of its form."""
    return name.rsplit("-", 1)[-1]


def _words(name: str) -> str:
    return _bare(name).replace("_", " ").capitalize()


def _shown(value: str, form_field: forms.Field | None) -> str | Promise:
    """The words of a choice instead of its key. Choices that live in the database stay keys."""
    if isinstance(form_field, forms.ChoiceField) and not isinstance(
        form_field, forms.ModelChoiceField
    ):
        choices: Any = form_field.choices
        pairs: list[tuple[Any, str | Promise]] = list(flatten_choices(choices))
        return next((text for key, text in pairs if str(key) == value), value)
    return value


def _room_of(request: HttpRequest) -> str:
    """The package of the view, e.g. brobygger.actors, so that labels come from its own forms."""
    try:
        # The failure may have come before Django looked for the view.
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return ""
    return ".".join(getattr(match.func, "__module__", "").split(".")[:2])


def _known_fields(room: str, names: Sequence[str]) -> dict[str, forms.Field]:
    """The form field behind each name. Names with one prefix come from one form: the room's own
    form that has most of them."""
    candidates = [
        dict(getattr(form, "base_fields", {}))
        for form in _forms(forms.BaseForm)
        if room and form.__module__.startswith(f"{room}.")
    ]
    together: dict[str, list[str]] = {}
    for name in names:
        together.setdefault(name.rpartition("-")[0], []).append(name)
    known: dict[str, forms.Field] = {}
    for group in together.values():
        wanted = {_bare(name) for name in group}
        best = max(candidates, key=lambda fields: len(wanted & fields.keys()), default={})
        known |= {name: best[_bare(name)] for name in group if _bare(name) in best}
    return known


def _forms(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for child in form.__subclasses__():
        yield child
        yield from _forms(child)
