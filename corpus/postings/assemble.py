"""From runs of postings, each in the order of its own terms, to a segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.parameters import Parameters, saturation
from corpus.postings.segment import GONE, Segment
from corpus.postings.vocabulary import Vocabulary, sorted_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SMALL = 1 << 16  # so many pairs have codes of two bytes; more, which real text hardly has, four


@dataclass(frozen=True, eq=False)
class Run:
    """The postings of some passages, grouped by term.

    Attributes:
        terms: The number of each group's term.
        df: How many postings each group has, >= 0.
        ids: The passages, ascending within a group; those of a later run are all greater.
        tf: The term frequencies.
    """

    terms: NDArray[np.int32]
    df: NDArray[np.int64]
    ids: NDArray[np.int32]
    tf: NDArray[np.unsignedinteger]


def assemble(
    first: int,
    lengths: NDArray[np.int32],
    numbers: dict[str, int],
    runs: list[Run],
    parameters: Parameters,
) -> Segment:
    """Return the segment of the runs' postings; ``runs`` is emptied on the way, to save memory.

    Args:
        first: The id of the segment's first passage.
        lengths: The length of each passage.
        numbers: The number, from 0 on, that the runs use for each term; those without a posting
            are dropped.
        runs: Runs of consecutive passages, in order.
        parameters: What to measure the weights of pairs with.
    """
    df = np.zeros(len(numbers), np.int64)
    for run in runs:
        df[run.terms] += run.df
    ranked = sorted_terms(term for term, count in zip(numbers, df.tolist(), strict=True) if count)
    order = np.fromiter((numbers[term] for term in ranked), np.int64, len(ranked))
    bounds = np.zeros(len(ranked) + 1, np.int64)
    np.cumsum(df[order], out=bounds[1:])
    starts = np.zeros(len(numbers), np.int64)
    starts[order] = bounds[:-1]
    pairs = _Pairs.of(lengths, runs)
    ids, codes = _laid_out(runs, pairs, starts, int(bounds[-1]))
    weights = _weights(lengths, pairs, parameters)
    return Segment(
        first=first,
        lengths=lengths,
        vocabulary=Vocabulary.of(ranked),
        bounds=bounds,
        ids=ids,
        codes=codes,
        pair_tf=pairs.tf,
        pair_length=pairs.length,
        pair_weights=weights,
        peaks=_peaks(weights, codes, bounds),
    )


def _laid_out(
    runs: list[Run], pairs: _Pairs, starts: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int32], NDArray[np.unsignedinteger]]:
    """Return the passages and codes of all runs by term, each term's from its start on."""
    ids = np.empty(count, np.int32)
    codes = np.empty(count, pairs.codes.dtype)
    while runs:
        run = runs.pop(0)
        places = _places(run, starts)
        ids[places] = run.ids
        codes[places] = pairs.codes[pairs.of_run(run)]
        starts[run.terms] += run.df
    return ids, codes


def _places(run: Run, cursor: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each posting of a run goes, given where each term's next one does."""
    filled = np.flatnonzero(run.df)
    first, df = cursor[run.terms[filled]], run.df[filled]
    places = np.ones(len(run.ids), np.int64)
    places[np.cumsum(df) - df] = np.diff(first, prepend=1) - np.concatenate([[0], df[:-1]]) + 1
    places[:1] = first[:1]
    return np.cumsum(places, out=places)


@dataclass(frozen=True, eq=False)
class _Pairs:
    """The (term frequency, passage length) pairs that occur, numbered.

    A table over all frequencies times all lengths finds a pair's code. It cannot grow out of hand:
    t different frequencies take t²/2 tokens and l different lengths l²/2, so t·l is at most twice
    the number of tokens.
    """

    codes: NDArray[np.unsignedinteger]
    tf_class: NDArray[np.int64]
    length_class: NDArray[np.int64]
    tf: NDArray[np.int32]
    length: NDArray[np.int32]

    @classmethod
    def of(cls, lengths: NDArray[np.int32], runs: list[Run]) -> _Pairs:
        length_values, length_number = _numbered([np.maximum(lengths, 0)])
        length_class = length_number[lengths]  # a passage that is gone gets any: nobody asks
        tf_values, tf_class = _numbered([run.tf for run in runs])
        tf_class *= len(length_values)
        blank = cls(np.empty(0, np.uint16), tf_class, length_class, _NONE, _NONE)
        used = np.zeros(len(tf_values) * len(length_values), np.bool_)
        for run in runs:
            used[blank.of_run(run)] = True
        found = np.flatnonzero(used)
        small = len(found) <= _SMALL
        codes = np.cumsum(used) - 1
        by_tf, by_length = np.divmod(found, max(len(length_values), 1))
        return cls(
            codes.astype(np.uint16) if small else codes.astype(np.uint32),
            tf_class,
            length_class,
            tf_values[by_tf].astype(np.int32),
            length_values[by_length].astype(np.int32),
        )

    def of_run(self, run: Run) -> NDArray[np.int64]:
        """Return where in the table each posting's pair is."""
        pairs: NDArray[np.int64] = self.tf_class[run.tf] + self.length_class[run.ids]
        return pairs


def _numbered(
    parts: Sequence[NDArray[np.integer]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct values in ascending order, and the place among them of each value."""
    seen = np.zeros(max((int(part.max(initial=0)) for part in parts), default=0) + 1, np.bool_)
    for part in parts:
        seen[part] = True
    return np.flatnonzero(seen), np.cumsum(seen) - 1


_NONE = np.empty(0, np.int32)


def _weights(
    lengths: NDArray[np.int32], pairs: _Pairs, parameters: Parameters
) -> NDArray[np.float64]:
    """Return what each pair weighs among these passages alone."""
    alive = lengths[lengths != GONE]
    avgdl = float(alive.mean()) if len(alive) and alive.any() else 1.0
    return saturation(pairs.tf, pairs.length, avgdl=avgdl, parameters=parameters)


def _peaks(
    weights: NDArray[np.float64], codes: NDArray[np.unsignedinteger], bounds: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return the greatest weight among each term's postings, rounded up."""
    if not len(codes):
        return np.empty(0, np.float32)
    up = np.nextafter(weights.astype(np.float32), np.float32(np.inf))
    return np.maximum.reduceat(up[codes], bounds[:-1])
