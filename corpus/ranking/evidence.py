"""Everything that features are computed from: which passage says which concept, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.candidates import candidates
from corpus.ranking.wanted import showing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.passages import Passages
    from corpus.question import QuestionAnalysis
    from corpus.ranking.arrays import Floats, Ints, Numbers
    from corpus.ranking.concepts import Concept
    from corpus.ranking.state import State
    from corpus.ranking.table import Mark, Table

REACH = 3


@dataclass(frozen=True)
class Words:
    """The words of the candidates, one row a word, candidate after candidate.

    Attributes:
        owner: Which candidate a word belongs to.
        at: Its place; candidates are far apart, so a distance is one within a candidate.
        concept: Which concept it says, -1 for none.
        strength: How nearly it says it.
        forms: A number for how it is spelt.
        marks: What it can be part of in an answer.
    """

    owner: Ints
    at: NDArray[np.int64]
    concept: NDArray[np.int16]
    strength: Floats
    forms: NDArray[np.uint32]
    marks: NDArray[np.uint32]

    def has(self, *marks: Mark) -> NDArray[np.bool_]:
        """Return which words have one of the marks."""
        bits = np.uint32(0)
        for mark in marks:
            bits |= np.uint32(mark)
        return (self.marks & bits) > 0


@dataclass(frozen=True)
class Evidence:
    """What is known about the candidates of one question.

    The matrices have a row a concept and a column a candidate, values from 0 to 1.

    Attributes:
        question: The question taken apart.
        concepts: Its concepts.
        weights: Their weights, summing to 1 over the concepts that any passage contains.
        candidates: The passages.
        articles: The article of each.
        own: How nearly the passage itself says each concept.
        around: The same for the passage at each distance from -REACH to REACH, 0 outside.
        paragraph: The same for the best passage of its paragraph (within REACH).
        article: The same for the best passage of its article.
        common: Which share of its article's passages say each concept.
        title: The same for its article's title.
        lengths: Words in each candidate.
        positions: Each candidate's place in its article, from 0.
        words: The candidates' words.
    """

    question: QuestionAnalysis
    concepts: tuple[Concept, ...]
    weights: Floats
    candidates: NDArray[np.int64]
    articles: Ints
    own: Floats
    around: dict[int, Floats]
    paragraph: Floats
    article: Floats
    common: Floats
    title: Floats
    lengths: Floats
    positions: Floats
    words: Words

    @cached_property
    def names(self) -> NDArray[np.bool_]:
        """Which concepts are names."""
        return np.array([c.is_name for c in self.concepts], dtype=bool)

    @cached_property
    def saying(self) -> NDArray[np.intp]:
        """The places of the words that say a concept, ascending."""
        return np.flatnonzero(self.words.concept >= 0)

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """Which words show what the question wants."""
        return showing(self)

    def count(self, which: NDArray[np.bool_]) -> Floats:
        """Return how many of the words given each candidate has."""
        counted = np.bincount(self.words.owner[which], minlength=len(self.candidates))
        return counted.astype(np.float32)


@dataclass(frozen=True)
class LookUp:
    """Number of a term -> the concept it says and how nearly."""

    concept: NDArray[np.int16]
    strength: Floats

    @classmethod
    def of(cls, concepts: tuple[Concept, ...], vocabulary: dict[str, int]) -> LookUp:
        """Return the look-up of the concepts' one-term alternatives."""
        found = cls(
            np.full(len(vocabulary) + 1, -1, np.int16), np.zeros(len(vocabulary) + 1, np.float32)
        )
        for row, concept in enumerate(concepts):
            for alternative in concept.alternatives:
                number = (
                    vocabulary.get(alternative.terms[0], 0) if len(alternative.terms) == 1 else 0
                )
                if number and alternative.strength > found.strength[number]:
                    found.concept[number] = row
                    found.strength[number] = alternative.strength
        return found


def words_of(table: Table, texts: Numbers, look_up: LookUp) -> Words:
    """Return the words of some texts of a table."""
    places, owner = table.words_of(texts)
    terms = table.terms[places]
    at = np.arange(len(places)) + owner.astype(np.int64) * 1000
    return Words(
        owner,
        at,
        look_up.concept[terms],
        look_up.strength[terms],
        table.forms[places],
        table.marks[places],
    )


def title_matrix(titles: Table, articles: Ints, look_up: LookUp, n: int) -> Floats:
    """Return how nearly each candidate's title says each of the ``n`` concepts."""
    distinct, inverse = np.unique(articles, return_inverse=True)
    words = words_of(titles, distinct, look_up)
    matrix = np.zeros((n, len(distinct)), np.float32)
    said = words.concept >= 0
    np.maximum.at(matrix, (words.concept[said], words.owner[said]), words.strength[said])
    return matrix[:, inverse]


def article_matrices(says: Floats, passages: Passages, articles: Ints) -> tuple[Floats, Floats]:
    """Return how nearly the best passage of each candidate's article says each concept.

    Beside it, the share of the article's passages that say it.
    """
    distinct, inverse = np.unique(articles, return_inverse=True)
    sizes = passages.firsts[distinct + 1] - passages.firsts[distinct]
    starts = np.cumsum(sizes) - sizes
    places = np.arange(sizes.sum()) + np.repeat(passages.firsts[distinct] - starts, sizes)
    whole = says[:, places]
    best = np.maximum.reduceat(whole, starts, axis=1)
    common = np.add.reduceat((whole > 0).astype(np.float32), starts, axis=1) / sizes
    return best[:, inverse], common[:, inverse].astype(np.float32)


def around(
    says: Floats, passages: Passages, candidates: NDArray[np.int64]
) -> tuple[dict[int, Floats], Floats]:
    """Return the matrices of the passages around the candidates, and of their paragraphs."""
    distances = (*range(-REACH, 0), *range(1, REACH + 1))
    wanted = candidates + np.array(distances)[:, None]
    there = np.clip(wanted, 0, len(passages) - 1)
    inside = (passages.ordinals[there] == passages.ordinals[candidates]) & (there == wanted)
    near = says[:, there] * inside
    same = passages.paragraphs[there] == passages.paragraphs[candidates]
    paragraph = np.maximum(says[:, candidates], (near * same).max(axis=1))
    return {distance: near[:, n] for n, distance in enumerate(distances)}, paragraph


def evidence_for(
    question: QuestionAnalysis,
    concepts: tuple[Concept, ...],
    state: State,
    within: NDArray[np.bool_] | None,
) -> Evidence:
    """Return what is known about the candidates of a question.

    Args:
        question: The question taken apart.
        concepts: Its concepts.
        state: The articles.
        within: Which passages count at all; all do when None.
    """
    raw = np.array([c.weight * c.is_known for c in concepts], np.float32)
    weights = raw / max(float(raw.sum()), 1e-9)
    says = state.says(concepts, within)
    found = candidates(says, weights, state.damping)
    near, paragraph = around(says, state.passages, found)
    articles = state.passages.ordinals[found]
    look_up = LookUp.of(concepts, state.vocabulary)
    article, common = article_matrices(says, state.passages, articles)
    return Evidence(
        question=question,
        concepts=concepts,
        weights=weights,
        candidates=found,
        articles=articles,
        own=says[:, found],
        around=near,
        paragraph=paragraph,
        article=article,
        common=common,
        title=title_matrix(state.titles, articles, look_up, len(concepts)),
        lengths=state.table.lengths()[found].astype(np.float32),
        positions=(found - state.passages.firsts[articles]).astype(np.float32),
        words=words_of(state.table, found, look_up),
    )
