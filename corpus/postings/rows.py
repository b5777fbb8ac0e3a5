"""For common terms, one byte a passage that tells no less than what the term weighs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Postings = tuple[NDArray[np.int32], NDArray[np.unsignedinteger]]

_KEPT = 96  # rows of one segment, a byte a passage each: 96 MB for a million passages at the most
_TOP = 255


class Rows:
    """The rows of one segment, made when they are first asked for.

    They hold what pairs weighed when the segment was made, so they never change either: who reads
    them multiplies by ``unit`` and by how much weights have drifted since.

    Args:
        postings: The passages that hold a term, and the codes of their pairs.
        pair_weights: What each pair weighed.
        passages: How many the segment has.
    """

    def __init__(
        self,
        postings: Callable[[int], Postings],
        pair_weights: NDArray[np.float64],
        passages: int,
    ) -> None:
        self._postings = postings
        self._passages = passages
        self.unit = float(pair_weights.max(initial=0.0)) / _TOP or 1.0
        self._bytes = np.ceil(pair_weights / self.unit).clip(1, _TOP).astype(np.uint8)
        self._rows: dict[int, NDArray[np.uint8]] = {}

    def of(self, term: int) -> NDArray[np.uint8]:
        """Return a term's row, 0 where the passage does not hold it."""
        row = self._rows.get(term)
        if row is None:
            ids, codes = self._postings(term)
            row = np.zeros(self._passages, np.uint8)
            row[ids] = self._bytes.take(codes)
            if len(self._rows) >= _KEPT:
                self._rows.clear()
            self._rows[term] = row
        return row
