"""A corpus and questions with the statistics of English news, made from a seed and nothing else.

Terms follow Zipf's law with Mandelbrot's shift: 98 % of all tokens are 25,000 stems, the rest a
tail of 400,000 rarer ones, so that the vocabulary keeps growing as in real text (about 50,000
terms in 100,000 sentences, 170,000 in a million). Sentences have 23 terms in the mean.
A question takes rare words from one sentence and common words as they come, stop words included.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STEMS, TAIL, TAIL_SHARE = 25_000, 400_000, 0.02
COMMON = 110  # terms of a lower rank than this are what stop lists hold
MEAN_LENGTH, MEAN_QUESTION = 23, 7.3
_SYLLABLES = [c + v for c in "bdfghklmnprstvwz" for v in "aeiou"]
_BLOCK = 1_000


def words() -> list[str]:
    """Return all terms by rank, the most common first, the common ones short."""
    base = len(_SYLLABLES)
    made = []
    for rank in range(STEMS + TAIL):
        syllables, rest = [], rank
        while True:
            syllables.append(_SYLLABLES[rest % base])
            rest //= base
            if not rest:
                break
        made.append("".join(syllables) + "nst"[len(syllables) % 3])
    return made


def _shares() -> np.ndarray:
    """Return how much of all tokens the first terms make up, for each rank."""
    head = 1 / (np.arange(1, STEMS + 1) + 0.5)
    tail = 1 / (np.arange(1, TAIL + 1) + 200)
    shares = np.concatenate([head / head.sum() * (1 - TAIL_SHARE), tail / tail.sum() * TAIL_SHARE])
    return np.cumsum(shares)


@dataclass(frozen=True)
class Corpus:
    """Sentences as ranks of terms, end to end, mapped from a file.

    Attributes:
        ranks: The term of every token.
        bounds: Sentence i is ``ranks[bounds[i]:bounds[i + 1]]``.
        words: The term of each rank.
    """

    ranks: np.ndarray
    bounds: np.ndarray
    words: list[str]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def sentences(self) -> Iterator[list[str]]:
        """Yield every sentence as a list of terms."""
        word = self.words.__getitem__
        for start in range(0, len(self), _BLOCK):
            bounds = self.bounds[start : start + _BLOCK + 1].tolist()
            block = list(map(word, self.ranks[bounds[0] : bounds[-1]].tolist()))
            for left, right in pairwise(bounds):
                yield block[left - bounds[0] : right - bounds[0]]


def make(folder: Path, n: int) -> Corpus:
    """Return the corpus of ``n`` sentences, made once and kept in ``folder``."""
    ranks, bounds = folder / f"{n}.ranks.npy", folder / f"{n}.bounds.npy"
    if not bounds.exists():
        folder.mkdir(parents=True, exist_ok=True)
        rng = np.random.default_rng(20_240_607)
        lengths = np.clip(rng.gamma(4.5, MEAN_LENGTH / 4.5, n).round(), 3, 120).astype(np.int64)
        edges = np.concatenate([[0], np.cumsum(lengths)])
        shares = _shares()
        tokens = np.lib.format.open_memmap(ranks, "w+", np.int32, (int(edges[-1]),))
        for start in range(0, len(tokens), 1 << 20):
            block = rng.random(min(1 << 20, len(tokens) - start))
            tokens[start : start + len(block)] = np.searchsorted(shares, block)
        tokens.flush()
        np.save(bounds, edges)
    return Corpus(np.load(ranks, mmap_mode="r"), np.load(bounds, mmap_mode="r"), words())


def questions(corpus: Corpus, count: int, *, stop: bool = False, seed: int = 1) -> list[list[str]]:
    """Return questions, each about one sentence.

    Args:
        corpus: What to ask about.
        count: How many.
        stop: Leave out the words that a stop list would drop.
        seed: Another seed, other questions.
    """
    rng = np.random.default_rng(seed)
    shares = _shares()
    made = []
    for number in rng.integers(0, len(corpus), count):
        sentence = corpus.ranks[corpus.bounds[number] : corpus.bounds[number + 1]]
        content = rng.permutation(np.unique(sentence[sentence >= COMMON]))
        size = int(np.clip(rng.poisson(MEAN_QUESTION), 3, 20))
        rare = content[: rng.binomial(size, 0.46)].tolist()
        filler = np.searchsorted(shares, rng.random(size - len(rare)) * shares[COMMON - 1])
        ranks = rare + ([] if stop and rare else filler.tolist())
        made.append([corpus.words[rank] for rank in rng.permutation(ranks)])
    return made
