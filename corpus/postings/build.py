"""From lists of terms to a segment, in memory that hardly grows with the input."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from corpus.postings.assemble import Run, assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from corpus.postings.parameters import Parameters
    from corpus.postings.segment import Segment

_BLOCK_TOKENS = 1 << 16  # numbered at once; turning a longer list into an array takes too long
_RUN_TOKENS = 1 << 20  # sorted at once: about 30 MB while it lasts


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
    number = numbers.__getitem__
    lengths, runs = array("i"), []
    tokens: list[int] = []
    blocks: list[NDArray[np.int64]] = []
    start = 0
    for terms in token_lists:
        tokens.extend(map(number, terms))
        lengths.append(len(terms))
        if len(tokens) >= _BLOCK_TOKENS:
            blocks.append(np.array(tokens, np.int64))
            tokens.clear()
            if len(blocks) * _BLOCK_TOKENS >= run_tokens:
                runs.append(_run(blocks, lengths, start))
                start = len(lengths)
                blocks.clear()
    runs.append(_run([*blocks, np.array(tokens, np.int64)], lengths, start))
    return assemble(first, np.array(lengths, np.int32), numbers, runs, parameters)


def _run(blocks: list[NDArray[np.int64]], lengths: array[int], start: int) -> Run:
    """Return the postings of the passages from ``start`` on, whose tokens these are."""
    ids = np.arange(start, len(lengths), dtype=np.int64)
    keys = np.repeat(ids, np.array(lengths[start:], np.int64))
    keys |= np.concatenate(blocks) << 32
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
