"""Filters kept by name, one's own and the workspace's."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain import saved_filters
from brobygger.actors.domain.filters import Filter
from brobygger.actors.exceptions import FilterIsOthers, TooManyFilters
from brobygger.actors.models import SavedFilter
from brobygger.privacy.domain.erasing import erase, plan_erasure
from brobygger.privacy.domain.persons import find_person
from brobygger.workspaces.models import Workspace

AsUser = Callable[[User], Client]
STALE = Filter(freshness=("old",))


def keep(
    workspace: Workspace, by: User, name: str = "Gamle", *, shared: bool = False
) -> SavedFilter:
    return saved_filters.save_filter(
        workspace=workspace, name=name, wanted=STALE, shared=shared, by=by
    )


def names(workspace: Workspace, user: User) -> list[str]:
    return [one.name for one in saved_filters.filters_for(workspace, user)]


def test_ones_own_is_ones_own_and_a_shared_one_everybodys(
    workspace: Workspace, coordinator: User, reader: User
) -> None:
    keep(workspace, coordinator)
    keep(workspace, coordinator, "Fælles", shared=True)
    assert names(workspace, coordinator) == ["Fælles", "Gamle"]
    assert names(workspace, reader) == ["Fælles"]


def test_the_same_name_takes_the_old_ones_place(workspace: Workspace, reader: User) -> None:
    first = keep(workspace, reader)
    assert keep(workspace, reader, "GAMLE").pk == first.pk


def test_a_reader_keeps_but_does_not_share(workspace: Workspace, reader: User) -> None:
    keep(workspace, reader)
    with pytest.raises(PermissionDenied):
        keep(workspace, reader, shared=True)


def test_outsiders_keep_nothing_here(workspace: Workspace, outsider: User) -> None:
    with pytest.raises(PermissionDenied):
        keep(workspace, outsider)


def test_a_shared_one_is_changed_by_those_who_edit(
    workspace: Workspace, coordinator: User, adviser: User, reader: User
) -> None:
    shared = keep(workspace, coordinator, shared=True)
    with pytest.raises(FilterIsOthers):
        saved_filters.rename_filter(saved=shared, name="Mit", by=reader)
    saved_filters.rename_filter(saved=shared, name="Vores", by=adviser)
    assert names(workspace, reader) == ["Vores"]


def test_a_deleted_one_can_be_put_back(workspace: Workspace, reader: User) -> None:
    one = keep(workspace, reader)
    saved_filters.delete_filter(saved=one, by=reader)
    assert names(workspace, reader) == []
    saved_filters.restore_filter(saved=one, by=reader)
    assert names(workspace, reader) == ["Gamle"]


def test_there_is_an_end_to_them(workspace: Workspace, reader: User) -> None:
    for number in range(saved_filters.MOST):
        keep(workspace, reader, f"Nr. {number}")
    with pytest.raises(TooManyFilters):
        keep(workspace, reader)


def test_the_list_opens_with_the_first_filter(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    client, one = as_user(reader), keep(workspace, reader)
    url = reverse("actors:list", args=[workspace.slug])
    assert client.get(url).status_code == 200
    first = reverse("actors:first_filter", args=[workspace.slug])
    client.post(first, {"filter": str(one.pk)})
    assert client.get(url).headers["Location"] == f"{url}?freshness=old"
    assert client.get(f"{url}?all=on").status_code == 200
    client.post(first, {"filter": ""})
    assert client.get(url).status_code == 200


def test_it_is_kept_renamed_and_deleted_on_the_pages(
    workspace: Workspace, adviser: User, as_user: AsUser
) -> None:
    client, where = as_user(adviser), [workspace.slug]
    form = client.get(reverse("actors:saved_filters", args=where) + "?freshness=old")
    assert "Over et år siden" in form.text
    save = reverse("actors:save_filter", args=where) + "?freshness=old"
    client.post(save, {"name": "Gamle", "shared": "on"})
    one = SavedFilter.objects.get(shared=True)
    assert one.query == "freshness=old"
    client.post(reverse("actors:rename_filter", args=[*where, one.pk]), {"name": "Ring til dem"})
    assert "Ring til dem" in client.get(reverse("actors:list", args=where)).text
    gone = client.post(reverse("actors:delete_filter", args=[*where, one.pk]), follow=True)
    assert "Filteret »Ring til dem« er slettet." in gone.text
    client.post(reverse("actors:restore_filter", args=[*where, one.pk]))
    assert names(workspace, adviser) == ["Ring til dem"]


def test_a_filter_needs_a_name_without_a_cpr_number(
    workspace: Workspace, reader: User, as_user: AsUser
) -> None:
    save = reverse("actors:save_filter", args=[workspace.slug]) + "?freshness=old"
    assert as_user(reader).post(save, {"name": "010190-1234"}).status_code == 422
    assert as_user(reader).post(save, {"name": ""}).status_code == 422


def test_a_shared_one_stays_when_its_maker_is_erased(
    workspace: Workspace, adviser: User, reader: User
) -> None:
    keep(workspace, adviser)
    keep(workspace, adviser, "Fælles", shared=True)
    erase(plan_erasure(find_person(adviser.email)), by=None)
    assert list(SavedFilter.objects.values_list("name", flat=True)) == ["Fælles"]
    assert names(workspace, reader) == ["Fælles"]


def test_the_trail_names_what_happens_to_shared_ones_alone(
    workspace: Workspace, adviser: User, administrator: User, as_user: AsUser
) -> None:
    keep(workspace, adviser, "Kun min")
    shared = keep(workspace, adviser, "Fælles", shared=True)
    saved_filters.delete_filter(saved=shared, by=adviser)
    page = reverse("workspaces:audit", args=[workspace.slug]) + "?topic=register"
    text = as_user(administrator).get(page).text
    assert f"{adviser.name} delte et filter med arbejdsrummet: Fælles" in text
    assert f"{adviser.name} slettede et delt filter: Fælles" in text
    assert "Kun min" not in text


@pytest.mark.parametrize("page", ["rename_filter", "delete_filter", "restore_filter"])
def test_others_own_filters_do_not_exist(
    workspace: Workspace, adviser: User, reader: User, as_user: AsUser, page: str
) -> None:
    one = keep(workspace, adviser)
    url = reverse(f"actors:{page}", args=[workspace.slug, one.pk])
    assert as_user(reader).post(url, {"name": "x"}).status_code == 404
