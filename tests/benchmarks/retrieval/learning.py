"""Two small regressions, in NumPy: of the right one in a list, and of yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEPS = 15
LONGEST_STEP = 1.5
SHORTEST_SHARE = 1e-3


@dataclass(frozen=True)
class Listed:
    """The candidates of one question: a row of features each, which are right, and its weight."""

    values: NDArray[np.float32]
    is_right: NDArray[np.bool_]
    importance: float = 1.0

    @property
    def teaches(self) -> bool:
        """Whether there is a right one, and another to tell it from."""
        return bool(self.is_right.any()) and len(self.is_right) > 1


class _Choices:
    """Lists end to end, features brought to mean 0 and deviation 1."""

    def __init__(self, lists: Sequence[Listed]) -> None:
        values = np.concatenate([one.values for one in lists]).astype(np.float64)
        self.deviation = values.std(0) + 1e-6
        self.values = (values - values.mean(0)) / self.deviation
        self.right = np.concatenate([one.is_right for one in lists]).astype(np.float64)
        sizes = np.array([len(one.is_right) for one in lists])
        self.firsts, self.owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
        importance = np.array([one.importance for one in lists], np.float64)
        self.importance = importance / importance.sum()

    def given(self, weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
        """Return each candidate's part of its list's softmax, and what the right ones get."""
        scores = self.values @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, self.firsts)[self.owner])
        given = raised / np.add.reduceat(raised, self.firsts)[self.owner]
        right = np.add.reduceat(given * self.right, self.firsts)
        return given, np.maximum(right, 1e-300)

    def loss(self, weights: NDArray[np.float64], penalty: float) -> float:
        _, right = self.given(weights)
        return float(-(self.importance @ np.log(right)) + penalty / 2 * weights @ weights)

    def step(self, weights: NDArray[np.float64], penalty: float) -> tuple[NDArray[np.float64], ...]:
        """Return the slope of the loss and the step that Newton's method takes against it."""
        given, right = self.given(weights)
        due = given * self.right / right[self.owner]
        share = self.importance[self.owner]
        slope = self.values.T @ ((given - due) * share) + penalty * weights
        mean = np.add.reduceat(self.values * given[:, None], self.firsts, axis=0)
        curve = (self.values * (given * share)[:, None]).T @ self.values
        curve -= (mean * self.importance[:, None]).T @ mean
        step = np.linalg.solve(curve + (penalty + 1e-6) * np.eye(len(weights)), slope)
        return slope, step * min(1.0, LONGEST_STEP / np.abs(step).max())


def fit_lists(lists: Sequence[Listed], *, penalty: float = 1e-2) -> NDArray[np.float32]:
    """Return weights under which the right candidates get most of a softmax over their list.

    Args:
        lists: Those that do not teach are passed over.
        penalty: Of the squared weights, features being brought to deviation 1.
    """
    choices = _Choices([one for one in lists if one.teaches])
    weights = np.zeros(choices.values.shape[1])
    loss = choices.loss(weights, penalty)
    for _ in range(STEPS):
        slope, step = choices.step(weights, penalty)
        share = 1.0
        while share > SHORTEST_SHARE:
            fresh = choices.loss(weights - share * step, penalty)
            if fresh <= loss - 1e-4 * share * float(slope @ step):
                break
            share /= 2
        weights, gained, loss = weights - share * step, loss - fresh, fresh
        if gained < 1e-6:
            break
    return (weights / choices.deviation).astype(np.float32)


def fit_logistic(
    values: NDArray[np.float64],
    is_true: NDArray[np.float64],
    importance: NDArray[np.float64],
    *,
    penalty: float = 1e-2,
) -> tuple[NDArray[np.float64], float]:
    """Return the weights and the constant of a logistic regression, by Newton's method."""
    centre, deviation = values.mean(0), values.std(0) + 1e-6
    rows = np.c_[(values - centre) / deviation, np.ones(len(values))]
    ridge = np.eye(rows.shape[1]) * penalty
    ridge[-1, -1] = 1e-9
    weights = np.zeros(rows.shape[1])
    total = importance.sum()
    for _ in range(40):
        given = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (importance * (given - is_true)) / total + ridge @ weights
        curve = (rows * (importance * given * (1 - given))[:, None]).T @ rows / total + ridge
        weights -= np.linalg.solve(curve, slope)
    own = weights[:-1] / deviation
    return own, float(weights[-1] - own @ centre)


def auroc(positive: NDArray[np.float64], negative: NDArray[np.float64]) -> float:
    """Return how often a positive stands above a negative; ties count half."""
    values = np.concatenate([positive, negative])
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))
