"""What a term is worth among the articles at hand, and what an article is about."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING

from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CACHED_TEXTS = 4096
_LEAD_SHARE = 3  # the first 1/3 of a text's terms say what it is about
_LEAD_WEIGHT = 2
_TERMS_OF_A_TEXT = 80  # beyond them a news text repeats what every news text has


@lru_cache(_CACHED_TEXTS)
def counted(text: str) -> Mapping[str, int]:
    """Return how often each term of substance occurs in a text, its first third counted twice."""
    found = [token.term for token in content_words(text)]
    counts = Counter(found)
    counts.update(found[: len(found) // _LEAD_SHARE] * (_LEAD_WEIGHT - 1))
    return counts


class Weights:
    """The inverse document frequencies of one set of articles, in nats, always > 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._df: Counter[str] = Counter()
        self._n = 0
        for text in texts:
            self._df.update(counted(text).keys())
            self._n += 1

    def idf(self, term: str) -> float:
        """Return a term's weight; a term that no article holds weighs most."""
        df = self._df.get(term, 0)
        return log(1 + (self._n - df + 0.5) / (df + 0.5)) if df <= self._n else 0.0

    def vector(self, text: str) -> dict[str, float]:
        """Return a text's weightiest terms, of length 1 as a vector; empty if it has none."""
        raw = {term: (1 + log(tf)) * self.idf(term) for term, tf in counted(text).items()}
        best = sorted(raw.items(), key=lambda item: (-item[1], item[0]))[:_TERMS_OF_A_TEXT]
        length = sqrt(sum(weight * weight for _, weight in best))
        return {term: weight / length for term, weight in best} if length else {}


def centre(vectors: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the direction in which vectors point together, of length 1; empty for none."""
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    length = sqrt(sum(weight * weight for weight in total.values()))
    return {term: weight / length for term, weight in total.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return how alike two vectors of length 1 are, from 0 to 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * large[term] for term, weight in small.items() if term in large)
