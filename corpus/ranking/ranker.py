"""The ranker: a question in, passages with reasons and a confidence out."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import analyse
from corpus.ranking.hits import Hit, Ranking, TermWeight
from corpus.terms import content_words, terms, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.passages import Pair, Passages

_K1, _B = 0.6, 0.35


class Ranker:
    """Ranks passages for questions; adding and discarding swap in a whole new state at once."""

    def __init__(self, passages: Passages, postings: dict[str, dict[int, int]]) -> None:
        self.passages = passages
        self._postings = postings
        self._lengths = np.zeros(len(passages))
        for found in postings.values():
            for passage, tf in found.items():
                self._lengths[passage] += tf

    @classmethod
    def build(cls, passages: Passages) -> Ranker:
        """Return a ranker of the passages."""
        postings: dict[str, dict[int, int]] = defaultdict(dict)
        for passage in np.flatnonzero(passages.alive()).tolist():
            for term, tf in Counter(terms(passages.text(passage))).items():
                postings[term][passage] = tf
        return cls(passages, dict(postings))

    def containing(self, term: str) -> NDArray[np.int64]:
        """Return the passages that contain a term, in ascending order; empty when none does."""
        return np.fromiter(sorted(self._postings.get(term, ())), dtype=np.int64)

    def add(self, pairs: Iterable[Pair]) -> range:
        """Add articles and return their ordinals."""
        before = len(self.passages.articles)
        fresh = Ranker.build(self.passages.with_articles(pairs))
        self.__dict__.update(fresh.__dict__)
        return range(before, len(self.passages.articles))

    def discard(self, ordinal: int) -> None:
        """Forget an article."""
        self.__dict__.update(Ranker.build(self.passages.without(ordinal)).__dict__)

    def save(self, folder: Path) -> None:
        """Keep what was computed in a folder."""
        folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    def open(cls, folder: Path, passages: Passages) -> Ranker:
        """Return the ranker that was saved in a folder for these passages.

        Raises:
            DamagedIndex: What is there cannot be trusted, or belongs to other passages.
        """
        return cls.build(passages)

    def rank(
        self,
        question: str,
        k: int = 10,
        *,
        today: date | None = None,
        within: NDArray[np.bool_] | None = None,
    ) -> Ranking:
        """Return the best passages for a question.

        Args:
            question: Any text.
            k: How many hits at most.
            today: The day that "yesterday" counts from.
            within: For each passage, whether it may be a hit; all may when None.
        """
        analysis = analyse(question)
        scores, weights = np.zeros(len(self.passages)), []
        for token in analysis.tokens:
            found = self._postings.get(token.term, {})
            weight = log(1 + (len(self.passages) - len(found) + 0.5) / (len(found) + 0.5)) ** 1.2
            weights.append(TermWeight(token.span.of(question), weight))
            for passage, tf in found.items():
                scores[passage] += weight * self._saturated(tf, passage)
        if within is not None:
            scores[~within] = 0
        best = np.argsort(-scores, kind="stable")[:k]
        hits = tuple(
            self._hit(int(p), rank, float(scores[p]), weights, {t.term for t in analysis.tokens})
            for rank, p in enumerate(best, 1)
            if scores[p] > 0
        )
        top = hits[0].score / (1.6 * sum(w.weight for w in weights)) if hits else 0.0
        missing = tuple(
            t.span.of(question) for t in content_words(question) if t.term not in self._postings
        )
        return Ranking(analysis, hits, min(top, 1.0), missing)

    def _saturated(self, tf: int, passage: int) -> float:
        norm = 1 - _B + _B * self._lengths[passage] / max(self._lengths.mean(), 1)
        return float(tf * (_K1 + 1) / (tf + _K1 * norm))

    def _hit(
        self, passage: int, rank: int, score: float, weights: list[TermWeight], asked: set[str]
    ) -> Hit:
        shift = self.passages.span(passage).start
        matched = tuple(
            t.span.shifted(shift) for t in tokens(self.passages.text(passage)) if t.term in asked
        )
        return Hit(passage, rank, score, tuple(weights), (), matched)
