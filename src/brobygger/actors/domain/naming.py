"""What the trail names of the register, as its reader may see it: actors, files that were
fetched, shared filters."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from brobygger.accounts.models import User
from brobygger.accounts.telling import Subject
from brobygger.actors.models import Actor, RegisterExport, SavedFilter
from brobygger.actors.transfer.leaving import Audience

_FORMS = {
    "xlsx": gettext_lazy("Excel"),
    "csv": gettext_lazy("CSV"),
    "vcard": gettext_lazy("Visitkort (vCard)"),
    "hsds": gettext_lazy("Åbent format (HSDS 3)"),
    "geojson": gettext_lazy("Kort (GeoJSON)"),
    "a4": gettext_lazy("Liste på A4"),
    "a3": gettext_lazy("Liste på A3"),
}


def actors_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Those of the reader's own workspaces, the removed ones too: they still have a page."""
    mine = Q(workspace__memberships__user_id=reader.pk)
    found = Actor.objects.filter(mine, id__in=ids).values_list("id", "name", "workspace__slug")
    return {
        key: Subject(name, reverse("actors:detail", args=[slug, key])) for key, name, slug in found
    }


def exports_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Files that were taken out of the reader's own registers: in which form, how many were in
    it, and for whom."""
    mine = RegisterExport.objects.filter(workspace__memberships__user_id=reader.pk, id__in=ids)
    return {one.pk: Subject(_export_in_words(one)) for one in mine}


def _export_in_words(export: RegisterExport) -> str:
    count = ngettext("%(number)d samarbejdspart", "%(number)d samarbejdsparter", export.total) % {
        "number": export.total
    }
    form = str(_FORMS.get(export.form, export.form))
    return f"{form} · {count} · {Audience(export.audience).label}"


def shared_filters_named(ids: Collection[UUID], reader: User) -> Mapping[UUID, Subject]:
    """Filters shared in the reader's own workspaces, the deleted ones too while they are kept."""
    mine = SavedFilter.objects.filter(
        workspace__memberships__user_id=reader.pk, shared=True, id__in=ids
    )
    return {one.pk: Subject(one.name) for one in mine}
