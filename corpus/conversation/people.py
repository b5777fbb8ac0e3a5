"""Who is meant: people that articles name, found again in what somebody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotations import Gender
from corpus.quotes.tokenizing import read
from corpus.speakers.names import is_title
from corpus.speakers.roster import read_roster
from corpus.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.speakers.roster import Entity

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc-][^\W_]+)*")
_SUFFIXES = frozenset({"mp", "msp", "jr", "sr", "kc", "qc", "obe", "cbe"})


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody that a conversation may be about.

    Attributes:
        name: What to call them: the fullest printed name, or what the person typed.
        gender: For pronouns.
        is_person: False for a body such as a ministry.
    """

    name: str
    gender: Gender = Gender.UNKNOWN
    is_person: bool = True

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        words = [fold(word) for word in _WORD.findall(self.name)]
        kept = [word for word in words if word not in _SUFFIXES]
        return (kept or words or [""])[-1]


def people_in(text: str) -> tuple[Somebody, ...]:
    """Return the people an article names, in order of first appearance."""
    entities = (e for e in read_roster(read(text)).entities if _is_somebody(e))
    return tuple(_somebody(entity) for entity in sorted(entities, key=lambda e: e.mentions[0]))


def _is_somebody(entity: Entity) -> bool:
    """Tell a person from a place or a title in capitals, which the roster may take for one."""
    is_named = len(entity.name.parts) > 1 and not is_title(entity.name.last)
    is_known = is_named or entity.gender is not Gender.UNKNOWN
    return entity.is_person and bool(entity.mentions) and is_known


def _somebody(entity: Entity) -> Somebody:
    words = entity.name.printed.split()
    kept = [word for word in words if fold(word) not in _SUFFIXES] or words
    return Somebody(" ".join(kept), entity.gender)


def mentioned(text: str, known: Iterable[Somebody]) -> tuple[Somebody, ...]:
    """Return those known whose surname stands in a text, in the text's order, each once."""
    by_surname: dict[str, Somebody] = {}
    for somebody in known:
        by_surname.setdefault(somebody.surname, somebody)
    folded = (fold(match.group()) for match in _WORD.finditer(text))
    return tuple(dict.fromkeys(by_surname[word] for word in folded if word in by_surname))


def named_alone(text: str, known: Sequence[Somebody]) -> Somebody | None:
    """Return who a text names and nothing else, titles aside; None when it says more."""
    found = mentioned(text, known)
    if len(found) != 1:
        return None
    name = {fold(word) for word in _WORD.findall(found[0].name)} | _TITLES
    return found[0] if {fold(word) for word in _WORD.findall(text)} <= name else None


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "president"})
