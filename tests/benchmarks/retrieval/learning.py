"""Two small regressions, in NumPy: of the right one in a list, and of yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEPS = 400
RATE = 0.05


@dataclass(frozen=True)
class Listed:
    """The candidates of one question: a row of features each, and which are right."""

    values: NDArray[np.float32]
    is_right: NDArray[np.bool_]


def fit_lists(lists: Sequence[Listed], *, penalty: float = 1e-3) -> NDArray[np.float32]:
    """Return weights under which the right candidates get most of a softmax over their list.

    Args:
        lists: Those without a right candidate, or with one candidate, teach nothing.
        penalty: Of the squared weights, features being brought to deviation 1.
    """
    lists = [one for one in lists if one.is_right.any() and len(one.is_right) > 1]
    values = np.concatenate([one.values for one in lists]).astype(np.float32)
    deviation = values.std(0) + 1e-6
    values = (values - values.mean(0)) / deviation
    right = np.concatenate([one.is_right for one in lists]).astype(np.float32)
    sizes = np.array([len(one.is_right) for one in lists])
    firsts, owner = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    weights, mean, square = (np.zeros(values.shape[1], np.float32) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = values @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, firsts)[owner])
        given = raised / np.add.reduceat(raised, firsts)[owner]
        due = given * right
        due /= np.maximum(np.add.reduceat(due, firsts), 1e-12)[owner]
        slope = values.T @ (given - due) / len(sizes) + penalty * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope * slope
        rate = RATE if step < 0.6 * STEPS else RATE / 2
        weights = weights - rate * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.999**step)) + 1e-8
        )
    return (weights / deviation).astype(np.float32)


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
