"""How probable it is that the articles answer a question, from how well the best passage does."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import Wanted
from corpus.ranking import features
from corpus.ranking.model import confidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence

SIGNS: dict[str, Callable[[Best], float]] = {}


def sign(function: Callable[[Best], float]) -> Callable[[Best], float]:
    """Register a sign under its function's name."""
    SIGNS[function.__name__] = function
    return function


@dataclass(frozen=True)
class Best:
    """The best passage of a ranking, to be judged.

    Attributes:
        evidence: What is known about all candidates.
        scores: The candidates' scores.
        order: The candidates, best first.
        weights: What each concept is worth, those that no passage contains included; sum 1.
    """

    evidence: Evidence
    scores: Floats
    order: list[int]
    weights: Floats

    @classmethod
    def of(cls, evidence: Evidence, scores: Floats) -> Best:
        """Return the best of the candidates by their scores."""
        raw = np.array([c.weight for c in evidence.concepts], np.float32)
        order = np.argsort(-scores, kind="stable").tolist()
        return cls(evidence, scores, order, raw / max(float(raw.sum()), 1e-9))

    @property
    def first(self) -> int:
        """The best candidate."""
        return self.order[0]

    def share(self, said: Floats) -> float:
        """Return the share of the question's weight that the best passage has, by a matrix."""
        return float(self.weights @ said[:, self.first])

    def reached(self) -> Floats:
        """Return how nearly each candidate, with all that is around it, says each concept."""
        e = self.evidence
        near = np.maximum(e.around[-1], e.around[1])
        reached: Floats = np.maximum(np.maximum(e.own, e.paragraph), np.maximum(near, e.title))
        return reached

    @property
    def shows_wanted(self) -> bool:
        """Whether the best passage has in it what the question wants."""
        return bool(self.evidence.shown[self.evidence.words.owner == self.first].any())

    def feature(self, name: str) -> float:
        """Return a feature of the best passage."""
        return float(features.FEATURES[name](self.evidence)[self.first])


@sign
def said(b: Best) -> float:
    """The share of the question that the passage says."""
    return b.share(b.evidence.own)


@sign
def said_around(b: Best) -> float:
    """The share that the passage, its neighbours, paragraph and title say."""
    return b.share(b.reached())


@sign
def said_in_article(b: Best) -> float:
    """The share that its article says."""
    return b.share(np.maximum(b.evidence.article, b.reached()))


@sign
def unknown(b: Best) -> float:
    """The share that no passage of any article says."""
    return float(
        sum(w for w, c in zip(b.weights, b.evidence.concepts, strict=True) if not c.is_known)
    )


@sign
def most_missing(b: Best) -> float:
    """The share of the weightiest concept that the passage does not say."""
    return float((b.weights * (1 - b.evidence.own[:, b.first])).max())


@sign
def names_missing(b: Best) -> float:
    """The share in names that the passage and what is around it do not say."""
    return float((b.weights * (1 - b.reached()[:, b.first]) * b.evidence.names).sum())


@sign
def substance_missing_here(b: Best) -> float:
    """The share in other words than names that the passage itself does not say."""
    return float((b.weights * (1 - b.evidence.own[:, b.first]) * ~b.evidence.names).sum())


@sign
def other_words(b: Best) -> float:
    """The share said only in other words."""
    own = b.evidence.own
    return b.share(np.where(own < 1, own, 0))


@sign
def near(b: Best) -> float:
    """How close together the passage says it."""
    return b.feature("near")


@sign
def phrase(b: Best) -> float:
    """How much it says side by side, in the question's order."""
    return b.feature("phrase")


@sign
def answer_near(b: Best) -> float:
    """How near what is wanted stands to a word of the question."""
    return b.feature("answer_near")


@sign
def said_rarely(b: Best) -> float:
    """The share it says, what its whole article keeps saying worth less."""
    return b.feature("said_rarely")


@sign
def substance_said(b: Best) -> float:
    """The share of the words other than names that the passage itself says."""
    asked = b.weights * ~b.evidence.names
    total = float(asked.sum())
    return float(asked @ b.evidence.own[:, b.first]) / total if total > _LITTLE else 1.0


@sign
def lacks_quantity(b: Best) -> float:
    """Whether a time, a number or an amount is wanted, and none is there."""
    return float(b.evidence.question.wanted in _QUANTITIES and not b.shows_wanted)


@sign
def lacks_name(b: Best) -> float:
    """Whether a person or a place is wanted, and none is there."""
    return float(b.evidence.question.wanted in {Wanted.PERSON, Wanted.PLACE} and not b.shows_wanted)


_LITTLE = 0.05
_QUANTITIES = frozenset({Wanted.TIME, Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE, Wanted.DURATION})


@sign
def score(b: Best) -> float:
    """The passage's score."""
    return float(b.scores[b.first]) / 10


@sign
def lead_over_fifth(b: Best) -> float:
    """How far it is ahead of the fifth."""
    return float(b.scores[b.first] - b.scores[b.order[min(4, len(b.order) - 1)]])


@sign
def concepts(b: Best) -> float:
    """The logarithm of how many concepts the question has."""
    return log1p(len(b.evidence.concepts))


def signs(best: Best, names: tuple[str, ...]) -> Floats:
    """Return the named signs, in order."""
    return np.array([SIGNS[name](best) for name in names], np.float32)


def probability(best: Best) -> float:
    """Return the probability that the articles answer the question."""
    model = confidence()
    total = float(model.weights @ signs(best, model.names)) + model.constant
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
