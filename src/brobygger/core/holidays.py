"""Days on which nobody in Denmark calls a meeting or wants a mail that can wait."""

from datetime import date, timedelta


def is_workday(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_workday(day: date) -> date:
    """The day itself, or the first workday after it."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def holidays(year: int) -> frozenset[date]:
    """Danish public holidays, and the days most people are off with them.

    Store bededag is not among them: it was abolished from 2024.
    """
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
    return frozenset(movable | {date(year, month, day) for month, day in fixed})


def easter_sunday(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)
