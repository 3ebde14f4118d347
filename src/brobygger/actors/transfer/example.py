"""A small file that shows what a register may look like. Everybody in it is invented."""

import csv
import io

EXAMPLE_NAME = "eksempel-samarbejdsparter.csv"

_HEADER = (
    "Navn", "Slags", "CVR", "Beskrivelse", "Vej og nummer", "Postnummer", "By", "Område", "E-mail",
    "Telefon", "Målgruppe", "Aktiviteter", "Kan tilbyde", "Mangler", "Kontaktperson",
    "Kontaktperson e-mail", "Medlemmer",
)  # fmt: skip
_ROWS = (
    (
        "Ågårdens Kvindeforening", "Forening", "", "Vi mødes om mad, håndarbejde og sprog.",
        "Ågade 12", "8999", "Birkelund", "Ågården", "kontakt@aagaarden.example", "12 34 56 78",
        "Kvinder; Ældre", "Fællesspisning; Sycafé", "Madlavning; Sprog og tolkning",
        "Regnskab; Lokaler", "Fatima Øster", "fatima@aagaarden.example", "45",
    ),
    (
        "Birkelund Boldklub", "Forening", "", "Fodbold for alle aldre.", "Stadionvej 3", "8999",
        "Birkelund", "Vestbyen", "post@birkelundbk.example", "87 65 43 21", "Børn; Unge",
        "Fodboldtræning; Sommerskole", "Idrætstræning; Baner og lokaler",
        "Rekruttering af frivillige", "Søren Ærø", "soren@birkelundbk.example", "310",
    ),
)  # fmt: skip


def example_file() -> bytes:
    """The example as Excel in Denmark opens it: semicolons, UTF-8 with its mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows(_ROWS)
    return text.getvalue().encode("utf-8-sig")
