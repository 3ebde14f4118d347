"""Parked questions on the thread, and what others may say and look back on of a shared sheet."""

from brobygger.accounts.models import User
from brobygger.actors.models import Actor
from brobygger.catalog.tools import tool
from brobygger.collaborations.domain.sheets import share_fields, start_sheet, unshare_sheet
from brobygger.collaborations.models import Collaboration
from brobygger.collaborations.station import build_station
from brobygger.sheets.domain.commands import SetText, apply
from brobygger.sheets.domain.comments import comment, comments_for, park_question
from brobygger.sheets.domain.versions import name_version, version_values, versions_for
from brobygger.sheets.models import Occasion
from tests.factories.collaborations import write_something


def told(collaboration: Collaboration, user: User) -> str:
    return " ".join(line.label for line in build_station(collaboration, user).lines)


def test_each_party_reads_on_the_thread_what_it_may(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    write_something(link.sheet, amina)
    share_fields(link=link, fields={"purpose"}, by=amina)
    for text, shared in (("Kun os", False), ("Også jer", True)):
        park_question(sheet=link.sheet, field_id="purpose", text=text, by=amina, shared=shared)
    park_question(sheet=link.sheet, field_id="methods", text="Hemmeligt", by=amina, shared=True)

    assert all(words in told(collaboration, amina) for words in ("Kun os", "Også jer", "Hemmeligt"))
    seen = told(collaboration, kurt)
    assert "Også jer" in seen
    assert "Kun os" not in seen
    assert "Hemmeligt" not in seen


def test_the_other_party_comments_and_looks_back_no_further_than_it_was_shown(
    collaboration: Collaboration, women: Actor, amina: User, kurt: User
) -> None:
    link = start_sheet(collaboration=collaboration, tool=tool("t1_activity"), owner=women, by=amina)
    write_something(link.sheet, amina)
    before = name_version(sheet=link.sheet, name="Internt", by=amina)
    share_fields(link=link, fields={"purpose"}, by=amina)
    shared = link.sheet.versions.get(occasion=Occasion.SHARED)
    stands = link.sheet.field_values.get(field_id="purpose").value["text"]
    apply(link.sheet, SetText("purpose", stands, "Noget nyt"), by=amina)

    assert list(versions_for(link.sheet, kurt)) == [shared]
    assert version_values(shared, kurt).text("purpose") == stands
    assert version_values(before, kurt).is_empty("purpose")
    said = comment(sheet=link.sheet, field_id="purpose", text="Godt", by=kurt)
    assert said in comments_for(link.sheet, amina)

    unshare_sheet(link=link, by=amina)
    assert list(versions_for(link.sheet, kurt)) == []
    assert list(comments_for(link.sheet, kurt)) == []
