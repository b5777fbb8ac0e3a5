"""Which passages are worth a closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.ranking.arrays import Floats

_MOST = 150
_WITH_NEIGHBOURS = 25
_STEP = 32
_NEIGHBOURS = (-2, -1, 1, 2)
# A passage that only says words worth less than this share of the weightiest is no candidate.
_WEIGHTY = 0.2


def candidates(says: Floats, weights: Floats, damping: Floats) -> NDArray[np.int64]:
    """Return the passages that say most of a question, and what stands around the very best.

    Args:
        says: How nearly each passage (column) says each concept (row); 0 where it may not be a hit.
        weights: What each concept is worth.
        damping: By how much each passage's length damps what it says.
    """
    worth = np.einsum("c,cn->n", weights, says)
    worth *= damping
    weighty = weights >= _WEIGHTY * weights.max()
    if not weighty.all():
        worth *= _any(says[weighty])
    most = best(worth, _MOST)
    top = most[best(worth[most], _WITH_NEIGHBOURS)]
    near = np.concatenate([top + distance for distance in _NEIGHBOURS])
    near = near[(near >= 0) & (near < says.shape[1])]
    near = near[says[:, near].max(axis=0) > 0]
    return np.unique(np.concatenate([most, near]))


def _any(says: Floats) -> NDArray[np.bool_]:
    """Return which passages say one of the concepts."""
    found: NDArray[np.bool_] = says[0] > 0
    for row in says[1:]:
        found |= row > 0
    return found


def best(scores: Floats, k: int) -> NDArray[np.int64]:
    """Return the places of the ``k`` best scores above 0, in no order."""
    found: NDArray[np.int64] = np.arange(len(scores), dtype=np.int64)
    some = scores[::_STEP]
    if len(some) > k:  # the best k are no worse than the k-th of some of them
        found = np.flatnonzero(scores >= np.partition(some, -k)[-k])
    if len(found) > k:
        found = found[np.argpartition(-scores[found], k)[:k]]
    kept: NDArray[np.int64] = found[scores[found] > 0]
    return kept
