"""Files become tables: letters, separators, numbers, and what is refused with a way out."""

import datetime as dt

import openpyxl
import pytest

from brobygger.actors.transfer import limits
from brobygger.actors.transfer.encodings import decode
from brobygger.actors.transfer.exceptions import ImportRefused
from brobygger.actors.transfer.reading import read_register
from brobygger.actors.transfer.tables import RegisterFile
from tests.actors.files import csv_file, excel_file, saved, zip_file

DANISH = "Navn;By\r\nÆrø Håndarbejde;Åbenrå\r\nSøndre Børneklub;Ølgod\r\n"


def cells(register: RegisterFile) -> list[dict[str, str]]:
    return [row.cells for row in register.tables[0].rows]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "cp1252",
        "latin-1",
        "cp865",
        "cp850",
        "mac_roman",
    ],
)
def test_danish_letters_come_out_right(encoding: str) -> None:
    register = read_register("a.csv", DANISH.encode(encoding))
    assert register.certain
    assert cells(register)[0] == {"Navn": "Ærø Håndarbejde", "By": "Åbenrå"}
    assert cells(register)[1] == {"Navn": "Søndre Børneklub", "By": "Ølgod"}


def test_text_read_wrongly_once_is_turned_back() -> None:
    twice = DANISH.encode().decode("cp1252").encode()
    assert decode(twice).text == DANISH


def test_letters_that_cannot_be_danish_are_asked_about() -> None:
    assert not decode("Название;Город\r\nБиблиотека;Одесса".encode("cp1251")).certain


def test_the_person_decides_over_the_guess() -> None:
    register = read_register("a.csv", DANISH.encode("mac_roman"), encoding="mac_roman")
    assert register.certain
    assert register.encoding == "mac_roman"


def test_an_impossible_choice_of_letters_is_refused() -> None:
    with pytest.raises(ImportRefused, match="utf-8"):
        read_register("a.csv", DANISH.encode("cp1252"), encoding="utf-8")


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_separator_is_found(sign: str) -> None:
    rows = [["Navn", "Om"], ["Klub", "mad, sang; og\nmere"], ["Kor", "sang"]]
    assert cells(read_register("a.csv", csv_file(*rows, sign=sign)))[0]["Om"].startswith(
        "mad, sang;"
    )


def test_excel_says_its_own_separator() -> None:
    assert cells(read_register("a.csv", b"sep=,\r\nNavn,By\r\nA,B"))[0] == {"Navn": "A", "By": "B"}


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    register = read_register("a.csv", b"Navn;By\n\nA;B\n\n\nC;D\n")
    assert [row.number for row in register.tables[0].rows] == [3, 6]


def test_a_title_above_the_header_is_no_header() -> None:
    register = read_register("a.csv", b"Foreninger i Birkelund;\n\nForeningsnavn;Tlf\nKor;1\n")
    assert register.tables[0].columns == ("Foreningsnavn", "Tlf")
    assert register.tables[0].above == ("Foreninger i Birkelund",)


def test_columns_of_the_same_name_and_without_one_are_told_apart() -> None:
    register = read_register("a.csv", b"Navn;Tlf;Tlf;\nA;1;2;3\n")
    assert register.tables[0].columns == ("Navn", "Tlf", "Tlf (2)", "Kolonne D")


def test_the_apostrophe_of_our_own_export_is_undone() -> None:
    register = read_register("a.csv", b"Navn;Om\n'=cmd();'+45 12\n'Olsen;'s\n")
    assert [list(row.values()) for row in cells(register)] == [
        ["=cmd()", "+45 12"],
        ["'Olsen", "'s"],
    ]


def test_excel_numbers_days_and_answers_are_what_a_person_sees() -> None:
    day = dt.date(2026, 11, 21)
    register = read_register(
        "a.xlsx",
        excel_file(["Navn", "CVR", "Dato", "Ja", "Tal"], ["Kor", 12345678.0, day, True, 2.5]),
    )
    assert list(cells(register)[0].values()) == ["Kor", "12345678", "2026-11-21", "ja", "2.5"]


def test_a_formula_excel_never_worked_out_is_kept_as_it_is_written() -> None:
    register = read_register("a.xlsx", excel_file(["Navn", "Sum"], ["Kor", "=1+1"]))
    assert cells(register)[0]["Sum"] == "=1+1"


def test_an_excel_file_without_rows_is_refused() -> None:
    with pytest.raises(ImportRefused, match="ingen rækker"):
        read_register("a.xlsx", saved(openpyxl.Workbook()))


@pytest.mark.parametrize(
    ("content", "way_out"),
    [
        (b"", "tom"),
        (b"\xef\xbb\xbf \r\n", "tom"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n...", "billede"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel-projektmappe"),
        (b"<html><table></table></html>", "webside"),
        (b"\x7fELF\x00\x01\x02\x03\x04rubbish\x05", "binær"),
        (b"PK\x03\x04 broken", "i stykker"),
        (b"{not json", "JSON"),
        (b"Navn;By\n", "ingen rækker"),
        (zip_file({"brev.txt": b"hej"}), "ingen CSV-filer"),
        (zip_file({"mimetype": b"application/vnd.oasis"}), "dokument"),
        (zip_file({"liste.csv": b"a;b\n1;2\n"}), "organizations.csv"),
        (zip_file({"xl/workbook.xml": b"<nonsense"}), "Excel-filen kan ikke læses"),
    ],
)
def test_what_is_no_register_is_refused_with_a_way_out(content: bytes, way_out: str) -> None:
    with pytest.raises(ImportRefused, match=way_out):
        read_register("fil", content)


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(ImportRefused, match="højst 40 MB"):
        read_register("stor.csv", b"Navn\n" + b"a" * (limits.MAX_BYTES + 1))


def test_a_zip_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zip_file({"organizations.csv": b"0" * (limits.MAX_UNPACKED + 1)})
    assert len(bomb) < limits.MEGABYTE
    with pytest.raises(ImportRefused, match="pakkes ud"):
        read_register("bombe.zip", bomb)


def test_an_xml_bomb_in_a_workbook_is_refused() -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>'
    )
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(excel_file(["Navn"], ["Kor"]))) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for name in parts:
        if name.startswith("xl/worksheets/"):
            parts[name] = laughs
    with pytest.raises(ImportRefused, match="kan ikke læses"):
        read_register("bombe.xlsx", zip_file(parts))


def test_a_named_format_that_is_not_the_files_is_refused() -> None:
    with pytest.raises(ImportRefused, match="csv"):
        read_register("a.csv", DANISH.encode(), format="xlsx")
