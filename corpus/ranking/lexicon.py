"""What says the same as a word: families, synonyms, peoples, short forms; all read from data."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from corpus.ranking.concepts import Alternative
from corpus.terms import term_of, terms
from corpus.word_lists import lines

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILY = 0.8
SYNONYM = 0.45
PEOPLE = 0.8
SHORT_FORM = 0.95

Table = dict[str, dict[tuple[str, ...], float]]


@cache
def same_meaning() -> Table:
    """Return, for each term of the shipped lists, what says the same and how nearly."""
    table: Table = {}
    for line in lines("ranking/synonyms.txt"):
        _join(table, line.split(), SYNONYM)
    for line in lines("ranking/derivations.txt"):
        _join(table, line.split(), FAMILY)
    for line in lines("ranking/places.tsv"):
        _join(table, line.replace("\t", " ").split(), PEOPLE)
    return table


def _join(table: Table, group: Iterable[str], strength: float) -> None:
    members = dict.fromkeys(term for word in group if (term := term_of(word)))
    for term in members:
        others = table.setdefault(term, {})
        for other in members:
            if other != term:
                others[other,] = max(strength, others.get((other,), 0.0))


@cache
def short_forms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the term of each shipped short form with the terms of what it stands for."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for line in lines("ranking/acronyms.tsv"):
        short, meant = line.split("\t")
        for term in terms(short):
            table.setdefault(term, []).extend(tuple(terms(m)) for m in meant.split("|"))
    return {term: tuple(meant) for term, meant in table.items()}


def alternatives_of(term: str) -> list[Alternative]:
    """Return what the shipped lists know to say the same as a term."""
    found = same_meaning().get(term, {})
    meant = short_forms().get(term, ())
    return [
        Alternative(terms, strength)
        for terms, strength in chain(found.items(), ((m, SHORT_FORM) for m in meant))
    ]
