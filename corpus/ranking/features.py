"""The features: named reasons for or against a candidate, each from the evidence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.said import SAID
from corpus.ranking.shown import SHOWN

if TYPE_CHECKING:
    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence
    from corpus.ranking.registry import Feature

FEATURES: dict[str, Feature] = {**SAID, **SHOWN}


def matrix(evidence: Evidence, names: tuple[str, ...]) -> Floats:
    """Return a row a candidate, a column a feature."""
    return np.stack([FEATURES[name](evidence).astype(np.float32) for name in names], axis=1)
