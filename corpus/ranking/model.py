"""The fitted weights: small tables of named features, written by the fitting script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.word_lists import lines

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Model:
    """A weighted sum of named features.

    Attributes:
        names: The features, in the order of the weights.
        weights: What one unit of each is worth.
        constant: What is added to the sum.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    constant: float = 0.0


def read(name: str, column: int = 1) -> Model:
    """Return a model from ``corpus/data/<name>``: a line a feature, weights after tabs.

    Args:
        name: The file.
        column: Which of its weights, from 1.
    """
    rows = (line.split("\t") for line in lines(name))
    weights = {cells[0]: float(cells[column]) for cells in rows}
    constant = weights.pop("(constant)", 0.0)
    return Model(tuple(weights), np.array(list(weights.values()), np.float32), constant)


@cache
def ranking() -> Model:
    """Return what passages are ranked by."""
    return read("ranking/ranking_model.tsv")


@cache
def confidence(*, careful: bool) -> Model:
    """Return what the probability of an answer is computed from.

    Args:
        careful: Whether the question is typed with care.
    """
    return read("ranking/confidence_model.tsv", 2 if careful else 1)
