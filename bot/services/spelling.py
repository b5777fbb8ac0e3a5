"""Did-you-mean: words of the articles that look like one that no article contains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W\d_])?")
_SHORTEST = 4  # characters: shorter words look like too many others
_SIMILAR = 0.74
_FEW = 5
_LAST = "\U0010ffff"


class Vocabulary:
    """The words of some texts, as printed, with how often each stands there."""

    def __init__(self, texts: Iterable[str]) -> None:
        forms: dict[str, Counter[str]] = {}
        for text in texts:
            for word in _WORD.findall(text):
                if len(word) >= _SHORTEST:
                    forms.setdefault(word.lower(), Counter())[word] += 1
        self._printed = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}
        self._counts = {word: counts.total() for word, counts in forms.items()}
        self._words = sorted(forms)

    def nearest(self, word: str) -> str | None:
        """Return the word that looks most like this one, as printed; None if none does.

        Likeness is the Damerau-Levenshtein similarity, 0 to 1; of equally like words the more
        frequent one is meant.
        """
        asked = word.lower()
        if len(asked) < _SHORTEST:
            return None
        near = process.extract(
            asked,
            self._words,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_SIMILAR,
            limit=_FEW,
        )
        if not near:
            return None
        best = max(near, key=lambda found: (round(found[1], 3), self._counts[found[0]]))[0]
        return self._printed[best]

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        """Return words that begin so, as printed, the most frequent first."""
        low = prefix.lower()
        found = self._words[bisect_left(self._words, low) : bisect_left(self._words, low + _LAST)]
        found.sort(key=lambda word: -self._counts[word])
        return [self._printed[word] for word in found[:limit]]
