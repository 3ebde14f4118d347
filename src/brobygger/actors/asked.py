"""What the address of the list asks for, read in one place for the list's files and papers."""

from dataclasses import dataclass

from django.forms import Field
from django.http import QueryDict
from django.utils import translation

from brobygger.actors.domain.exports import Wanted
from brobygger.actors.domain.queries import Filter, find_actors
from brobygger.actors.forms import FilterForm
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.models.export import RegisterExport
from brobygger.actors.transfer.leaving import Audience, wanted_actors
from brobygger.actors.views.listing import filter_of
from brobygger.workspaces.models import Workspace

_NOT_NARROWING = ("q", "sort")


@dataclass(frozen=True)
class Asked:
    """The filter, and those it finds that may leave the register."""

    form: FilterForm
    filter: Filter
    actors: ActorQuerySet

    @property
    def chips(self) -> list[str]:
        """What the list is narrowed by, in words."""
        words = [f"»{self.filter.query}«"] if self.filter.query else []
        return [*words, *words_of(self.form)]

    @property
    def wanted(self) -> Wanted:
        """What a file is made of."""
        return Wanted(self.actors, ", ".join(self.chips))


def asked(workspace: Workspace, query: str, audience: Audience = Audience.OWN) -> Asked:
    """What a query string of the list asks for; what cannot be read in it is left out."""
    form = FilterForm(QueryDict(query))
    found = filter_of(form)
    actors = find_actors(workspace, found).actors
    return Asked(form, found, wanted_actors(workspace, actors, audience))


def asked_again(export: RegisterExport) -> Wanted:
    """What a file that was ordered is made of."""
    with translation.override(export.language):
        return asked(export.workspace, export.query, Audience(export.audience)).wanted


def words_of(form: FilterForm) -> list[str]:
    """What the form narrows the list by besides the words searched for, as people read it."""
    said = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name not in _NOT_NARROWING:
            values = value if isinstance(value, list | tuple) else [value]
            shown = ", ".join(_shown(field, one) for one in values if one is not True)
            said.append(f"{field.label}: {shown}" if shown else str(field.label))
    return said


def _shown(field: Field, value: object) -> str:
    pairs: list[tuple[object, object]] = []
    for key, label in getattr(field, "choices", ()):
        pairs += label if isinstance(label, list | tuple) else [(key, label)]
    return next((str(text) for key, text in pairs if key == value), str(value))
