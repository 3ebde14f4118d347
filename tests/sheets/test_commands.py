"""Writing in a sheet: history, two people's changes put together, refusals."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from brobygger.accounts.models import User
from brobygger.audit.models import AuditEvent
from brobygger.sheets.domain.commands import (
    SetChoice,
    SetParts,
    SetRows,
    SetText,
    SettleText,
    apply,
)
from brobygger.sheets.domain.queries import sheet_values
from brobygger.sheets.exceptions import ChangedMeanwhile, LooksLikeCpr, NotSaved, UnknownField
from brobygger.sheets.models import FieldRevision, RivalText, Sheet


def test_a_text_is_saved_with_its_history(sheet: Sheet, coordinator: User) -> None:
    apply(sheet, SetText("purpose", "", "Et sted at mødes"), by=coordinator)
    state = apply(sheet, SetText("purpose", "Et sted at mødes", "Et godt sted"), by=coordinator)

    assert (state.revision, state.value) == (2, {"text": "Et godt sted"})
    assert [one.value["text"] for one in FieldRevision.objects.order_by("revision")] == [
        "Et sted at mødes",
        "Et godt sted",
    ]


def test_saving_the_same_again_makes_no_revision(sheet: Sheet, coordinator: User) -> None:
    apply(sheet, SetText("purpose", "", "Ens"), by=coordinator)
    assert apply(sheet, SetText("purpose", "", "Ens"), by=coordinator).revision == 1


def test_a_sitting_is_one_line_in_the_trail(sheet: Sheet, coordinator: User) -> None:
    for before, after in (("", "a"), ("a", "ab"), ("ab", "abc")):
        apply(sheet, SetText("methods", before, after), by=coordinator)
    assert AuditEvent.objects.filter(event="sheet.edited", object_id=sheet.id).count() == 1


def test_changes_in_different_places_are_put_together(
    sheet: Sheet, coordinator: User, adviser: User
) -> None:
    base = "Vi mødes om torsdagen i huset."
    apply(sheet, SetText("purpose", "", base), by=coordinator)
    apply(sheet, SetText("purpose", base, base.replace("torsdagen", "tirsdagen")), by=adviser)
    state = apply(sheet, SetText("purpose", base, base + " Alle kan komme."), by=coordinator)

    assert state.merged
    assert state.value["text"] == "Vi mødes om tirsdagen i huset. Alle kan komme."


def test_both_wordings_are_kept_when_they_cannot_be_put_together(
    sheet: Sheet, coordinator: User, adviser: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et hold"), by=coordinator)
    state = apply(sheet, SetText("purpose", "", "Et kor"), by=adviser)

    assert state.value["text"] == "Et hold"
    assert state.rival is not None
    assert state.rival.text == "Et kor"


@pytest.mark.parametrize(
    ("keep", "text"), [("present", "Et hold"), ("other", "Et kor"), ("both", "Et hold\n\nEt kor")]
)
def test_choosing_between_two_wordings(
    sheet: Sheet, coordinator: User, adviser: User, keep: str, text: str
) -> None:
    apply(sheet, SetText("purpose", "", "Et hold"), by=coordinator)
    rival = apply(sheet, SetText("purpose", "", "Et kor"), by=adviser).rival
    assert rival is not None

    state = apply(sheet, SettleText("purpose", rival.id, keep), by=coordinator)  # type: ignore[arg-type]

    assert state.value["text"] == text
    assert RivalText.objects.get().settled_at is not None


def test_a_wording_somebody_has_settled_already_changes_nothing(
    sheet: Sheet, coordinator: User
) -> None:
    apply(sheet, SetText("purpose", "", "Et hold"), by=coordinator)
    state = apply(sheet, SettleText("purpose", uuid4(), "other"), by=coordinator)
    assert state.value["text"] == "Et hold"


def test_two_peoples_ticks_both_hold(sheet: Sheet, coordinator: User, adviser: User) -> None:
    apply(sheet, SetChoice("partner_methods", ("share",), 0), by=coordinator)
    apply(sheet, SetChoice("partner_methods", ("share", "free"), 1), by=coordinator)
    state = apply(sheet, SetChoice("partner_methods", ("complement",), 1), by=adviser)
    assert state.value["chosen"] == ["complement", "free"]


def test_a_single_choice_changed_by_two_is_asked_about(
    agreement_sheet: Sheet, coordinator: User, adviser: User
) -> None:
    apply(agreement_sheet, SetChoice("frequency", ("weekly",), 0), by=coordinator)
    with pytest.raises(ChangedMeanwhile) as refused:
        apply(agreement_sheet, SetChoice("frequency", ("once",), 0), by=adviser)
    assert refused.value.theirs == {"chosen": ["weekly"]}


def test_rows_of_two_people_are_all_kept(sheet: Sheet, coordinator: User, adviser: User) -> None:
    apply(sheet, SetRows("resources", ({"what": "Lokaler"},), 0), by=coordinator)
    apply(sheet, SetRows("resources", ({"what": "Penge", "amount": "5.000 kr."},), 0), by=adviser)
    rows = sheet_values(sheet).rows("resources")
    assert [row["what"] for row in rows] == ["Lokaler", "Penge"]


def test_empty_rows_are_left_out_and_rows_keep_their_id(sheet: Sheet, coordinator: User) -> None:
    row = {"id": "0a" * 16, "task": " Lave kaffe ", "role": "performing", "who": ""}
    state = apply(sheet, SetRows("roles", (row, {"task": "  "}), 0), by=coordinator)
    assert state.value["rows"] == [{"id": "0a" * 16, "task": "Lave kaffe", "role": "performing"}]


def test_parts_of_two_people_are_put_together(
    agreement_sheet: Sheet, coordinator: User, adviser: User
) -> None:
    field = "status_meetings"
    apply(agreement_sheet, SetParts(field, {"every": "quarter"}, 0), by=coordinator)
    apply(agreement_sheet, SetParts(field, {"every": "quarter", "at": "19.00"}, 1), by=coordinator)
    state = apply(
        agreement_sheet,
        SetParts(field, {"every": "quarter", "first_on": "2027-03-04"}, 1),
        by=adviser,
    )
    assert state.value["parts"] == {"every": "quarter", "first_on": "2027-03-04", "at": "19:00"}


@pytest.mark.parametrize(
    "text", ["Ring til 010190-1234", "0101901234 er nummeret", "cpr 311299 4321", "(120380–1111)"]
)
def test_a_cpr_number_is_caught(sheet: Sheet, coordinator: User, text: str) -> None:
    with pytest.raises(LooksLikeCpr):
        apply(sheet, SetText("purpose", "", text), by=coordinator)
    assert not FieldRevision.objects.exists()


@pytest.mark.parametrize(
    "text", ["Ring på 12 34 56 78", "CVR 12345678", "12345678901234", "4. 3. 2027"]
)
def test_other_numbers_are_no_cpr_numbers(sheet: Sheet, coordinator: User, text: str) -> None:
    assert apply(sheet, SetText("purpose", "", text), by=coordinator).value == {"text": text}


def test_a_cpr_number_in_a_row_is_caught(sheet: Sheet, coordinator: User) -> None:
    with pytest.raises(LooksLikeCpr):
        apply(sheet, SetRows("needed", ({"task": "Hjælpe 010190-1234"},), 0), by=coordinator)


@pytest.mark.parametrize(
    "command",
    [
        SetText("purpose", "", "x" * 20_001),
        SetChoice("partner_methods", ("slet ikke",), 0),
        SetRows("roles", ({"task": "a", "role": "chef"},), 0),
        SetRows("resources", tuple({"what": str(n)} for n in range(61)), 0),
        SetRows("resources", ({"what": "x" * 301},), 0),
    ],
)
def test_what_breaks_a_rule_is_refused(
    sheet: Sheet, coordinator: User, command: SetText | SetChoice | SetRows
) -> None:
    with pytest.raises(NotSaved):
        apply(sheet, command, by=coordinator)


@pytest.mark.parametrize(
    "command",
    [
        SetChoice("frequency", ("weekly", "once"), 0),
        SetParts("period", {"starts_on": "2027-03-04", "ends_on": "2027-03-03"}, 0),
        SetParts("period", {"starts_on": "2027-02-30"}, 0),
        SetParts("status_meetings", {"at": "25.00"}, 0),
        SetRows("parties", ({"organisation": "Huset", "email": "ingen adresse"},), 0),
    ],
)
def test_what_breaks_a_rule_of_the_agreement_is_refused(
    agreement_sheet: Sheet, coordinator: User, command: SetChoice | SetParts | SetRows
) -> None:
    with pytest.raises(NotSaved):
        apply(agreement_sheet, command, by=coordinator)


@pytest.mark.parametrize(
    "command",
    [
        SetText("roles", "", "ord"),
        SetText("findes_ikke", "", "ord"),
        SetRows("roles", ({"hemmelig": "x"},), 0),
    ],
)
def test_a_field_the_tool_has_not(
    sheet: Sheet, coordinator: User, command: SetText | SetRows
) -> None:
    with pytest.raises(UnknownField):
        apply(sheet, command, by=coordinator)


def test_a_reader_may_not_write(sheet: Sheet, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        apply(sheet, SetText("purpose", "", "ord"), by=reader)


def test_line_breaks_and_letters_are_kept_in_one_form(sheet: Sheet, coordinator: User) -> None:
    state = apply(sheet, SetText("purpose", "", "Ga\u030ard\r\nHus\x00"), by=coordinator)
    assert state.value["text"] == "Gård\nHus"
