"""A file from somebody else: what cannot be read says line and reason, in plain Danish."""

import pytest

from brobygger.toolbox.exceptions import Unreadable
from brobygger.toolbox.problems import Known, Problem, is_sound, problems_of
from brobygger.toolbox.reading import MOST_BYTES, read_bytes, read_text
from tests.catalog.test_tools import GOOD, THEME

KNOWN = Known(frozenset({"brobygger"}), {"t9_idea": frozenset({"idea"})})


def problems(text: str) -> list[Problem]:
    file = read_text(text)
    return problems_of(file.data, KNOWN, file.tree)


def test_a_good_file_has_nothing_wrong() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ("id: second", "id: first", 18, "Id'et «first» står allerede på nummer 1"),
        ("kind: text", "kind: tekst", 13, "Der findes ingen slags felt, der hedder «tekst»"),
        ('title: {da: "Først", en: "First"}', 'title: {da: "Først"}', 15, "engelske tekst mangler"),
        ('{da: "Hvad?", en: "What?"}', '{da: "", en: "What?"}', 16, "danske tekst mangler"),
        ("- {id: b, title", "- {id: a, title", 24, "Id'et «a» står allerede"),
        ("column: 7", "column: 6", 25, "Feltet ligger oven i «Først»"),
        ("column: 7, width: 6", "column: 7, width: 7", 25, "rager ud over arket"),
        ("minutes: 5", "minutes: fem", 8, "helt tal"),
        ("minutes: 5", "minutes: 0", 8, "mindst 1"),
        ("sources: [brobygger]", "sources: [ukendt]", 10, "ingen kilde, der hedder «ukendt»"),
        ("id: second", "id: second\n    farve: rød", 19, "«farve» er ikke noget"),
        ("kind: text", "kind: text\n    takes_from: [{tool: t5, field: x}]", 15, "«t5», som ikke"),
        ("kind: text", "kind: text\n    takes_from: [{tool: t9_idea, field: x}]", 15, "hedder «x»"),
        ("id: first", "id: Først Felt", 13, "Et id er små bogstaver"),
        ("belongs_to: organisation", "belongs_to: alle", 9, "Her kan kun stå"),
        ('en: "Then"', 'en: "Then 010190-1234"', 20, "CPR"),
        ("id: first\n    kind: text", "id: first", 13, "«kind»"),
        ('- {id: a, title: {da: "A", en: "A"}}\n', "", 22, "mindst 2"),
        ("fields:", f"themes: [{THEME}]\nfields:", 12, "«a» nævner feltet «third»"),
    ],
)
def test_what_is_wrong_says_where_and_why(before: str, after: str, line: int, reason: str) -> None:
    assert before in GOOD
    found = problems(GOOD.replace(before, after, 1))
    assert [(one.line, reason in one.reason) for one in found] == [(line, True)], found


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("id: a\nfields: [", 2, "parentes er ikke lukket"),
        ("id: a\nid: b", 2, "står to gange"),
        ("id: a\n\tb: c", 2, "tabulator"),
        ("id: a\ntitle: b: c", 2, "kolon for meget"),
        ('id: "a\nb: c\n', 3, "anførselstegn"),
        ("a: &x [1]\nb: *x", 1, "Henvisninger"),
        ("a: !!python/object/apply:os.system [ls]", 1, "Mærker"),
        ("a: !!binary x", 1, "Mærker"),
        ("bare ord", 1, "ikke et redskab"),
        ("", 1, "ikke et redskab"),
        ("- en\n- to", 1, "ikke et redskab"),
        ("a: b\n---\nc: d", 2, "flere dele"),
        ("a: " + "[" * 500, 1, "for mange lag"),
        ("? [a]\n: b", 1, "enkelt ord"),
        ("a: b\nc: \x07", 2, "tegn, der ikke kan vises"),
        ("a: " + "9" * 5000, None, "alt for langt"),
        ("<html><body>Hej</body></html>", 1, "ikke et redskab"),
    ],
)
def test_what_is_no_tool_is_refused(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_text(text)
    assert (refused.value.line, refused.value.text) == (line, text)
    assert reason in str(refused.value)


def test_a_bomb_of_references_is_never_blown_up() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]\n"
        for one, two in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(Unreadable, match="Henvisninger"):
        read_text(bomb)


def test_a_huge_file_is_not_opened() -> None:
    with pytest.raises(Unreadable, match="for stor"):
        read_bytes(b"a" * (MOST_BYTES + 1))


def test_another_encoding_says_the_line_and_keeps_the_words() -> None:
    with pytest.raises(Unreadable) as refused:
        read_bytes("id: a\ntitle: Møde på Ærø".encode("cp1252"))
    assert (refused.value.line, refused.value.text) == (2, "id: a\ntitle: Møde på Ærø")
    assert "UTF-8" in str(refused.value)


def test_byte_order_marks_and_other_line_ends_do_not_matter() -> None:
    assert read_bytes(b"\xef\xbb\xbfid: a\r\nb: c\r") == "id: a\nb: c\n"
    assert read_bytes("id: æ".encode("utf-16")) == "id: æ"


def test_the_form_can_show_what_only_lacks_words() -> None:
    assert is_sound(problems(GOOD.replace('en: "First"', 'en: ""', 1)))
    assert not is_sound(problems(GOOD.replace("kind: text", "kind: tekst", 1)))
