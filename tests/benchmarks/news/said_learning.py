"""Fits what quotations are ranked by, and how sure one may be of the best: NumPy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

# What can only speak for a quotation, and what only against: a weight of the other sign would be
# an accident of few questions.
FOR = frozenset(
    (
        *("content", "content_exact", "sentence", "around", "article", "order", "told", "many"),
        *("ranked", "whole", "names", "rarest", "gender_fits", "named_like", "described"),
        *("described_nearby", "alike", "score", "ahead"),
    )
)
AGAINST = frozenset(
    ("indirect", "mixed", "fragment", "unknown_speaker", "no_person", "gender_differs", "unlike")
)
_STEPS, _COOLING, _PACE = 350, 220, 0.12


@dataclass(frozen=True)
class Asked:
    """A question with its candidates.

    Attributes:
        values: A row a candidate, a column a feature.
        is_right: Which candidates answer.
    """

    values: np.ndarray
    is_right: np.ndarray


def fit_ranking(asked: Sequence[Asked], names: Sequence[str], penalty: float = 2.0) -> np.ndarray:
    """Return weights under which right candidates are likeliest to come first (softmax)."""
    lessons = [one for one in asked if one.is_right.any()]
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, _STEPS + 1):
        slope = penalty * weights / max(1, len(lessons))
        for one in lessons:
            slope = slope + _slope(one, weights) / len(lessons)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        pace = _PACE if step < _COOLING else _PACE / 5
        move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weights = _of_right_sign(weights - pace * move, names)
    return weights


def _slope(one: Asked, weights: np.ndarray) -> np.ndarray:
    scores = one.values @ weights
    given = np.exp(scores - scores.max())
    given /= given.sum()
    right = given * one.is_right
    return one.values.T @ (given - right / right.sum())


def _of_right_sign(weights: np.ndarray, names: Sequence[str]) -> np.ndarray:
    low = np.array([0.0 if name in FOR else -np.inf for name in names])
    high = np.array([0.0 if name in AGAINST else np.inf for name in names])
    return np.clip(weights, low, high)


def fit_certainty(
    values: np.ndarray,
    is_right: np.ndarray,
    importance: np.ndarray,
    names: Sequence[str],
    penalty: float = 1.0,
) -> tuple[np.ndarray, float]:
    """Return the weights and the constant of a logistic regression, signs kept as above."""
    middle, spread = values.mean(0), values.std(0) + 1e-6
    table = np.hstack([np.ones((len(values), 1)), (values - middle) / spread])
    named = ["", *names]
    weights, free = np.zeros(len(named)), np.ones(len(named), bool)
    for _ in range(60):
        given = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (importance * (given - is_right)) + penalty * weights
        bend = (table.T * (importance * given * (1 - given))) @ table
        bend += penalty * np.eye(len(weights))
        at = np.flatnonzero(free)
        weights[at] -= np.linalg.solve(bend[np.ix_(at, at)], slope[at])
        signed = _of_right_sign(weights, named)
        free &= signed == weights
        weights = signed
    plain = weights[1:] / spread
    return plain, float(weights[0] - plain @ middle)
