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
        forms: Counter[str] = Counter()
        for text in texts:
            forms.update(_WORD.findall(text))
        self._printed: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        for form, count in forms.most_common():
            if len(form) < _SHORTEST:
                continue
            word = form.lower()
            self._printed.setdefault(word, form)
            self._counts[word] = self._counts.get(word, 0) + count
        self._words = sorted(self._printed)

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
