"""A hit's reasons: what each word of the question weighs, what matched, what each feature adds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.models import Span
from corpus.ranking import model
from corpus.ranking.hits import Feature, TermWeight
from corpus.terms import Token, located_terms

if TYPE_CHECKING:
    from corpus.ranking.arrays import Floats
    from corpus.ranking.concepts import Concept
    from corpus.ranking.model import Model

_NEGLIGIBLE = 0.005


@dataclass(frozen=True)
class Matches:
    """Which words of a passage say which concept.

    Attributes:
        text: The passage.
        by_concept: For each concept, the passage's words that say it; maybe none.
    """

    text: str
    by_concept: tuple[tuple[Token, ...], ...]

    @classmethod
    def of(cls, text: str, concepts: tuple[Concept, ...]) -> Matches:
        """Return the matches of a passage."""
        asked = {t for c in concepts for a in c.alternatives for t in a.terms}
        found: dict[str, list[Token]] = {}
        for term, start, end in located_terms(text):
            if term in asked:
                found.setdefault(term, []).append(Token(term, Span(start, end)))
        return cls(text, tuple(_saying(concept, found) for concept in concepts))

    def spans(self, shift: int) -> tuple[Span, ...]:
        """Return the matched words in order, moved to where the passage begins."""
        every = {token.span for found in self.by_concept for token in found}
        return tuple(span.shifted(shift) for span in sorted(every))

    def weights(self, concepts: tuple[Concept, ...]) -> tuple[TermWeight, ...]:
        """Return each concept's weight and the word that says it here."""
        return tuple(
            TermWeight(concept.word, concept.weight, found[0].span.of(self.text) if found else "")
            for concept, found in zip(concepts, self.by_concept, strict=True)
        )


def _saying(concept: Concept, found: dict[str, list[Token]]) -> tuple[Token, ...]:
    """Return the words of the strongest alternative that is there whole."""
    there = [a for a in concept.alternatives if all(term in found for term in a.terms)]
    if not there:
        return ()
    best = max(there, key=lambda alternative: alternative.strength)
    return tuple(token for term in best.terms for token in found[term])


@dataclass(frozen=True, eq=False)
class Reasons:
    """Why a passage was found. Each reason is worked out when it is first asked for.

    Attributes:
        text: The passage.
        start: Where it begins in its article's text.
        concepts: The question's words.
        values: Its features, in the order of the model that ranks.
    """

    text: str
    start: int
    concepts: tuple[Concept, ...]
    values: Floats

    def __getstate__(self) -> dict[str, object]:
        """Return what another process is sent: words are found again where they are needed."""
        return {name: value for name, value in vars(self).items() if name != "_matches"}

    @cached_property
    def _matches(self) -> Matches:
        return Matches.of(self.text, self.concepts)

    @cached_property
    def weights(self) -> tuple[TermWeight, ...]:
        """Every word of the question with its weight and what it matched."""
        return self._matches.weights(self.concepts)

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """What the score is made of, the largest part first."""
        return feature_parts(model.ranking(), self.values)

    @cached_property
    def matched(self) -> tuple[Span, ...]:
        """The matched words in the article's text, in order."""
        return self._matches.spans(self.start)


def feature_parts(fitted: Model, values: Floats) -> tuple[Feature, ...]:
    """Return what each feature adds to a score, the largest part first; those adding none go."""
    added = values * fitted.weights
    counts = np.flatnonzero(np.abs(added) > _NEGLIGIBLE).tolist()
    parts = [Feature(fitted.names[n], float(values[n]), float(added[n])) for n in counts]
    return tuple(sorted(parts, key=lambda feature: -abs(feature.part)))
