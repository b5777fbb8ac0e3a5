"""Several neighbouring segments made one, without the passages discarded since."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.assemble import Run, assemble
from corpus.postings.segment import GONE, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.postings.parameters import Parameters

_NEIGHBOURS = 8  # this many segments are worth merging
_DEAD_SHARE = 1 / 8  # this share of discarded passages is worth writing a segment anew


def due(parts: Sequence[tuple[Segment, NDArray[np.int32]]]) -> slice:
    """Return which neighbouring segments to merge next; an empty slice when none need it.

    The last ones go together, and with them each one before that is not larger than all behind it:
    so a passage is written anew only as often as the index doubles.
    """
    for i, (segment, dead) in enumerate(parts):
        if len(dead) > len(segment) * _DEAD_SHARE:
            return slice(i, i + 1)
    start, behind = len(parts), 0
    while start and (not behind or len(parts[start - 1][0]) <= behind):
        start -= 1
        behind += len(parts[start][0])
    return slice(start, len(parts)) if len(parts) - start >= _NEIGHBOURS else slice(0, 0)


def merge(
    segments: Sequence[Segment], dead: Sequence[NDArray[np.int32]], parameters: Parameters
) -> Segment:
    """Return one segment for neighbouring ones; their ids keep their meaning.

    Args:
        segments: At least one, each beginning where the one before ends.
        dead: Of each segment, the passages to leave out; their ids remain as holes.
        parameters: What to measure the weights of pairs with.
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    first = segments[0].first
    runs, lengths = [], []
    for segment, gone in zip(segments, dead, strict=True):
        lengths.append(segment.lengths.copy())
        lengths[-1][gone] = GONE
        runs.append(_run(segment, gone, segment.first - first, numbers))
    return assemble(first, np.concatenate(lengths), numbers, runs, parameters)


def _run(
    segment: Segment, gone: NDArray[np.int32], shift: int, numbers: defaultdict[str, int]
) -> Run:
    """Return a segment's postings, their passages counted from ``shift``, but for those gone."""
    terms = np.fromiter(
        (numbers[term] for term in segment.vocabulary.terms()), np.int32, len(segment.vocabulary)
    )
    tf = segment.pair_tf.astype(np.min_scalar_type(segment.pair_tf.max(initial=0)))[segment.codes]
    df, ids = np.diff(segment.bounds), segment.ids
    if len(gone):
        kept = np.ones(len(segment), np.bool_)
        kept[gone] = False
        kept = kept[ids]
        df = np.add.reduceat(kept, segment.bounds[:-1], dtype=np.int64) if len(ids) else df
        ids, tf = ids[kept], tf[kept]
    return Run(terms, df, ids + np.int32(shift), tf)
