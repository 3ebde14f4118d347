"""Comments on a field and questions parked for a meeting, for those who may see the field."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.core import clock
from brobygger.sheets.domain.comments import (
    bring_back,
    comment,
    comments_for,
    open_questions,
    park,
    park_question,
    questions_for,
    remove,
    reopen,
    settle,
    unpark,
)
from brobygger.sheets.exceptions import LooksLikeCpr, NotSaved, UnknownField
from brobygger.sheets.models import Comment, Sheet
from tests.factories.people import make_user
from tests.sheets.conftest import TestPolicy


def test_what_a_writer_says_is_for_the_writers_until_said_otherwise(
    sheet: Sheet, policy: TestPolicy, coordinator: User, adviser: User, reader: User
) -> None:
    policy.shared = frozenset({"purpose"})
    inside = comment(sheet=sheet, field_id="purpose", text="Kan vi love det?", by=coordinator)
    told = comment(sheet=sheet, field_id="purpose", text="Sig til", by=coordinator, shared=True)
    assert list(comments_for(sheet, adviser)) == [inside, told]
    assert list(comments_for(sheet, reader)) == [told]


def test_a_reader_comments_to_the_writers_and_only_on_what_is_shown(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    policy.shared, policy.talkers = frozenset({"purpose"}), {reader.id}
    said = comment(sheet=sheet, field_id="purpose", text="Hvad mener I?", by=reader, shared=True)
    other = make_user("anden@mail.example", "En anden part")
    policy.readers.add(other.id)
    assert not said.shared
    assert list(comments_for(sheet, coordinator)) == list(comments_for(sheet, reader)) == [said]
    assert list(comments_for(sheet, other)) == []
    with pytest.raises(PermissionDenied):
        comment(sheet=sheet, field_id="methods", text="Og her?", by=reader)


def test_who_may_only_read_says_nothing(sheet: Sheet, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        comment(sheet=sheet, field_id="purpose", text="Hej", by=reader)


def test_what_is_no_longer_shown_is_no_longer_talked_about(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    policy.shared, policy.talkers = frozenset({"purpose"}), {reader.id}
    comment(sheet=sheet, field_id="purpose", text="Hvad mener I?", by=reader)
    policy.shared = frozenset({"methods"})
    assert list(comments_for(sheet, reader)) == []


def test_one_who_has_left_hears_nothing_new(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    policy.shared = frozenset({"purpose"})
    comment(sheet=sheet, field_id="purpose", text="Hej", by=coordinator, shared=True)
    policy.frozen = {"purpose": clock.now() - timedelta(hours=1)}
    assert list(comments_for(sheet, reader)) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [("  ", NotSaved), ("x" * 2_001, NotSaved), ("Spørg 010190-1234", LooksLikeCpr)],
)
def test_what_cannot_be_said(
    sheet: Sheet, coordinator: User, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        comment(sheet=sheet, field_id="purpose", text=text, by=coordinator)
    with pytest.raises(error):
        park_question(sheet=sheet, field_id="purpose", text=text, by=coordinator)


def test_a_field_that_is_not_there_is_not_talked_about(sheet: Sheet, coordinator: User) -> None:
    with pytest.raises(UnknownField):
        comment(sheet=sheet, field_id="nowhere", text="Hej", by=coordinator)


@pytest.mark.parametrize("say", [comment, park_question])
def test_a_double_click_says_it_once(
    sheet: Sheet, coordinator: User, say: Callable[..., Comment]
) -> None:
    first = say(sheet=sheet, field_id="purpose", text="Hvem har nøglen?", by=coordinator)
    assert say(sheet=sheet, field_id="purpose", text="Hvem har nøglen?", by=coordinator) == first


def test_a_question_is_parked_settled_and_opened_again(
    sheet: Sheet, coordinator: User, adviser: User
) -> None:
    asked = park_question(sheet=sheet, field_id="purpose", text="Hvem har nøglen?", by=coordinator)
    assert open_questions([sheet], adviser) == [asked]
    settled = settle(question=asked, answer="Fatima", by=adviser)
    assert (settled.answer, settled.settled_by_id) == ("Fatima", adviser.id)
    assert (open_questions([sheet], adviser), [*questions_for(sheet, adviser)]) == ([], [asked])
    reopen(question=asked, by=coordinator)
    assert open_questions([sheet], adviser) == [asked]


def test_a_comment_becomes_a_question_and_a_comment_again(sheet: Sheet, coordinator: User) -> None:
    said = comment(sheet=sheet, field_id="purpose", text="Hvem har nøglen?", by=coordinator)
    assert park(comment=said, by=coordinator).is_question
    settle(question=said, by=coordinator)
    assert not unpark(comment=said, by=coordinator).is_question
    said.refresh_from_db()
    assert said.settled_at is None


def test_one_takes_away_ones_own_words_and_can_bring_them_back(
    sheet: Sheet, coordinator: User, adviser: User
) -> None:
    said = comment(sheet=sheet, field_id="purpose", text="Hej", by=coordinator)
    with pytest.raises(PermissionDenied):
        remove(comment=said, by=adviser)
    remove(comment=said, by=coordinator)
    assert list(comments_for(sheet, adviser)) == []
    bring_back(comment=said, by=coordinator)
    assert list(comments_for(sheet, adviser)) == [said]


def test_a_reader_settles_only_what_was_told(
    sheet: Sheet, policy: TestPolicy, coordinator: User, reader: User
) -> None:
    policy.shared, policy.talkers = frozenset({"purpose"}), {reader.id}
    inside = park_question(sheet=sheet, field_id="purpose", text="Kun os", by=coordinator)
    told = park_question(sheet=sheet, field_id="purpose", text="Jer", by=coordinator, shared=True)
    with pytest.raises(PermissionDenied):
        settle(question=inside, by=reader)
    assert settle(question=told, by=reader).settled_by_id == reader.id


def test_questions_of_many_cost_no_more(
    sheet: Sheet, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(9):
        park_question(sheet=sheet, field_id="purpose", text=f"Spørgsmål {number}", by=coordinator)
    with django_assert_max_num_queries(1):
        assert len(open_questions([sheet], coordinator)) == 9
