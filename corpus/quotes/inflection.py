"""The regular forms of English verbs, and the verb lists spelt out in all their forms."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from corpus.quotes.lists import sections, words

_VOWELS = frozenset("aeiou")
_DOUBLING = words("grammar", "doubling")


class Forms(NamedTuple):
    """The forms of one verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def _stem(base: str) -> str:
    return base + base[-1] if base in _DOUBLING else base


def third_person(base: str) -> str:
    """Return "says" for "say"."""
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    """Return "claimed" for "claim", as if every verb were regular."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def gerund(base: str) -> str:
    """Return "claiming" for "claim"."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def regular(base: str) -> Forms:
    """Return the forms of a verb that follows the rules."""
    return Forms(base, third_person(base), past(base), past(base), gerund(base))


def _reporting_line(line: str) -> Forms:
    base, *exceptions = line.split()
    given = dict(part.split("=", 1) for part in exceptions)
    forms = regular(base)
    past_form = given.get("past", forms.past)
    return Forms(
        base,
        given.get("third", forms.third),
        past_form,
        given.get("part", past_form),
        given.get("ing", forms.gerund),
    )


@cache
def reporting_verbs() -> dict[str, tuple[Forms, ...]]:
    """Return the reporting verbs by class: say, tell, ask, judge, think, voice."""
    return {
        name: tuple(_reporting_line(line) for line in lines)
        for name, lines in sections("reporting_verbs").items()
        if name
    }


@cache
def common_verbs() -> tuple[Forms, ...]:
    """Return the common verbs that report nothing by themselves."""
    lists = sections("verbs")
    found = [regular(base) for line in lists["regular"] for base in line.split()]
    for line in lists["irregular"]:
        base, past_form, participle = line.split()
        found.append(Forms(base, third_person(base), past_form, participle, gerund(base)))
    return tuple(found)
