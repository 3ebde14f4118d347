"""The walk in the browser, from purpose to a list that is kept alive."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brobygger.accounts.models import User
from brobygger.actors.domain.uniting import unite
from brobygger.actors.models import Actor
from brobygger.core import clock
from brobygger.efforts.domain.queries import answers_of
from brobygger.efforts.enums import EffortStatus, MappedStatus
from brobygger.efforts.models import Backing, Effort, MappedActor, Naming
from brobygger.notifications.models import Notification
from brobygger.workspaces.models import Workspace
from tests.factories.actors import make_actor
from tests.factories.efforts import make_effort, make_mapped

AsUser = Callable[[User], Client]


@pytest.fixture
def site(as_user: AsUser, coordinator: User) -> Client:
    """The coordinator's browser."""
    return as_user(coordinator)


@pytest.fixture
def effort(workspace: Workspace) -> Effort:
    """Going on, for children."""
    return make_effort(workspace, status=EffortStatus.MAPPING, target_groups=["children"])


def address(effort: Effort, page: str, **more: Any) -> str:
    kwargs = {"workspace_slug": effort.workspace.slug, "effort_id": effort.pk, **more}
    return reverse(f"efforts:{page}", kwargs=kwargs)


def base_of(html: str, number: int = 0) -> str:
    return str(re.findall(r'name="base" value="([^"]*)"', html)[number])


def test_one_short_form_starts_the_walk(site: Client, workspace: Workspace) -> None:
    start = reverse("efforts:start", args=[workspace.slug])
    form = {"purpose": "At naboer mødes", "title": "Gården", "target_groups_chosen": ["children"]}
    token = re.findall(r'name="token" value="([^"]*)"', site.get(start).text)[0]
    site.post(start, form | {"token": token})
    response = site.post(start, form | {"token": token})

    effort = Effort.objects.get()
    assert effort.target_groups == ["children"]
    assert response["Location"] == address(effort, "why")


def test_a_purpose_is_asked_for(site: Client, workspace: Workspace) -> None:
    response = site.post(reverse("efforts:start", args=[workspace.slug]), {"title": "Gården"})

    assert response.status_code == 422
    assert not Effort.objects.exists()


def test_half_an_answer_is_kept_and_one_goes_on(site: Client, effort: Effort) -> None:
    page = address(effort, "clarification")
    form = {"our_role": "Vi støtter", "base": base_of(site.get(page).text), "onward": "1"}
    response = site.post(page, form)

    assert answers_of(effort)["our_role"] == "Vi støtter"
    assert response["Location"] == address(effort, "list")


def test_two_at_once_see_both_texts_and_choose(
    site: Client, effort: Effort, as_user: AsUser, adviser: User
) -> None:
    page = address(effort, "why")
    base = base_of(site.get(page).text)
    as_user(adviser).post(page, {"why_need": "Deres ord", "why_them": "", "base": base})
    conflict = site.post(page, {"why_need": "Mine ord", "why_them": "", "base": base})

    assert conflict.status_code == 409
    assert "Mine ord" in conflict.text
    assert "Deres ord" in conflict.text
    mine = {"why_need": "Mine ord", "why_them": "", "base": base_of(conflict.text)}
    site.post(page, mine | {"choose-why_need": "theirs"})
    assert answers_of(effort)["why_need"] == "Deres ord"
    site.post(page, mine | {"choose-why_need": "mine"})
    assert answers_of(effort)["why_need"] == "Mine ord"


def test_no_is_an_answer_with_a_page_of_its_own(site: Client, workspace: Workspace) -> None:
    effort = make_effort(workspace)
    site.post(address(effort, "decide"), {"move": "say_no", "reason": "Andre gør det bedre"})
    html = site.get(address(effort, "decision")).text

    assert Effort.objects.get().status == EffortStatus.DECLINED
    assert "Andre gør det bedre" in html
    assert "Genåbn indsatsen" in html
    site.post(address(effort, "move"), {"move": "reopen"})
    assert Effort.objects.get().status == EffortStatus.PREPARING


def test_a_no_without_a_reason_keeps_what_was_written(site: Client, workspace: Workspace) -> None:
    effort = make_effort(workspace)
    response = site.post(address(effort, "decide"), {"move": "say_no"})

    assert response.status_code == 422
    assert "Skriv, hvorfor I har bestemt det" in response.text


def test_what_was_said_is_kept_with_the_decision(site: Client, workspace: Workspace) -> None:
    effort = make_effort(workspace)
    page = site.get(address(effort, "why")).text
    talk = {"why_need": "Mange spiser alene", "why_them": "", "base": base_of(page)}
    site.post(address(effort, "decide"), talk | {"move": "say_no", "reason": "Kirken gør det"})

    assert answers_of(effort)["why_need"] == "Mange spiser alene"
    assert Effort.objects.get().status == EffortStatus.DECLINED


def test_saving_the_talk_leaves_the_answer_that_is_not_sent(
    site: Client, workspace: Workspace
) -> None:
    effort = make_effort(workspace)
    base = base_of(site.get(address(effort, "why")).text)
    talk = {"why_need": "Mange spiser alene", "why_them": "", "base": base}
    page = site.post(address(effort, "why"), talk | {"move": "say_no", "reason": "Kirken gør det"})

    assert answers_of(effort)["why_need"] == "Mange spiser alene"
    assert "Kirken gør det" in page.text
    assert "Jeres svar er ikke sendt endnu" in page.text
    assert base_of(page.text) != base
    assert Effort.objects.get().status == EffortStatus.PREPARING


def test_another_s_words_come_before_a_decision(
    site: Client, workspace: Workspace, adviser: User, as_user: Callable[[User], Client]
) -> None:
    effort = make_effort(workspace)
    base = base_of(site.get(address(effort, "why")).text)
    theirs = {"why_need": "Deres ord", "why_them": "", "base": base}
    as_user(adviser).post(address(effort, "why"), theirs)
    mine = theirs | {"why_need": "Mine ord", "move": "say_no", "reason": "Kirken gør det"}
    answer = site.post(address(effort, "decide"), mine)

    assert answer.status_code == 409
    assert "Kirken gør det" in answer.text
    assert Effort.objects.get().status == EffortStatus.PREPARING


def test_a_later_comes_back_on_its_day(site: Client, workspace: Workspace) -> None:
    effort = make_effort(workspace)
    form = {"move": "postpone", "reason": "Efter valget", "review_on": "2030-01-15"}
    site.post(address(effort, "decide"), form)

    stored = Effort.objects.get()
    assert (stored.status, str(stored.next_review_on)) == ("postponed", "2030-01-15")


def test_departments_are_written_in_corrected_and_taken_off(site: Client, effort: Effort) -> None:
    form = {"department": "Sundhed", "stance": "yes", "who": "", "says": ""}
    site.post(address(effort, "new_backing"), form)
    row = Backing.objects.get()
    base = base_of(site.get(address(effort, "clarification")).text, 1)
    page = address(effort, "backing", backing_id=row.pk)
    site.post(page, form | {"stance": "partly", "base": base})

    assert Backing.objects.get().stance == "partly"
    site.post(page, {"remove": "1"})
    assert not Backing.objects.exists()


def test_the_list_shows_proposals_with_why_and_takes_all(site: Client, effort: Effort) -> None:
    make_actor(effort.workspace, "Koret", target_groups=("children",))

    assert "Er til for børn" in site.get(address(effort, "list")).text
    site.post(address(effort, "take"), {"all": "1"})
    assert MappedActor.objects.get().actor.name == "Koret"


def test_a_look_alike_is_asked_about_before_anybody_is_written_in(
    site: Client, effort: Effort
) -> None:
    known = make_actor(effort.workspace, "Vestparkens Kvindeforening")
    form = {"name": "Vestparken Kvindeforening", "kind": "association"}
    response = site.post(address(effort, "add"), form)

    assert "Er det en af dem, I kender?" in response.text
    assert not MappedActor.objects.exists()
    site.post(address(effort, "add"), form | {"actor": str(known.pk)})
    assert MappedActor.objects.get().actor == known


def test_a_new_name_is_written_into_the_register(site: Client, effort: Effort) -> None:
    site.post(address(effort, "add"), {"name": "Gårdklubben", "kind": "enthusiast"})

    assert Actor.objects.get(name="Gårdklubben").kind == "enthusiast"
    assert MappedActor.objects.get().actor.name == "Gårdklubben"


def test_seen_and_on_to_the_next_with_one_button(site: Client, effort: Effort) -> None:
    first, second = make_mapped(effort, "Aben"), make_mapped(effort, "Bien")
    page = address(effort, "card", mapped_id=first.pk)
    html = site.get(page).text
    form = {"because": "Naboer", "group": "", "look": "look", "base": base_of(html)}
    response = site.post(page, form)

    assert "Det ved I ikke endnu:" in html
    first.refresh_from_db()
    assert (first.status, first.because) == (MappedStatus.LOOKED_AT, "Naboer")
    assert response["Location"] == address(effort, "card", mapped_id=second.pk)


def test_cards_end_with_a_word_of_thanks(site: Client, effort: Effort) -> None:
    make_mapped(effort)
    MappedActor.objects.update(status=MappedStatus.LOOKED_AT)

    assert "I har set på dem alle" in site.get(address(effort, "cards")).text


def test_groups_are_made_named_and_filled(site: Client, effort: Effort) -> None:
    row = make_mapped(effort)
    site.post(address(effort, "new_group"), {"name": "Kender børnene"})
    group = effort.groups.get()
    site.post(address(effort, "place"), {f"seen-{row.pk}": "", f"group-{row.pk}": str(group.pk)})

    row.refresh_from_db()
    assert row.group == group
    site.post(address(effort, "group", group_id=group.pk), {"name": "Børn"})
    assert effort.groups.get().name == "Børn"
    site.post(address(effort, "group", group_id=group.pk), {"remove": "1"})
    assert not effort.groups.exists()


def test_why_and_how_are_kept_for_each(site: Client, effort: Effort, coordinator: User) -> None:
    row = make_mapped(effort)
    html = site.get(address(effort, "involve")).text
    form = {"why": "De kan", "how": "De fortæller", "asker": coordinator.pk, "surfaces": ["access"]}
    site.post(address(effort, "involved", mapped_id=row.pk), form | {"base": base_of(html)})

    row.refresh_from_db()
    assert (row.why, row.asker, row.surfaces) == ("De kan", coordinator, ["access"])


def test_names_given_become_cards(site: Client, effort: Effort) -> None:
    row = make_mapped(effort)
    page = address(effort, "ask_who_else", mapped_id=row.pk)
    base = base_of(site.get(page).text)
    form = {"names": "Gårdklubben\r\n\r\nGården 4", "who_else": "To", "asked": "on", "base": base}
    site.post(page, form)

    row.refresh_from_db()
    assert (row.who_else, row.who_else_on) == ("To", clock.today())
    assert Naming.objects.filter(by=row).count() == 2
    assert "Foreslået af Kvindeforeningen" in site.get(address(effort, "list")).text


def test_a_name_like_one_we_know_is_asked_about(site: Client, effort: Effort) -> None:
    row = make_mapped(effort)
    known = make_actor(effort.workspace, "Sønderbro Boldklub")
    page = address(effort, "ask_who_else", mapped_id=row.pk)
    name = "Sønderbros Boldklub"
    form = {"names": name, "who_else": "", "base": base_of(site.get(page).text)}
    response = site.post(page, form)

    assert "ligner nogen i registret" in response.text
    assert not Naming.objects.exists()
    site.post(page, form | {f"who-{name}": str(known.pk)})
    assert Naming.objects.get().named.actor == known


def test_confirming_by_link_counts_and_by_telephone_is_at_once(
    site: Client, effort: Effort
) -> None:
    actor = make_actor(effort.workspace, "Koret", email="kor@mail.example")
    row = make_mapped(effort, actor)
    assert "Spurgt 0 af 3" in site.get(address(effort, "confirm")).text
    page = address(effort, "confirmed", mapped_id=row.pk)
    site.post(page, {"email": "kor@mail.example"})

    assert Notification.objects.filter(kind="profile_request").count() == 1
    assert "Spurgt 1 af 3" in site.get(address(effort, "confirm")).text
    site.post(page)
    actor.refresh_from_db()
    assert actor.last_confirmed_on == clock.today()


def test_a_day_is_agreed_and_the_list_kept_alive(site: Client, effort: Effort) -> None:
    site.post(address(effort, "review"), {"review_on": "2030-03-01"})
    site.post(address(effort, "move"), {"move": "keep_alive"})

    stored = Effort.objects.get()
    assert (stored.status, str(stored.next_review_on)) == ("alive", "2030-03-01")


def test_it_ends_with_what_came_of_it(site: Client, effort: Effort) -> None:
    site.post(address(effort, "close"), {"reason": "To hold kører selv"})

    assert "To hold kører selv" in site.get(address(effort, "decision")).text


def test_the_table_tells_all_of_it(site: Client, effort: Effort) -> None:
    row = make_mapped(effort)
    MappedActor.objects.filter(pk=row.pk).update(why="De kan", how="De fortæller")
    html = site.get(address(effort, "table")).text

    assert "De kan" in html
    assert "De fortæller" in html


def test_an_actors_page_tells_of_its_efforts(site: Client, effort: Effort) -> None:
    row = make_mapped(effort)
    page = reverse("actors:detail", args=[effort.workspace.slug, row.actor_id])

    assert effort.title in site.get(page).text


def test_a_reader_reads_and_has_no_buttons(as_user: AsUser, reader: User, effort: Effort) -> None:
    row = make_mapped(effort)
    pages = ["why", "clarification", "list", "groups", "involve", "who_else", "confirm", "alive"]
    shown = [as_user(reader).get(address(effort, page)).text for page in pages]
    shown.append(as_user(reader).get(address(effort, "card", mapped_id=row.pk)).text)

    assert [html for html in shown if "bb-form__actions" in html] == []


def test_two_that_become_one_stand_on_the_list_once(effort: Effort, administrator: User) -> None:
    kept, gone = make_mapped(effort, "Koret"), make_mapped(effort, "Kor")
    lone = make_mapped(make_effort(effort.workspace, title="En anden"), gone.actor)
    unite(kept=kept.actor, gone=gone.actor, choices={}, by=administrator)

    lone.refresh_from_db()
    assert lone.actor == kept.actor
    assert list(MappedActor.objects.on_list(effort)) == [kept]


def test_a_step_is_called_its_effort_and_its_question(
    workspace: Workspace, coordinator: User, as_user: AsUser
) -> None:
    effort = make_effort(workspace, title="Sommer")
    page = as_user(coordinator).get(reverse("efforts:why", args=["birkelund", effort.pk])).text
    assert "<title>Sommer: Hvorfor" in page
    assert "?:" not in page[: page.index("</title>")]
