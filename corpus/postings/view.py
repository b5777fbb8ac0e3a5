"""A segment as one state of the index sees it: what its pairs weigh now, which passages died."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.postings.parameters import Parameters, saturation
from corpus.postings.segment import GONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.postings.segment import Segment

NOBODY: NDArray[np.int32] = np.empty(0, np.int32)


class WeighedList(NamedTuple):
    """One query term's postings in one segment.

    Attributes:
        term: Its place in the segment.
        ids: The passages, ascending, dead ones included.
        codes: The pair of each.
        weight: What to multiply the pairs' weights with: idf times the term's count in the query.
        peak: No posting earns more than this.
    """

    term: int
    ids: NDArray[np.int32]
    codes: NDArray[np.unsignedinteger]
    weight: float
    peak: float


@dataclass(frozen=True, eq=False)
class View:
    """A segment with the weights of its pairs and the passages discarded since it was made.

    Attributes:
        segment: The postings.
        dead: The passages discarded since, ascending.
        table: What each pair weighs now.
        drift: By what factor weights have grown, at most, since the segment was made.
    """

    segment: Segment
    dead: NDArray[np.int32]
    table: NDArray[np.float64]
    drift: float

    @classmethod
    def of(
        cls, segment: Segment, dead: NDArray[np.int32], avgdl: float, parameters: Parameters
    ) -> View:
        """Return the view of a segment at an average length."""
        table = saturation(segment.pair_tf, segment.pair_length, avgdl=avgdl, parameters=parameters)
        drift = float((table / segment.pair_weights).max(initial=0.0))
        return cls(segment, dead, table, drift)

    def count(self, ids: NDArray[np.int32]) -> int:
        """Return how many of ascending passages live."""
        return len(ids) - int(np.count_nonzero(places_of(self.dead, ids)[1]))

    def is_living(self, ids: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell of each passage whether it is still there (not of holes: nothing points at them)."""
        return ~places_of(ids, self.dead)[1]

    def lengths(self) -> NDArray[np.int32]:
        """Return the length of every passage, 0 for one that is not there any more."""
        lengths = np.maximum(self.segment.lengths, 0)
        lengths[self.dead] = 0
        return lengths


def places_of(
    wanted: NDArray[np.int32], ids: NDArray[np.int32]
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return where in the ascending ``ids`` each wanted one would be, and whether it is there."""
    places = ids.searchsorted(wanted)
    if not len(ids):
        return places, np.zeros(len(wanted), np.bool_)
    return places, ids.take(places, mode="clip") == wanted


def bury(dead: NDArray[np.int32], segment: Segment, gone: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return ``dead`` and those of the ids ``gone`` that are living passages of the segment."""
    start, end = np.searchsorted(gone, [segment.first, segment.end])
    local = (gone[start:end] - segment.first).astype(np.int32)
    return np.union1d(dead, local[segment.lengths[local] != GONE])
