"""The best passage of a ranking beside the others, to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import Wanted
from corpus.ranking import features

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence

_ASKING = frozenset({"stand", "mean", "meant"})


@dataclass(frozen=True)
class Best:
    """The best passage of a ranking, to be judged.

    Where one value a concept is told, it is from 0 to 1: how nearly that concept is said.

    Attributes:
        evidence: What is known about all candidates.
        scores: The candidates' scores.
        order: The candidates, best first.
        worths: What each concept is worth, those that no passage contains included.
    """

    evidence: Evidence
    scores: Floats
    order: list[int]
    worths: Floats

    @classmethod
    def of(cls, evidence: Evidence, scores: Floats) -> Best:
        """Return the best of the candidates by their scores."""
        worths = np.array([c.weight for c in evidence.concepts], np.float32)
        return cls(evidence, scores, np.argsort(-scores, kind="stable").tolist(), worths)

    @property
    def first(self) -> int:
        """The best candidate."""
        return self.order[0]

    @cached_property
    def weights(self) -> Floats:
        """The concepts' worths as shares of the whole question."""
        shares: Floats = self.worths / max(float(self.worths.sum()), 1e-9)
        return shares

    @cached_property
    def granted(self) -> Floats:
        """1 for words of a question for a meaning that no answer says: "stand", "mean"."""
        asks = self.evidence.question.wanted is Wanted.MEANING
        terms = (c.term for c in self.evidence.concepts)
        return np.array([asks and term in _ASKING for term in terms], np.float32)

    @cached_property
    def own(self) -> Floats:
        """What the passage itself says."""
        return np.maximum(self.evidence.own[:, self.first], self.granted)

    @cached_property
    def reached(self) -> Floats:
        """What the passage says with its neighbours, its paragraph and its title."""
        e, n = self.evidence, self.first
        around = (e.paragraph, e.around[-1], e.around[1], e.title)
        reached: Floats = np.stack([self.own, *(said[:, n] for said in around)]).max(axis=0)
        return reached

    @cached_property
    def in_article(self) -> Floats:
        """What its article says anywhere."""
        return np.maximum(self.evidence.article[:, self.first], self.reached)

    @cached_property
    def same_article(self) -> NDArray[np.bool_]:
        """Which candidates are of its article."""
        articles = self.evidence.articles
        same: NDArray[np.bool_] = articles == articles[self.first]
        return same

    @cached_property
    def shows_wanted(self) -> NDArray[np.bool_]:
        """Which candidates have in them what the question wants."""
        return self.evidence.count(self.evidence.shown) > 0

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """Each candidate's part of the softmax of the scores: its chance of being the answer."""
        raised = np.exp(self.scores.astype(np.float64) - float(self.scores.max()))
        parts: NDArray[np.float64] = raised / raised.sum()
        return parts

    def share(self, said: Floats) -> float:
        """Return the share of the question's weight that is said."""
        return float(self.weights @ said)

    def share_of_names(self, said: Floats) -> float:
        """Return the share of the question's weight that is said in names."""
        return float(self.weights @ (said * self.evidence.names))

    def feature(self, name: str) -> float:
        """Return a feature of the best passage."""
        return float(features.FEATURES[name](self.evidence)[self.first])
