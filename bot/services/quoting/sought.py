"""The words of a question about quotations, with all that may stand for each of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from corpus.ranking.concepts import Concept
    from corpus.ranking.ranker import Ranker

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that are looked for.

    Attributes:
        concepts: The words, each with what may stand for it.
        shares: What each is worth of the whole; they add up to 1.
        held: How nearly each passage says each: a row a concept, a column a passage.
        standing: Term -> (place of the concept, how nearly the term says it), of single terms.
        joined: (terms, place of the concept, how nearly they say it together), of several.
    """

    concepts: tuple[Concept, ...]
    shares: Floats
    held: Floats
    standing: Mapping[str, tuple[tuple[int, float], ...]]
    joined: tuple[tuple[frozenset[str], int, float], ...]

    def in_terms(self, found: Iterable[str]) -> Floats:
        """Return how nearly some terms say each concept, 0 to 1."""
        said = np.zeros(len(self.concepts), np.float32)
        held = set(found)
        for term in held & self.standing.keys():
            for place, strength in self.standing[term]:
                said[place] = max(said[place], strength)
        for needed, place, strength in self.joined:
            if needed <= held:
                said[place] = max(said[place], strength)
        return said

    def in_text(self, text: str) -> Floats:
        """Return how nearly a text says each concept, 0 to 1."""
        return self.in_terms(terms(text))

    def in_passages(self, first: int, end: int) -> Floats:
        """Return how nearly the passages ``first`` to ``end - 1`` say each concept, 0 to 1."""
        end = min(end, self.held.shape[1])
        if not len(self.concepts) or first >= end:
            return np.zeros(len(self.concepts), np.float32)
        said: Floats = self.held[:, first:end].max(axis=1)
        return said

    def share(self, said: Floats) -> float:
        """Return the share of the whole that is said, 0 to 1."""
        return float(self.shares @ said)

    def order(self, content: Sequence[str], reach: int = 3) -> float:
        """Return the share of neighbouring concepts that are neighbours in a content too."""
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, term in enumerate(content):
            for place, _ in self.standing.get(term, ()):
                places[place].append(at)
        worth = self.shares[:-1] + self.shares[1:]
        if not len(worth):
            return 0.0
        held = [
            any(0 < y - x <= reach for x in places[n] for y in places[n + 1])
            for n in range(len(worth))
        ]
        return float(worth @ np.array(held, np.float32) / max(float(worth.sum()), 1e-9))


def make_sought(text: str, ranker: Ranker) -> Sought:
    """Return the words of a text, to be looked for in quotations."""
    concepts, held = ranker.listen(text)
    weights = np.array([concept.weight for concept in concepts], np.float32)
    standing: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    joined = []
    for place, concept in enumerate(concepts):
        for alternative in concept.alternatives:
            if len(alternative.terms) == 1:
                standing[alternative.terms[0]].append((place, alternative.strength))
            else:
                joined.append((frozenset(alternative.terms), place, alternative.strength))
    return Sought(
        concepts=concepts,
        shares=weights / max(float(weights.sum()), 1e-9),
        held=held,
        standing={term: tuple(found) for term, found in standing.items()},
        joined=tuple(joined),
    )
