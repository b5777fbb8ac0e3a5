"""Times of day as people write them: 07:30, 7.30am, 19h, noon, half past seven."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from bot.services.timing.errors import TimeUnclear

_NAMED = {
    "noon": time(12),
    "midday": time(12),
    "12 noon": time(12),
    "midnight": time(0),
    "12 midnight": time(0),
    "24:00": time(0),
    "24h": time(0),
}
_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_PART_OF_DAY = {
    "in the morning": "am",
    "in the afternoon": "pm",
    "in the evening": "pm",
    "at night": "pm",
}
_NOON, _HOUR_MIN = 12, 60
_HALF = re.compile(r"\b([ap])\s*\.?\s*m\b\.?")
_DIGITS = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})(?:[:.]00)?)?\s*(?:h|hrs?|hours|uhr|o'?clock)?"
)
_PACKED = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?:h|hrs?|hours)?")
_SPOKEN = re.compile(
    r"(?P<minutes>half|quarter|\d{1,2}) (?:minutes? )?(?P<side>past|after|to|before|till) "
    r"(?P<hour>\d{1,2})"
)
_SPACED = re.compile(r"(?P<hour>\d{1,2}) (?P<minute>\d{2})")
_HALF_HOUR = re.compile(r"half (?P<hour>\d{1,2})")


def parse_wall(written: str) -> time:
    """Return the time of day that the words name, to the minute and without a zone.

    Raises:
        TimeUnclear: The words name no time of day, or contradict themselves ("19:00 am").
    """
    words = _folded(written)
    if words in _NAMED:
        return _NAMED[words]
    words, half = _without_half(words)
    clock = _clock(_numbers_as_digits(words))
    if clock is None:
        raise TimeUnclear(written)
    hour, minute = clock
    if half:
        hour = _on_24_hours(hour, half)
    try:
        return time(hour, minute)
    except ValueError as mistake:
        raise TimeUnclear(written) from mistake


def _folded(written: str) -> str:
    plain = (
        unicodedata.normalize("NFKC", written)
        .casefold()
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    plain = plain.replace("\N{RATIO}", ":").replace("-", " ")
    return re.sub(r"^(?:at|@|by)\s+", "", " ".join(plain.split()))


def _without_half(words: str) -> tuple[str, str]:
    for phrase, half in _PART_OF_DAY.items():
        if words.endswith(phrase):
            return words.removesuffix(phrase).strip(), half
    found = list(_HALF.finditer(_spaced_half(words)))
    if len(found) != 1:
        return words, ""
    rest = _HALF.sub(" ", _spaced_half(words))
    return " ".join(rest.split()), found[0][1] + "m"


def _spaced_half(words: str) -> str:
    return re.sub(r"(?<=\d)(?=[ap]\s*\.?\s*m\b)", " ", words)


def _on_24_hours(hour: int, half: str) -> int:
    """Return the hour of a 24-hour clock, or -1 where the two contradict each other."""
    if half == "pm":
        return hour if hour >= _NOON else hour + _NOON if hour else -1
    return -1 if hour > _NOON else hour % _NOON


def _numbers_as_digits(words: str) -> str:
    values: list[str] = []
    for word in words.split():
        tens = _TENS.get(values[-1]) if values else None
        if tens and word in _NUMBERS[1:10]:
            values[-1] = str(tens + _NUMBERS.index(word))
        else:
            values.append(str(_NUMBERS.index(word)) if word in _NUMBERS else word)
    return " ".join(str(_TENS.get(word, word)) for word in values)


def _clock(words: str) -> tuple[int, int] | None:
    spoken = _SPOKEN.fullmatch(words.removesuffix(" o'clock"))
    if spoken:
        return _spoken_clock(spoken["minutes"], spoken["side"], int(spoken["hour"]))
    half = _HALF_HOUR.fullmatch(words)
    if half:
        return int(half["hour"]), 30
    for form in (_DIGITS, _PACKED, _SPACED):
        found = form.fullmatch(words)
        if found:
            return int(found["hour"]), int(found["minute"] or 0)
    return None


def _spoken_clock(minutes: str, side: str, hour: int) -> tuple[int, int]:
    count = {"half": 30, "quarter": 15}.get(minutes) or int(minutes)
    if side in {"past", "after"}:
        return hour, count
    if minutes == "half" or not 0 < count < _HOUR_MIN:
        return hour, _HOUR_MIN
    before = hour - 1 or (_NOON if hour == 1 else 0)
    return before, _HOUR_MIN - count
