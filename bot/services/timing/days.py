"""Days of the week as people write them: every day, weekdays, mon-fri, "mon, wed"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.services.timing.errors import DaysUnclear

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHOLE_WEEK = frozenset(range(7))
_GROUPS = {
    "everyday": _WHOLE_WEEK,
    "daily": _WHOLE_WEEK,
    "all": _WHOLE_WEEK,
    "weekdays": frozenset(range(5)),
    "weekday": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    "weekends": frozenset((5, 6)),
    "weekend": frozenset((5, 6)),
}
_RANGE_WORDS = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s*")
_LIST_MARKS = re.compile(r"\s*(?:[,;/+&]|\band\b)\s*|\s+")
_EXCEPT = re.compile(r"\s*\b(?:except(?: for)?|but not|without|not)\b\s*")
_ALIKE = 0.75  # "wensday" is .78 to wednesday, "someday" .71 to sunday
_SHORTEST_FUZZY = 4  # letters: below it a misspelling is a guess
_SHORTEST_BEGINNING = 2  # letters: "t" might be two days


@dataclass(frozen=True, slots=True)
class Days:
    """A set of weekdays, Monday 0 to Sunday 6; never empty."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= _WHOLE_WEEK:
            raise ValueError(f"not a set of weekdays: {set(self.weekdays)}")

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays

    def __str__(self) -> str:
        named = {_WHOLE_WEEK: "every day", frozenset(range(5)): "weekdays"}
        named[frozenset((5, 6))] = "weekends"
        listed = ", ".join(_NAMES[day].capitalize() for day in sorted(self.weekdays))
        return named.get(self.weekdays, listed)

    @property
    def mask(self) -> int:
        """Return the days as one number for storage: bit 0 is Monday."""
        return sum(1 << day for day in self.weekdays)

    @classmethod
    def from_mask(cls, mask: int) -> Days:
        """Return the days that :attr:`mask` once stood for."""
        return cls(frozenset(day for day in _WHOLE_WEEK if mask >> day & 1))


def parse_days(written: str) -> Days:
    """Return the weekdays that the words name; a range may wrap ("fri-mon").

    Raises:
        DaysUnclear: A word is no day, or no day is left ("every day except every day").
    """
    kept, *left_out = _EXCEPT.split(_folded(written))
    try:
        chosen = set(_listed(kept) if kept or not left_out else _WHOLE_WEEK)
        for part in left_out:
            chosen -= set(_listed(part))
        return Days(frozenset(chosen))
    except ValueError as mistake:
        raise DaysUnclear(written) from mistake


def _listed(words: str) -> Iterable[int]:
    joined = _RANGE_WORDS.sub("-", words)
    parts = [part for part in _LIST_MARKS.split(joined) if part]
    if not parts:
        raise ValueError("no day")
    return [day for part in parts for day in _part(part)]


def _part(part: str) -> Iterable[int]:
    first, dash, last = part.partition("-")
    if not dash:
        return _group(part) or [_weekday(part)]
    start, end = _weekday(first), _weekday(last)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _group(word: str) -> frozenset[int]:
    close = _closest(word, (*_GROUPS, *_NAMES)) if len(word) >= _SHORTEST_FUZZY else None
    return _GROUPS.get(close or word, frozenset())


def _weekday(word: str) -> int:
    """Return the day of a name, a beginning of it ("we", "thurs") or a misspelling of it."""
    singular = word.removesuffix("s") if len(word) >= _SHORTEST_FUZZY else word
    starts = [name for name in _NAMES if name.startswith((word, singular))]
    if len(starts) == 1 and len(word) >= _SHORTEST_BEGINNING:
        return _NAMES.index(starts[0])
    close = _closest(singular, _NAMES)
    if close is None:
        raise ValueError(f"not a weekday: {word}")
    return _NAMES.index(close)


def _closest(word: str, names: Iterable[str]) -> str | None:
    likeness = OSA.normalized_similarity
    found = process.extractOne(word, names, scorer=likeness, score_cutoff=_ALIKE)
    return found[0] if found else None


def _folded(written: str) -> str:
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", written.casefold())
    words = re.sub(r"[^\w,;/+&-]+", " ", words).strip()
    words = re.sub(r"\b(?:ev\w{1,3}|each|all) ?(?:days?|week)\b", "everyday", words)
    words = re.sub(r"\bwork(?:ing)? days?\b", "workdays", words)
    return re.sub(r"\b(?:on|every|each|only)\b", " ", words).strip()
