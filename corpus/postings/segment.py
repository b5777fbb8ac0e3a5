"""A run of passages and their postings, never changed once made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.postings.vocabulary import Vocabulary

GONE = -1  # the length of a passage that was discarded before the segment was made


@dataclass(frozen=True, eq=False)
class Segment:
    """The postings of passages ``first`` to ``first + len(lengths)``.

    A posting is a passage and a code; the code stands for a (term frequency, passage length) pair.
    What a pair weighs is looked up in a table of all pairs, about a thousand, that is made again
    when the average length changes, so the postings themselves never change.

    Attributes:
        first: The id of the first passage; passages count from 0 inside the segment.
        lengths: The length of each passage in terms, or ``GONE``.
        vocabulary: The terms.
        bounds: The postings of term t are ``[bounds[t], bounds[t + 1])``, at least one.
        ids: The passage of each posting, ascending within a term.
        codes: The pair of each posting.
        pair_tf: The term frequency of each pair.
        pair_length: The passage length of each pair.
        pair_weights: What each pair weighed when the segment was made: the unit of ``peaks``.
        peaks: The greatest weight among each term's postings.
    """

    first: int
    lengths: NDArray[np.int32]
    vocabulary: Vocabulary
    bounds: NDArray[np.int64]
    ids: NDArray[np.int32]
    codes: NDArray[np.unsignedinteger]
    pair_tf: NDArray[np.int32]
    pair_length: NDArray[np.int32]
    pair_weights: NDArray[np.float64]
    peaks: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def end(self) -> int:
        """The id after the last passage."""
        return self.first + len(self.lengths)

    @cached_property
    def living(self) -> int:
        """How many passages were not discarded before the segment was made."""
        return int(np.count_nonzero(self.lengths != GONE))

    @cached_property
    def size(self) -> int:
        """How many terms the passages hold, repeats included."""
        return int(np.maximum(self.lengths, 0).sum(dtype=np.int64))

    @cached_property
    def rows(self) -> Rows:
        """Bytes that bound what common terms earn."""
        return Rows(self.postings, self.pair_weights, len(self))

    def postings(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.unsignedinteger]]:
        """Return the passages that hold a term and the codes of their pairs."""
        start, end = self.bounds[term], self.bounds[term + 1]
        return self.ids[start:end], self.codes[start:end]
