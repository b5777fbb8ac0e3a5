"""The words of a question as concepts: what else says the same, and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Protocol

from corpus.ranking.table import form_of
from corpus.terms import fold
from corpus.word_lists import words

if TYPE_CHECKING:
    from corpus.question import QuestionAnalysis
    from corpus.terms import Token

# How many sentences of general text the corpus' own counts are mixed with: two articles alone
# cannot tell a common word from a rare one.
_GENERAL_SENTENCES = 400
_IDF_POWER = 1.2
_LONGEST_MEANT = 6
SHORTENED = 0.9
_DULL, _COMMON = "ranking/dull_words.txt", "ranking/common_words.txt"
# List -> (share of sentences of general text that hold one of its words, what its words are worth
# beside others equally rare).
_GENERAL = {_DULL: (0.03, 0.4), _COMMON: (0.006, 0.75)}
_RARE = (0.0006, 1.0)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that, found together in a passage, say the same as a word of the question.

    Attributes:
        terms: Usually one; several for "United States" beside "US".
        strength: How nearly they say the same, 0 < strength <= 1.
    """

    terms: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question with all that may stand for it.

    Attributes:
        word: As the person typed it.
        term: Its own term.
        form: A number for how it is spelt.
        weight: Its worth in this corpus, in powers of nats.
        is_name: Whether it is (part of) a name.
        is_known: Whether any passage contains it or something that stands for it.
        alternatives: Its own term first, then the rest.
    """

    word: str
    term: str
    form: int
    weight: float
    is_name: bool
    is_known: bool
    alternatives: tuple[Alternative, ...]


def general_use(word: str) -> tuple[float, float]:
    """Return which share of sentences of general text holds a word, and its worth, roughly."""
    plain = fold(word)
    return next((use for name, use in _GENERAL.items() if plain in words(name)), _RARE)


def weight_of(word: str, *, df: int, n: int) -> float:
    """Return what a word is worth: its idf, mixed with what it is worth in general text.

    Args:
        word: The word as typed.
        df: How many passages contain it.
        n: How many passages there are.
    """
    share, worth = general_use(word)
    mixed = df + _GENERAL_SENTENCES * share
    total = n + _GENERAL_SENTENCES
    return float(worth * log(1 + (total - mixed + 0.5) / (mixed + 0.5)) ** _IDF_POWER)


def distinct_tokens(question: QuestionAnalysis) -> list[Token]:
    """Return the question's tokens, the first of each term."""
    first: dict[str, Token] = {}
    for token in question.tokens:
        first.setdefault(token.term, token)
    return list(first.values())


class Vocabularies(Protocol):
    """What concepts are made from: the articles' words and what stands for them."""

    def df(self, term: str) -> int:
        """Return how many passages contain a term."""

    def is_name(self, term: str) -> bool:
        """Tell whether the articles write a term as a name."""

    def alternatives(self, term: str) -> list[Alternative]:
        """Return what the articles contain that may stand for a term."""

    def short_form_of(self, terms: tuple[str, ...]) -> str | None:
        """Return the short form of several terms in a row, if the articles contain one."""


def concepts_of(
    question: QuestionAnalysis, vocabularies: Vocabularies, *, n: int
) -> tuple[Concept, ...]:
    """Return the concepts of a question, over ``n`` passages."""
    found = distinct_tokens(question)
    short = _short_forms([token.term for token in found], vocabularies)
    capitals = not question.text.istitle() and not question.text.isupper()
    return tuple(
        _concept(
            token.term,
            token.span.of(question.text),
            is_capital=capitals and token.span.start > 0,
            short=short.get(token.term, ()),
            vocabularies=vocabularies,
            n=n,
        )
        for token in found
    )


def _concept(  # a concept is made from that many things
    term: str,
    word: str,
    *,
    is_capital: bool,
    short: tuple[Alternative, ...],
    vocabularies: Vocabularies,
    n: int,
) -> Concept:
    own = Alternative((term,), 1.0)
    others = (*short, *vocabularies.alternatives(term))
    return Concept(
        word,
        term,
        form_of(word),
        weight_of(word, df=vocabularies.df(term), n=n),
        (is_capital and word[0].isupper()) or vocabularies.is_name(term),
        bool(others) or vocabularies.df(term) > 0,
        (own, *others),
    )


def _short_forms(
    asked: list[str], vocabularies: Vocabularies
) -> dict[str, tuple[Alternative, ...]]:
    """Return, for the words that a short form stands for together, that short form."""
    found: dict[str, tuple[Alternative, ...]] = {}
    for start in range(len(asked)):
        for end in range(start + 2, min(len(asked), start + _LONGEST_MEANT) + 1):
            short = vocabularies.short_form_of(tuple(asked[start:end]))
            if short is not None:
                found.update(dict.fromkeys(asked[start:end], (Alternative((short,), SHORTENED),)))
    return found
