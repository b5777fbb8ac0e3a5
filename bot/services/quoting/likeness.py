"""How well a quotation fits words that somebody remembers, or a topic."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from corpus.terms import fold, term_of, tokens
from corpus.word_lists import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from bot.services.spelling import Vocabulary
    from corpus.ranking.ranker import Ranker

_DULL = 0.4  # what a common verb or particle weighs beside a word of substance
_NEAR = 3  # words between which order counts


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words looked for.

    Attributes:
        terms: The term of each word, in order.
        weights: What each term weighs; the rarer in the articles, the more.
        holders: The passages that hold each term, in ascending order.
        missing: Words as typed that no article contains, nor one that looks like them.
    """

    terms: tuple[str, ...]
    weights: dict[str, float]
    holders: dict[str, NDArray[np.int64]]
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """The weight of all terms."""
        return sum(self.weights.values())

    def share(self, held: Iterable[str]) -> float:
        """Return the share of the weight that these terms make up, 0 to 1."""
        found = set(held)
        return sum(w for term, w in self.weights.items() if term in found) / (self.total or 1.0)

    def in_passages(self, first: int, last: int) -> set[str]:
        """Return the terms that one of the passages ``first`` to ``last - 1`` holds."""
        return {
            term
            for term, held in self.holders.items()
            if np.searchsorted(held, first) < np.searchsorted(held, last)
        }


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the words looked for stands where; each share holds the one before.

    Attributes:
        content: The share that stands in the quotation itself, 0 to 1.
        sentence: In the sentences that hold it.
        around: In its paragraph and the one before, in the title, or in the speaker's names.
        article: In the whole article.
        order: The share of neighbouring words that are neighbours there as well.
    """

    content: float
    sentence: float
    around: float
    article: float
    order: float

    def weighed(self, weights: tuple[float, float, float, float, float]) -> float:
        """Return the parts weighed and added up."""
        parts = (self.content, self.sentence, self.around, self.article, self.order)
        return sum(w * part for w, part in zip(weights, parts, strict=True))


def make_wanted(text: str, ranker: Ranker, vocabulary: Vocabulary) -> Wanted:
    """Return the words to look for, each misspelt one taken for the word it looks like."""
    size = max(1, len(ranker.passages))
    dull = listed("ranking/dull_words.txt")
    found: list[str] = []
    weights: dict[str, float] = {}
    holders: dict[str, NDArray[np.int64]] = {}
    missing: list[str] = []
    for token in tokens(text):
        word = token.span.of(text)
        term, held = token.term, ranker.containing(token.term)
        if not len(held) and (near := vocabulary.nearest(word)):
            term = term_of(near)
            held = ranker.containing(term)
        if not len(held):
            missing.append(word)
        found.append(term)
        holders[term] = held
        weight = log(1 + (size - len(held) + 0.5) / (len(held) + 0.5))
        weights[term] = weight * (_DULL if fold(word) in dull else 1.0)
    return Wanted(tuple(found), weights, holders, tuple(missing))


def order(wanted: Wanted, content: Sequence[str]) -> float:
    """Return the weighted share of neighbouring terms that are neighbours in the content too."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(content):
        places.setdefault(term, []).append(place)
    pairs = list(zip(wanted.terms, wanted.terms[1:], strict=False))
    worth = [wanted.weights[a] + wanted.weights[b] for a, b in pairs]
    held = [
        w
        for (a, b), w in zip(pairs, worth, strict=True)
        if any(0 < y - x <= _NEAR for x in places.get(a, ()) for y in places.get(b, ()))
    ]
    return sum(held) / sum(worth) if sum(worth) else 0.0
