"""Every field of every table says whether it is about a person, why we have it, and how long; the
file is what the machine does (brobygger.privacy)."""

from pathlib import Path

import pytest
from django.db import models

from brobygger.catalog.exceptions import CatalogError
from brobygger.privacy.policy import policy, problems_of, read_policy, tables
from brobygger.privacy.schema import Entry

WHOLE = """\
links.AccessLink:
  personal: [email]
  why: Linket er til én person.
  until: 90 dage efter, at det er udløbet.
  after: {days: 90, since: expires_at}
  person: {email: email}
  erased: [email]
  other: [id]
"""


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label)
def test_each_field_stands_in_the_policy_once_and_each_rule_names_real_fields(
    model: type[models.Model],
) -> None:
    assert problems_of(model, policy().get(model._meta.label)) == []


def test_the_policy_names_no_table_that_is_gone() -> None:
    assert set(policy()) - {model._meta.label for model in tables()} == set()


def test_what_follows_something_ends_with_something_that_has_a_rule() -> None:
    def ends(label: str) -> bool:
        entry = policy()[label]
        return bool(entry.after or entry.keep) or all(map(ends, entry.with_))

    # A workspace stays until somebody deletes it.
    assert [label for label, entry in policy().items() if entry.personal and not ends(label)] == []


def refusal(tmp_path: Path, text: str) -> str:
    file = tmp_path / "data_retention.yaml"
    file.write_text(text)
    with pytest.raises(CatalogError) as refused:
        read_policy(file)
    return str(refused.value)


def test_a_whole_entry_is_read(tmp_path: Path) -> None:
    file = tmp_path / "data_retention.yaml"
    file.write_text(WHOLE)

    entry: Entry = read_policy(file)["links.AccessLink"]

    assert entry.after[0].period == (90, "days")


def test_the_sentence_and_the_rule_say_the_same_number(tmp_path: Path) -> None:
    said = refusal(tmp_path, WHOLE.replace("{days: 90", "{days: 30"))

    assert said.startswith("data_retention.yaml:1:")
    assert "until: says 90 days, after: says 30 days" in said


def test_personal_fields_without_a_rule_are_told_what_to_write(tmp_path: Path) -> None:
    said = refusal(tmp_path, WHOLE.replace("  after: {days: 90, since: expires_at}\n", ""))

    assert "also write after: {days: 90, since: created_at}" in said


def test_rows_must_belong_to_somebody_or_nobody(tmp_path: Path) -> None:
    said = refusal(tmp_path, WHOLE.replace("  person: {email: email}\n", ""))

    assert "write whose a row is" in said


def test_an_address_must_say_what_erasing_does_to_it(tmp_path: Path) -> None:
    assert "need erased:" in refusal(tmp_path, WHOLE.replace("  erased: [email]\n", ""))


def test_what_is_kept_needs_a_reason(tmp_path: Path) -> None:
    said = refusal(tmp_path, WHOLE.replace("[email]\n  other", "keep\n  other"))

    assert "kept_because" in said


def test_a_word_that_is_not_known_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "data_retention.yaml:5" in refusal(tmp_path, WHOLE.replace("since:", "sinse:"))
