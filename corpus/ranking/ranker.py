"""The ranker: a question in, passages with reasons and a confidence out."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import Wanted, analyse
from corpus.ranking import model, store
from corpus.ranking.arrangement import explaining, newness, over_articles, without_repeats
from corpus.ranking.best import Best
from corpus.ranking.concepts import concepts_of
from corpus.ranking.confidence import probability
from corpus.ranking.evidence import evidence_for
from corpus.ranking.features import matrix
from corpus.ranking.hits import Hit, Ranking
from corpus.ranking.lexicon import alternatives_of
from corpus.ranking.reasons import Reasons
from corpus.ranking.state import State
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.passages import Pair, Passages
    from corpus.question import QuestionAnalysis
    from corpus.ranking.arrays import Floats
    from corpus.ranking.concepts import Concept
    from corpus.ranking.evidence import Evidence


@dataclass(frozen=True)
class Scored:
    """The candidates of a question with their scores.

    Attributes:
        evidence: What is known about them.
        values: A row a candidate, a column a feature.
        scores: Their scores.
    """

    evidence: Evidence
    values: Floats
    scores: Floats

    @property
    def order(self) -> list[int]:
        """The candidates' places, best first, equal scores by passage."""
        order: list[int] = np.argsort(-self.scores, kind="stable").tolist()
        return order


class Ranker:
    """Ranks passages for questions.

    Any number of threads may rank while one adds or discards articles: each ranking sees the
    articles of one moment.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._writing = threading.Lock()

    @classmethod
    def build(cls, passages: Passages) -> Ranker:
        """Return a ranker of the passages."""
        return cls(State.build(passages))

    @property
    def passages(self) -> Passages:
        """The passages that are ranked now."""
        return self._state.passages

    def containing(self, term: str) -> NDArray[np.int64]:
        """Return the numbers of the passages that contain a term, ascending; maybe none."""
        return self._state.containing(term)

    def listen(self, text: str) -> tuple[tuple[Concept, ...], Floats]:
        """Return the concepts of a text, and how nearly each passage says each of them.

        Returns:
            The concepts, and a row a concept with a column a passage.
        """
        state = self._state
        concepts = concepts_of(analyse(text), state, n=len(state.passages))
        return concepts, state.says(concepts, None)

    def add(self, pairs: Iterable[Pair]) -> range:
        """Add articles and return their ordinals."""
        with self._writing:
            before = len(self._state.passages.articles)
            self._state = self._state.with_articles(pairs)
            return range(before, len(self._state.passages.articles))

    def discard(self, ordinal: int) -> None:
        """Forget an article; its passages are no hits from now on.

        Raises:
            KeyError: It was discarded before.
        """
        with self._writing:
            self._state = self._state.without(ordinal)

    def save(self, folder: Path) -> None:
        """Keep what was computed in a folder.

        Raises:
            OSError: The folder cannot be written.
        """
        with self._writing:
            store.save(self._state, folder)

    @classmethod
    def open(cls, folder: Path, passages: Passages) -> Ranker:
        """Return the ranker that was saved in a folder for these passages.

        Raises:
            DamagedIndex: What is there cannot be trusted, or belongs to other passages.
        """
        return cls(store.load(folder, passages))

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
        state, analysis = self._state, analyse(question)
        missing = _missing(question, state)
        allowed = _allowed(state, within)
        concepts = concepts_of(analysis, state, n=len(state.passages))
        found = score(analysis, concepts, state, allowed, today) if concepts else None
        if found is None:
            return Ranking(analysis, missing_terms=missing)
        hits = _hits(found, state, k)
        best = Best.of(found.evidence, found.scores)
        return Ranking(
            analysis, hits, probability(best), missing, _corrected(concepts, hits, state)
        )


def score(
    question: QuestionAnalysis,
    concepts: tuple[Concept, ...],
    state: State,
    within: NDArray[np.bool_] | None,
    today: date | None,
) -> Scored | None:
    """Return the scored candidates of a question, None where there is none."""
    evidence = evidence_for(question, concepts, state, within)
    if not len(evidence.candidates):
        return None
    fitted = model.ranking()
    values = matrix(evidence, fitted.names)
    scores = values @ fitted.weights
    if question.is_recent:
        articles = state.passages.ordinals[evidence.candidates].tolist()
        scores = scores + newness(articles, state.passages, today)
    if question.wanted is Wanted.MEANING:
        asked = {concept.term for concept in concepts}
        scores = scores + explaining(evidence.candidates.tolist(), state.passages, asked)
    return Scored(evidence, values, scores)


def _allowed(state: State, within: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    if within is None:
        return None
    whole = np.zeros(len(state.passages), dtype=bool)
    whole[: min(len(within), len(whole))] = within[: len(whole)]
    return whole


def _hits(found: Scored, state: State, k: int) -> tuple[Hit, ...]:
    passages = found.evidence.candidates.tolist()
    articles = state.passages.ordinals[found.evidence.candidates].tolist()
    arranged = over_articles(found.order[: 3 * k], found.scores, articles)
    kept = without_repeats(arranged, passages, state.table, k)
    return tuple(
        _hit(found, state, place, rank, repeats) for rank, (place, repeats) in enumerate(kept, 1)
    )


def _hit(found: Scored, state: State, place: int, rank: int, repeats: tuple[int, ...]) -> Hit:
    passage = int(found.evidence.candidates[place])
    reasons = Reasons(
        state.passages.text(passage),
        state.passages.span(passage).start,
        found.evidence.concepts,
        found.values[place].copy(),
    )
    return Hit(passage, rank, float(found.scores[place]), reasons, repeats)


def _missing(question: str, state: State) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(t.span.of(question) for t in content_words(question) if not state.df(t.term))
    )


def _corrected(
    concepts: tuple[Concept, ...], hits: tuple[Hit, ...], state: State
) -> tuple[tuple[str, str], ...]:
    """Return the words taken for others, each as typed and as a hit prints it."""
    taken = {c.word for c in concepts if not state.df(c.term) and not alternatives_of(c.term)}
    found: dict[str, str] = {}
    if not taken:
        return ()
    for weight in chain.from_iterable(hit.weights for hit in hits):
        if weight.word in taken and weight.found_as:
            found.setdefault(weight.word, weight.found_as)
    return tuple(found.items())
