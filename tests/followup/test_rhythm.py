"""The rhythm of meetings."""

from datetime import date

from brobygger.followup.rhythm import MOST, add_months, meeting_days


def test_every_quarter_to_the_last_day() -> None:
    days = meeting_days(date(2027, 3, 4), "quarter", date(2027, 12, 31))

    assert days == [date(2027, 3, 4), date(2027, 6, 4), date(2027, 9, 6), date(2027, 12, 6)]


def test_a_year_when_there_is_no_last_day() -> None:
    assert len(meeting_days(date(2027, 3, 4), "half_year")) == 2
    assert len(meeting_days(date(2027, 3, 4), "month")) == 12


def test_the_first_day_is_the_one_the_parties_wrote() -> None:
    saturday = date(2027, 3, 6)

    assert meeting_days(saturday, "quarter")[0] == saturday


def test_holidays_are_skipped() -> None:
    assert meeting_days(date(2027, 2, 26), "month", date(2027, 3, 31))[1] == date(2027, 3, 30)


def test_the_end_of_a_month_stays_the_end() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_an_endless_agreement_has_an_end() -> None:
    assert len(meeting_days(date(2027, 1, 1), "month", date(2060, 1, 1))) == MOST


def test_an_agreement_that_ends_before_the_first_meeting_has_that_one() -> None:
    assert meeting_days(date(2027, 3, 4), "month", date(2027, 1, 1)) == [date(2027, 3, 4)]
