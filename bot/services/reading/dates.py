"""The calendar day that metadata names, or none: never a guess."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\s])")
_MONTHS = {
    month: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for month in names.split()
}
_DAY_FIRST = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"(?:[a-z]+,?\s+)?([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_FIRST_YEAR = 1600
_MILLISECONDS_FROM = 100_000_000_000


def calendar_day(value: object) -> date | None:
    """Return the day that a value of some metadata names, in the time zone that it names.

    Args:
        value: A date, a moment, seconds or milliseconds since 1970, or text: ISO 8601, as in
            mails, or with the month's English name. A text such as 03/04/2021 names no certain
            day.
    """
    match value:
        case bool():
            return None
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float():
            return _since_1970(value)
        case str():
            return _in_text(" ".join(value.split()))
    return None


def _since_1970(value: float) -> date | None:
    seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
    if seconds < 1:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _in_text(text: str) -> date | None:
    if found := _ISO.match(text):
        return _day(found[1], found[2], found[3])
    folded = text.casefold()
    if (found := _DAY_FIRST.match(folded)) and found[2] in _MONTHS:
        return _day(found[3], _MONTHS[found[2]], found[1])
    if (found := _MONTH_FIRST.match(folded)) and found[1] in _MONTHS:
        return _day(found[3], _MONTHS[found[1]], found[2])
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
