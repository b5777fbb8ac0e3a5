"""The fitted weights: two small tables of named features, written by the fitting script."""

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


def read(name: str) -> Model:
    """Return a model from ``corpus/data/<name>``: a line a feature, its weight after a tab."""
    rows = dict(line.split("\t") for line in lines(name))
    constant = float(rows.pop("(constant)", 0.0))
    return Model(tuple(rows), np.array([float(w) for w in rows.values()], np.float32), constant)


@cache
def ranking() -> Model:
    """Return what passages are ranked by."""
    return read("ranking/ranking_model.tsv")


@cache
def confidence() -> Model:
    """Return what the probability of an answer is computed from."""
    return read("ranking/confidence_model.tsv")
