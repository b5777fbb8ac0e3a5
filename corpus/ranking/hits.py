"""What a ranking is: hits in order, why each is there, and how sure the whole is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.models import Span
    from corpus.question import QuestionAnalysis
    from corpus.ranking.reasons import Reasons


@dataclass(frozen=True, slots=True)
class TermWeight:
    """One word of the question and what it is worth in this corpus.

    Attributes:
        word: The word as the person typed it.
        weight: Its weight: the rarer in the articles, the higher.
        found_as: The word of the passage that it matched; empty where it matched none.
    """

    word: str
    weight: float
    found_as: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a passage's score: the part is what it added to it."""

    name: str
    value: float
    part: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    Attributes:
        passage: Its number among the passages.
        rank: Its place, from 1.
        score: What it was ranked by; comparable only within one ranking.
        reasons: Why it was found.
        repeats: Passages that say the same, shown as a count; usually empty.
    """

    passage: int
    rank: int
    score: float
    reasons: Reasons = field(compare=False)
    repeats: tuple[int, ...] = ()

    @property
    def weights(self) -> tuple[TermWeight, ...]:
        """Every word of the question with its weight and what it matched here."""
        return self.reasons.weights

    @property
    def features(self) -> tuple[Feature, ...]:
        """What the score is made of, the largest part first."""
        return self.reasons.features

    @property
    def matched(self) -> tuple[Span, ...]:
        """The words to print bold, in the article's text, in order."""
        return self.reasons.matched


@dataclass(frozen=True, slots=True)
class Ranking:
    """The hits of a question, best first.

    Attributes:
        question: The question taken apart.
        hits: Passages that share a word with it, or say it in other words; may be empty.
        confidence: The probability that the articles answer it, and the first hits say so.
        missing_terms: Words as typed that no article contains.
        corrected: (word as typed, word of a hit that it was taken for) where one was misspelt.
    """

    question: QuestionAnalysis
    hits: tuple[Hit, ...] = ()
    confidence: float = 0.0
    missing_terms: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
