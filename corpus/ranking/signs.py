"""Signs that a question is answered, or that it is not: each from the best passage's standing."""

from __future__ import annotations

from math import log, log1p
from typing import TYPE_CHECKING

import numpy as np

from corpus.question import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.ranking.arrays import Floats
    from corpus.ranking.best import Best

SIGNS: dict[str, Callable[[Best], float]] = {}

_LITTLE = 0.05  # less than this share of a question is nothing to judge by
_SAID = 0.3  # as nearly as a concept must be said to count as said
_SURELY_SAID = 0.5
_FIRST_FEW = 5
_FAR_AHEAD = 10.0
_NO_CHANCE = 1e-6
_QUANTITIES = frozenset({Wanted.TIME, Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE, Wanted.DURATION})


def sign(function: Callable[[Best], float]) -> Callable[[Best], float]:
    """Register a sign under its function's name."""
    SIGNS[function.__name__] = function
    return function


# What is said.


@sign
def said_around(b: Best) -> float:
    """The share of the question that the passage, its neighbours, paragraph and title say."""
    return b.share(b.reached)


@sign
def said_in_article(b: Best) -> float:
    """The share that its article says."""
    return b.share(b.in_article)


@sign
def substance_said(b: Best) -> float:
    """The share of the words other than names that the passage itself says."""
    asked = b.weights * ~b.evidence.names
    total = float(asked.sum())
    return float(asked @ b.own) / total if total > _LITTLE else 1.0


@sign
def says_a_name(b: Best) -> float:
    """Whether the passage itself says one of the names asked about."""
    return float((b.evidence.names & (b.own > _SURELY_SAID)).any())


@sign
def names_in_title(b: Best) -> float:
    """The share in names that its article's title says."""
    return b.share_of_names(b.evidence.title[:, b.first])


@sign
def phrase(b: Best) -> float:
    """How much it says side by side, in the question's order."""
    return b.feature("phrase")


# What is not said.


@sign
def unknown(b: Best) -> float:
    """The share that no passage of any article says."""
    are_unknown = np.array([not c.is_known for c in b.evidence.concepts])
    return float(b.weights @ (are_unknown * (1 - b.granted)))


@sign
def worth_missing(b: Best) -> float:
    """What the concepts that the passage does not say are worth together."""
    return float(b.worths @ (1 - b.own))


@sign
def concepts_missing(b: Best) -> float:
    """The share of the question's concepts, whatever their weight, that it does not say."""
    return float((b.own < _SAID).mean())


@sign
def concepts_missing_in_article(b: Best) -> float:
    """The share of the question's concepts that its article does not say."""
    return float((b.in_article < _SAID).mean())


@sign
def substance_missing(b: Best) -> float:
    """The share in words other than names that neither it nor what is around it says."""
    return float(b.weights @ ((1 - b.reached) * ~b.evidence.names))


@sign
def names_missing(b: Best) -> float:
    """The share in names that the passage and what is around it do not say."""
    return b.share_of_names(1 - b.reached)


@sign
def names_missing_in_article(b: Best) -> float:
    """The share in names that its article does not say."""
    return b.share_of_names(1 - b.in_article)


@sign
def numbers_missing(b: Best) -> float:
    """How many numbers and years of the question the passage does not say."""
    are_numbers = np.array([c.word[0].isdigit() for c in b.evidence.concepts])
    return float((are_numbers & (b.own < _SURELY_SAID)).sum())


# Whether what is wanted is there.


def _lacks(b: Best, *wanted: Wanted) -> float:
    return float(b.evidence.question.wanted in wanted and not b.shows_wanted[b.first])


@sign
def lacks_quantity(b: Best) -> float:
    """Whether a time, a number or an amount is wanted, and none is there."""
    return _lacks(b, *_QUANTITIES)


@sign
def lacks_person(b: Best) -> float:
    """Whether a person is wanted, and none is there."""
    return _lacks(b, Wanted.PERSON)


@sign
def lacks_number(b: Best) -> float:
    """Whether a number is wanted, and none is there."""
    return _lacks(b, Wanted.NUMBER)


@sign
def lacks_share(b: Best) -> float:
    """Whether a share is wanted, and none is there."""
    return _lacks(b, Wanted.SHARE)


@sign
def lacks_manner(b: Best) -> float:
    """Whether a way is wanted, and no word of manner is there."""
    return _lacks(b, Wanted.MANNER)


@sign
def shown_among_first(b: Best) -> float:
    """How many of the first five passages have in them what is wanted."""
    return float(b.shows_wanted[b.order[:_FIRST_FEW]].mean())


@sign
def shown_nowhere(b: Best) -> float:
    """Whether no candidate of its article has in it what is wanted."""
    return float(not b.shows_wanted[b.same_article].any())


# What is asked.


@sign
def concepts(b: Best) -> float:
    """The logarithm of how many concepts the question has."""
    return log1p(len(b.evidence.concepts))


@sign
def worth_asked(b: Best) -> float:
    """What its concepts are worth together."""
    return float(b.worths.sum())


@sign
def names_asked(b: Best) -> float:
    """How many names it has."""
    return float(b.evidence.names.sum())


@sign
def words_asked(b: Best) -> float:
    """How many words it has, the little ones included."""
    return float(len(b.evidence.question.text.split()))


@sign
def asks_reason(b: Best) -> float:
    """Whether it asks why."""
    return float(b.evidence.question.wanted is Wanted.REASON)


@sign
def asks_name(b: Best) -> float:
    """Whether it asks what or which, and nothing narrower."""
    return float(b.evidence.question.wanted is Wanted.NAME)


@sign
def asks_meaning(b: Best) -> float:
    """Whether it asks what something is."""
    return float(b.evidence.question.wanted is Wanted.MEANING)


# How the passage stands among the others.


@sign
def score(b: Best) -> float:
    """The passage's score."""
    return float(b.scores[b.first]) / 10


@sign
def chance(b: Best) -> float:
    """The logarithm of its chance of being the answer, by the scores."""
    return log(float(b.chances[b.first]) + _NO_CHANCE)


@sign
def chance_of_article(b: Best) -> float:
    """The chance that the answer is in its article, by the scores."""
    return float(b.chances[b.same_article].sum())


@sign
def undecided(b: Best) -> float:
    """The entropy of the candidates' chances."""
    return float(-(b.chances * np.log(b.chances + 1e-12)).sum())


@sign
def lead_over_other_articles(b: Best) -> float:
    """How far it is ahead of the best passage of another article."""
    others = b.scores[~b.same_article]
    return float(b.scores[b.first] - others.max()) if len(others) else _FAR_AHEAD


@sign
def says_less_than_another(b: Best) -> float:
    """How much more of the question another candidate of its article says."""
    said: Floats = b.weights @ b.evidence.own[:, b.same_article]
    return float(said.max()) - b.share(b.own)


@sign
def length(b: Best) -> float:
    """The logarithm of the passage's length in words."""
    return log(max(float(b.evidence.lengths[b.first]), 1.0))
