"""How probable it is that the articles answer a question, from how well the best passage does."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.model import confidence
from corpus.ranking.signs import SIGNS

if TYPE_CHECKING:
    from corpus.ranking.arrays import Floats
    from corpus.ranking.best import Best

_SURE = 30.0


def signs(best: Best, names: tuple[str, ...]) -> Floats:
    """Return the named signs, in order."""
    return np.array([SIGNS[name](best) for name in names], np.float32)


def is_careful(question: str) -> bool:
    """Tell whether a question is typed with care: it begins with no small letter and ends in "?".

    People who take care also ask in more of the article's words, so that a word left unsaid weighs
    more against the answer than where somebody types in passing.
    """
    return not question[:1].islower() and question.rstrip().endswith("?")


def probability(best: Best) -> float:
    """Return the probability that the articles answer the question."""
    model = confidence(careful=is_careful(best.evidence.question.text))
    total = float(model.weights @ signs(best, model.names)) + model.constant
    return 1 / (1 + exp(-max(-_SURE, min(_SURE, total))))
