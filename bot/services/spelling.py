"""Did-you-mean: words of the articles that look like one that no article contains."""

from __future__ import annotations

import re
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
        self._words = list(forms)

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
