"""The articles' own words that a word may have been meant to be, or is written like."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_SHORTEST_MISSPELT = 4
_LONG = 6
_SHORTEST_SHARED = 5
_SHARED = 0.7


class Spelling:
    """The words of the articles, to be asked for those like another."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(word) for word in self._words], dtype=np.int64)

    @cached_property
    def _letters(self) -> NDArray[np.uint32]:
        return np.array([_letters(word) for word in self._words], dtype=np.uint32)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def nearest(self, word: str) -> list[str]:
        """Return the words that the fewest slips away make of this one; none beyond two slips.

        A slip is a letter missing, added, wrong or swapped with the next; words under six letters
        may have one.
        """
        if len(word) < _SHORTEST_MISSPELT or not word.isalpha():
            return []
        allowed = 1 if len(word) < _LONG else 2
        close = np.abs(self._lengths - len(word)) <= allowed
        differing = np.bitwise_count(self._letters ^ np.uint32(_letters(word)))
        near: dict[int, list[str]] = {}
        for place in np.flatnonzero(close & (differing <= 2 * allowed)).tolist():
            slips = slips_between(word, self._words[place], allowed)
            if slips <= allowed:
                near.setdefault(slips, []).append(self._words[place])
        return near[min(near)] if near else []

    def sharing_beginning(self, word: str) -> list[str]:
        """Return the other words that begin as this one does, for most of their length."""
        shared = max(_SHORTEST_SHARED, round(_SHARED * len(word)))
        if len(word) < shared or not word.isalpha():
            return []
        place, found = bisect_left(self._words, word[:shared]), []
        while place < len(self._words) and self._words[place].startswith(word[:shared]):
            other = self._words[place]
            if other != word and shared >= _SHARED * len(other):
                found.append(other)
            place += 1
        return found

    def halves(self, word: str) -> tuple[str, str] | None:
        """Return two words that this one joins ("healthcare"), or None."""
        for cut in range(3, len(word) - 2):
            if word[:cut] in self and word[cut:] in self:
                return word[:cut], word[cut:]
        return None


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 31)
    return bits


def slips_between(left: str, right: str, allowed: int) -> int:
    """Return how many slips lie between two words, ``allowed`` + 1 when it is more than allowed."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        fresh = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            fresh.append(cost)
        if min(fresh) > allowed:
            return allowed + 1
        before, row = row, fresh
    return min(row[-1], allowed + 1)
