"""What the address of the list asks for, read in one place for the list's files and papers."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils import translation

from brobygger.actors.domain.exports import Wanted
from brobygger.actors.domain.facets_above import Titles, titles_of
from brobygger.actors.domain.filters import Filter, filter_of
from brobygger.actors.domain.queries import find_actors
from brobygger.actors.filter_words import words_of
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.actors.models.export import RegisterExport
from brobygger.actors.transfer.leaving import Audience, wanted_actors
from brobygger.workspaces.models import Workspace


@dataclass(frozen=True)
class Asked:
    """The filter, and those it finds that may leave the register."""

    filter: Filter
    actors: ActorQuerySet
    titles: Titles

    @property
    def chips(self) -> list[str]:
        """What the list is narrowed by, in words."""
        words = [f"»{self.filter.query}«"] if self.filter.query else []
        return [*words, *words_of(self.filter, self.titles)]

    @property
    def wanted(self) -> Wanted:
        """What a file is made of."""
        return Wanted(self.actors, ", ".join(self.chips))


def asked(workspace: Workspace, query: str, audience: Audience = Audience.OWN) -> Asked:
    """What a query string of the list asks for; what cannot be read in it is left out."""
    found = filter_of(QueryDict(query))
    actors = find_actors(workspace, found).actors
    titles = titles_of(workspace, [found])
    return Asked(found, wanted_actors(workspace, actors, audience), titles)


def asked_again(export: RegisterExport) -> Wanted:
    """What a file that was ordered is made of."""
    with translation.override(export.language):
        return asked(export.workspace, export.query, Audience(export.audience)).wanted
