"""The register's answers to sheets where actors are named: only about those the person may see."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.search import best_first, found
from brobygger.actors.models import Actor, FormerKey
from brobygger.actors.models.actor import ActorQuerySet
from brobygger.catalog.words import loose
from brobygger.sheets.directory import KnownActor
from brobygger.sheets.models import Sheet

_FEW = 8
_SHORTEST = 2


class RegisterDirectory:
    """Actors of the sheet's own workspace."""

    def suggest(self, sheet: Sheet, words: str, *, to: User) -> Sequence[KnownActor]:
        """The few that fit best; none before there are letters enough to tell."""
        if len(words.strip()) < _SHORTEST:
            return []
        actors = best_first(found(_seen(sheet, to), words[:200]), words[:200])
        return [KnownActor(one.id, one.name, one.area) for one in actors[:_FEW]]

    def named(self, sheet: Sheet, names: Collection[str], *, to: User) -> Mapping[str, KnownActor]:
        """Those called just so, case and spelling of æ, ø and å aside, when nobody else is."""
        asked = {name: loose(name)[:400] for name in names}
        by_name: dict[str, list[KnownActor]] = {}
        for one in _seen(sheet, to).filter(search_name__in=set(asked.values())):
            by_name.setdefault(one.search_name, []).append(KnownActor(one.id, one.name, one.area))
        return {
            name: by_name[folded][0]
            for name, folded in asked.items()
            if len(by_name.get(folded, ())) == 1
        }

    def addresses(self, keys: Collection[UUID], *, to: User) -> Mapping[UUID, str]:
        """The pages in the register, for members; what became another leads to that one."""
        became = dict(
            FormerKey.objects.filter(former_id__in=keys).values_list("former_id", "actor_id")
        )
        wanted = {became.get(key, key) for key in keys}
        rows = Actor.objects.filter(
            pk__in=wanted, workspace__memberships__user_id=to.pk, deleted_at__isnull=True
        ).values_list("pk", "workspace__slug")
        pages = {key: reverse("actors:detail", args=[slug, key]) for key, slug in rows}
        return {key: pages[now] for key in keys if (now := became.get(key, key)) in pages}


def _seen(sheet: Sheet, reader: User) -> ActorQuerySet:
    return Actor.objects.visible_to(reader).filter(workspace_id=sheet.workspace_id)
