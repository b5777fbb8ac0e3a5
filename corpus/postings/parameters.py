"""The constants of Okapi BM25, and the two weights that it multiplies."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a score depends on beside the passages themselves.

    Attributes:
        k1: How soon repeating a term stops paying, >= 0.
        b: How much a long passage is held against, from 0 (not at all) to 1.
        idf: Whose inverse document frequency: Lucene's, always above 0, or rank-bm25's, which lifts
            negative values to ``epsilon`` times the average.
        epsilon: See ``idf``; Lucene's has no use for it.
        idf_power: The idf is raised to it; above 1 favours rare terms. Needs Lucene's idf.
    """

    k1: float = 0.6
    b: float = 0.35
    idf: Literal["lucene", "okapi"] = "lucene"
    epsilon: float = 0.25
    idf_power: float = 1.0

    def __post_init__(self) -> None:
        if not (self.k1 >= 0 and 0 <= self.b <= 1):
            raise ValueError(f"BM25 needs k1 >= 0 and 0 <= b <= 1, not {self.k1} and {self.b}")
        if self.idf not in {"lucene", "okapi"}:
            raise ValueError(f"there is no idf called {self.idf!r}")
        if self.idf_power <= 0 or (self.idf == "okapi" and self.idf_power != 1):
            raise ValueError("idf_power is above 0, and 1 for rank-bm25's idf")


PRODUCT = Parameters(idf_power=1.2)
LIBRARY = Parameters(k1=1.5, b=0.75, idf="okapi")


def idf(df: int, *, n: int, parameters: Parameters) -> float:
    """Return the inverse document frequency of a term, in nats (before rank-bm25's floor).

    Args:
        df: Document frequency: how many passages hold the term, 1 <= df <= n.
        n: How many passages the index holds.
        parameters: Which formula, and its power.
    """
    if parameters.idf == "okapi":
        return math.log(n - df + 0.5) - math.log(df + 0.5)
    return float(math.log(1 + (n - df + 0.5) / (df + 0.5)) ** parameters.idf_power)


def saturation(
    tf: NDArray[np.integer], length: NDArray[np.integer], *, avgdl: float, parameters: Parameters
) -> NDArray[np.float64]:
    """Return what each (term frequency, passage length) pair earns, between 0 and k1 + 1."""
    k1, b = parameters.k1, parameters.b
    return tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / avgdl))
