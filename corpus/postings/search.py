"""The best passages of the whole index: each segment's best, and the best of those."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.scan import best, scores, sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.postings.state import State
    from corpus.postings.view import View, WeighedList


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
    for view, lists in zip(state.views, state.lists(terms), strict=True):
        found, earned = _everything(view, lists, k)
        ids.append(found + np.int64(view.segment.first))
        values.append(earned)
    together, earned = np.concatenate(ids), np.concatenate(values)
    order = np.lexsort((together, -earned))[:k]
    return together[order], earned[order]


def _everything(
    view: View, lists: Sequence[WeighedList], k: int
) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
    """Return a segment's k best passages by reading every posting of the query."""
    found = sharing(view, lists)
    return best(found, scores(view, lists)[found], k)
