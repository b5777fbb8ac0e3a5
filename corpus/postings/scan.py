"""Every posting of the query, read once: the plain way to score, right whatever the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.view import View, WeighedList, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def scores(view: View, lists: Sequence[WeighedList]) -> NDArray[np.float64]:
    """Return the score of every passage of a segment, 0 for those that share no term.

    The terms are added up in their order, here and in ``scores_of``, so that equal passages have
    equal scores to the last bit.
    """
    if not lists:
        return np.zeros(len(view.segment))
    ids = np.concatenate([part.ids for part in lists])
    earned = np.concatenate([view.table.take(part.codes) * part.weight for part in lists])
    total: NDArray[np.float64] = np.bincount(ids, earned, len(view.segment))  # type: ignore[assignment]  # with weights it is
    return total


def scores_of(
    view: View, lists: Sequence[WeighedList], ids: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return the scores of a few passages, ascending, without reading the lists whole."""
    total = np.zeros(len(ids))
    for part in lists:
        places, found = places_of(ids, part.ids)
        earned = view.table.take(part.codes.take(places, mode="clip"))
        earned *= part.weight
        earned *= found
        total += earned
    return total


def sharing(view: View, lists: Sequence[WeighedList]) -> NDArray[np.int32]:
    """Return the living passages that share a term, ascending."""
    if not lists:
        return np.empty(0, np.int32)
    seen = np.zeros(len(view.segment), np.bool_)
    for part in lists:
        seen[part.ids] = True
    seen[view.dead] = False
    return np.flatnonzero(seen).astype(np.int32)


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
