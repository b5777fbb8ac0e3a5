"""Every posting of the query, read once: the plain way to score, right whatever the weights.

Lists are added up in the order they are given in, here and wherever else scores are made, so that
equal passages have equal scores to the last bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.view import View, WeighedList, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BLOCKS = 64  # a block's maximum stands for it; there must be many more blocks than passages wanted


def scores(view: View, lists: Sequence[WeighedList]) -> NDArray[np.float64]:
    """Return the score of every passage of a segment, 0 for the dead and those sharing no term."""
    if not lists:
        return np.zeros(len(view.segment))
    ids = np.concatenate([part.ids for part in lists])
    earned = view.table.take(np.concatenate([part.codes for part in lists]))
    earned *= np.repeat([part.weight for part in lists], [len(part.ids) for part in lists])
    total: NDArray[np.float64] = np.bincount(ids, earned, len(view.segment))  # type: ignore[assignment]  # with weights it is
    if len(view.dead):
        total[view.dead] = 0.0
    return total


def scanned(
    view: View, lists: Sequence[WeighedList], k: int
) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
    """Return the k best passages of a segment that share a term, the best first, then by id."""
    total = scores(view, lists)
    if all(part.weight > 0 for part in lists):
        found = np.flatnonzero(total >= least_of_best(total, k))
    else:
        found = _sharing(view, lists)
    return best(found, total[found], k)


def least_of_best(total: NDArray[np.float64] | NDArray[np.uint16], k: int) -> float:
    """Return a value above 0 that at least k of the totals reach, if so many are above 0."""
    tiny = float(np.finfo(np.float64).tiny)
    if len(total) < 4 * k * _BLOCKS:
        return tiny
    maxima = total[: len(total) // _BLOCKS * _BLOCKS].reshape(_BLOCKS, -1).max(axis=0)
    return max(float(np.partition(maxima, len(maxima) - k)[len(maxima) - k]), tiny)


def finished(
    view: View, lists: Sequence[WeighedList], ids: NDArray[np.int32], earned: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return what a few passages, ascending, earn in all once more lists are added up."""
    total = earned
    for part in lists:
        places, found = places_of(ids, part.ids)
        more = view.table.take(part.codes.take(places, mode="clip"))
        more *= found
        more *= part.weight
        total = total + more
    return total


def best(
    ids: NDArray[np.signedinteger], scores: NDArray[np.float64], k: int
) -> tuple[NDArray[np.signedinteger], NDArray[np.float64]]:
    """Return the k best of ascending ``ids``: score descending, then id ascending."""
    if len(ids) > k:
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        above, level = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        kept = np.concatenate([above, level[: k - len(above)]])
        kept.sort()
        ids, scores = ids[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")
    return ids[order], scores[order]


def _sharing(view: View, lists: Sequence[WeighedList]) -> NDArray[np.signedinteger]:
    """Return the living passages that share a term, ascending."""
    seen = np.zeros(len(view.segment), np.bool_)
    for part in lists:
        seen[part.ids] = True
    seen[view.dead] = False
    return np.flatnonzero(seen)
