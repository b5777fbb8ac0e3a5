"""Whom a name means: by full name, surname, role, short form, or misspelt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from corpus.people import Person, key_of
from corpus.quotations import Gender
from corpus.speakers.names import SUFFIXES, is_title, parse_name, same_given
from corpus.terms import fold
from corpus.word_lists import lines, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.quoting.directory import Directory

_APART = 3  # characters; beyond, two words cannot be one misspelt
_SIMILAR = 0.78
_SHORTEST_MISSPELT = 4
_FULL, _KNOWN_AS, _SURNAME, _SHORT, _GIVEN, _ROLE = 1.0, 0.95, 0.9, 0.88, 0.8, 0.75
_MISSPELT = 0.7  # times the likeness
_OWN_DIFFERENCE = 0.1
_OTHER_TITLE = 0.15
_DOMINANT = 4  # times as many quotations: then the name means the better known

_OF_ANOTHER = re.compile(r"^.*(?:'s|\u2019s|s'|s\u2019)\s+")
_PLACED = re.compile(r"\s+(?:in|of|from|at|for|who|on|with|against|to|whose|and)\s.*$", re.I)


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who may be meant.

    Attributes:
        code: The place among the directory's people.
        person: The record.
        fit: How well the name fits, 0 to 1.
        by: How: name, role or spelling.
    """

    code: int
    person: Person
    fit: float
    by: str


def find_people(typed: str, directory: Directory) -> list[Match]:
    """Return everybody whom a name or role may mean, the best fit and best known first."""
    asked = _asked_words(typed)
    if not asked:
        return []
    found = [
        match
        for code, person in enumerate(directory.people)
        if (match := _match(asked, typed, code, person))
    ]
    if not any(match.by != "role" for match in found):
        found += _misspelt(asked, directory)
    return sorted(found, key=lambda m: (-round(m.fit, 2), -int(directory.counts[m.code])))


def meant(matches: Sequence[Match], directory: Directory) -> list[Match]:
    """Return whom a name means: one, or several where it is ambiguous; empty for nobody."""
    if not matches:
        return []
    best = [m for m in matches if m.fit >= matches[0].fit - _OWN_DIFFERENCE]
    counts = sorted((int(directory.counts[m.code]) for m in best), reverse=True)
    if len(best) > 1 and counts[0] >= _DOMINANT * counts[1]:
        return [max(best, key=lambda m: int(directory.counts[m.code]))]
    return [best[0]] if best[0].fit == _FULL else best


def starting_with(typed: str, directory: Directory, limit: int) -> list[Person]:
    """Return whom somebody may be about to name, by any form or role, best known first."""
    low = [fold(word) for word in typed.split() if fold(word)]
    found = (p for p in directory.people if not low or _begins(low, p))
    return [person for person, _ in zip(found, range(limit), strict=False)]


def _begins(typed: list[str], person: Person) -> bool:
    """Tell whether each typed word begins a word of one form or role."""
    for text in (person.name, *person.forms, *person.roles):
        held = [fold(word) for word in text.split()]
        if all(any(word.startswith(part) for word in held) for part in typed):
            return True
    return False


def named_part(typed: str) -> str:
    """Return the part of a description that may name who is meant: "Ng" of "Lee's aide Ng"."""
    return _PLACED.sub("", _OF_ANOTHER.sub("", typed)) or typed


def surname_likeness(typed: str, person: Person) -> float:
    """Return how much the last word that may name somebody looks like a surname, 0 to 1."""
    asked = _asked_words(named_part(typed))
    held = _form_words(person.name)
    if not asked or not held or not person.is_person or len(asked[-1]) < _SHORTEST_MISSPELT:
        return 0.0
    return _similarity(asked[-1], held[-1])


def _asked_words(typed: str) -> list[str]:
    """Return the folded words that name, without determiners; roles written out."""
    small = words("quoting/name_fillers.txt")
    found: list[str] = []
    for word in typed.replace("-", " ").split():
        folded = fold(word)
        if folded and folded not in small:
            found += role_words().get(folded, (folded,))
    return found


@cache
def role_words() -> dict[str, tuple[str, ...]]:
    """Return short role -> the words it stands for: "pm" -> prime, minister."""
    rows = (line.split("\t") for line in lines("quoting/roles.tsv"))
    return {short: tuple(full.split()) for short, full in rows}


def _match(asked: list[str], typed: str, code: int, person: Person) -> Match | None:
    if key_of(typed) == person.key:
        return Match(code, person, _FULL, "name")
    named = [word for word in asked if not is_title(word)] or asked
    fit = max((_name_fit(named, form) for form in {person.name, *person.forms}), default=0.0)
    if fit and not _gender_differs(typed, person):
        titles = set(asked) - set(named)
        fits = not titles or any(titles & role_terms(role) for role in person.roles)
        return Match(code, person, fit if fits else fit - _OTHER_TITLE, "name")
    share = max((_role_fit(asked, role) for role in person.roles), default=0.0)
    return Match(code, person, _ROLE * share, "role") if share else None


def _gender_differs(typed: str, person: Person) -> bool:
    """Tell whether "Mrs" or the like names somebody else."""
    name = parse_name(typed)
    return name is not None and {name.gender, person.gender} == {Gender.FEMALE, Gender.MALE}


@cache
def _form_words(form: str) -> tuple[str, ...]:
    found = (fold(word) for word in form.split())
    return tuple(word for word in found if word and word not in SUFFIXES)


def _name_fit(asked: list[str], form: str) -> float:
    held = _form_words(form)
    if not held:
        return 0.0
    if tuple(asked) == held:
        return _FULL if len(held) > 1 else _KNOWN_AS
    if len(asked) == 1:
        if asked[0] == held[-1]:
            return _SURNAME
        return _GIVEN if asked[0] == held[0] else 0.0
    if asked[-1] == held[-1] and len(held) > 1 and same_given(asked[0], held[0]):
        return _SHORT
    return _SHORT if set(asked) <= set(held) and asked[-1] == held[-1] else 0.0


@cache
def role_terms(role: str) -> frozenset[str]:
    """Return the folded words of a role that tell it from others, short ones written out."""
    small = words("quoting/name_fillers.txt")
    found: list[str] = []
    for word in role.replace("-", " ").split():
        folded = fold(word)
        if folded and folded not in small:
            found += role_words().get(folded, (folded,))
    return frozenset(found)


def _role_fit(asked: list[str], role: str) -> float:
    """Return how well words describe a role: all of them must be in it."""
    held = role_terms(role)
    if not held or not set(asked) <= held:
        return 0.0
    return 0.7 + 0.3 * len(set(asked)) / len(held)


def _misspelt(asked: list[str], directory: Directory) -> list[Match]:
    """Return people whose surname, or whole name, looks like what was typed."""
    named = [word for word in asked if not is_title(word)] or asked
    if len(named[-1]) < _SHORTEST_MISSPELT:
        return []
    found = []
    for code, person in enumerate(directory.people):
        likeness = max(_likeness(named, form) for form in {person.name, *person.forms})
        if likeness >= _SIMILAR:
            found.append(Match(code, person, _MISSPELT * likeness, "spelling"))
    return found


def _likeness(named: list[str], form: str) -> float:
    held = _form_words(form)
    if not held:
        return 0.0
    if len(named) == 1:
        return _similarity(named[0], held[-1])
    if len(held) == 1:
        return 0.0
    whole = _similarity(" ".join(named), " ".join(held))
    last = _similarity(named[-1], held[-1])
    given = same_given(named[0], held[0]) or _similarity(named[0], held[0]) >= _SIMILAR
    return max(whole, last if given else 0.0)


def _similarity(one: str, other: str) -> float:
    if abs(len(one) - len(other)) > _APART:
        return 0.0
    return float(DamerauLevenshtein.normalized_similarity(one, other, score_cutoff=_SIMILAR))
