"""From lists of terms to a segment, in memory that hardly grows with the input."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.assemble import Run, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.postings.parameters import Parameters
    from corpus.postings.segment import Segment

_RUN_TOKENS = 1 << 21  # sorted at once: about 50 MB while it lasts


def build(
    token_lists: Iterable[Sequence[str]],
    *,
    parameters: Parameters,
    first: int = 0,
    run_tokens: int = _RUN_TOKENS,
) -> Segment:
    """Return the segment of the passages, read once and one at a time.

    Args:
        token_lists: The terms of each passage, in order; a list may be empty.
        parameters: What to measure the weights of pairs with.
        first: The id of the first passage.
        run_tokens: How many tokens to sort at once.
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    lengths, tokens, runs = array("i"), array("i"), []
    start = 0
    for terms in token_lists:
        tokens.extend(map(numbers.__getitem__, terms))
        lengths.append(len(terms))
        if len(tokens) >= run_tokens:
            runs.append(_run(tokens, lengths, start))
            start, tokens = len(lengths), array("i")
    runs.append(_run(tokens, lengths, start))
    return assemble(first, np.array(lengths, np.int32), list(numbers), runs, parameters)


def _run(tokens: array[int], lengths: array[int], start: int) -> Run:
    """Return the postings of the passages from ``start`` on, whose tokens these are."""
    ids = np.arange(start, len(lengths), dtype=np.int64)
    keys = np.repeat(ids, np.array(lengths[start:], np.int64))
    keys |= np.array(tokens, np.int64) << 32
    keys.sort()
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    tf = np.diff(starts, append=len(keys))
    tf = tf.astype(np.min_scalar_type(tf.max(initial=0)))
    keys = keys[starts]
    terms, df = _groups(keys >> 32)
    return Run(terms.astype(np.int32), df, (keys & 0xFFFFFFFF).astype(np.int32), tf)


def _groups(ascending: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the distinct values of an ascending array, and how often each occurs."""
    starts = np.flatnonzero(np.diff(ascending, prepend=-1))
    return ascending[starts], np.diff(starts, append=len(ascending))
