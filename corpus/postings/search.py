"""The best passages of the whole index: each segment's best, and the best of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.prune import pruned
from corpus.postings.scan import scanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.postings.state import State
    from corpus.postings.view import View, WeighedList

_FEW = 40_000  # steps; to take them all takes less than to think about it


def search(
    state: State, terms: Sequence[str], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return ids and scores of the k best passages that share a term, the best first, then by id.

    Raises:
        ValueError: ``k`` is not above 0.
    """
    if k < 1:
        raise ValueError(f"asked for the {k} best passages")
    ids, values = [np.empty(0, np.int64)], [np.empty(0)]
    floor = 0.0
    for view, lists in zip(state.views, state.lists(terms), strict=True):
        found, earned = _best_of(view, lists, k, floor)
        ids.append(found + np.int64(view.segment.first))
        values.append(earned)
        if len(earned) == k:
            floor = max(floor, float(earned[-1]))
    together, earned = np.concatenate(ids), np.concatenate(values)
    order = np.lexsort((together, -earned))[:k]
    return together[order], earned[order]


def _best_of(
    view: View, lists: Sequence[WeighedList], k: int, floor: float
) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
    """Return a segment's k best passages, or at least those of them above the floor."""
    steps = len(view.segment) // 2 + sum(len(part.ids) for part in lists)
    if steps <= _FEW or any(part.weight <= 0 for part in lists):
        return scanned(view, lists, k)
    return pruned(view, lists, k, floor)
