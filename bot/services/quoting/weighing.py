"""Which quotation answers a question best, and how likely it does; both fitted, see the models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from corpus.ranking.model import Model, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.services.quoting.evidence import Gathering
    from bot.services.quoting.selecting import Mask
    from corpus.asking import SaidQuestion

_SURE = 0.97  # where the very words are there
_CLEAR = 4.0  # how far ahead of the rest is as clear as it gets


@dataclass(frozen=True, slots=True)
class Weighed:
    """A quotation that may answer.

    Attributes:
        row: Its row in the catalogue.
        article: The ordinal of its article.
        speaker: Its speaker's place in the directory; -1 when unknown.
        score: What it is ranked by; comparable only within one question.
        evidence: Feature -> value.
    """

    row: int
    article: int
    speaker: int
    score: float
    evidence: Mapping[str, float]

    @property
    def is_exact(self) -> bool:
        """Whether it holds the words that the question quotes, word for word."""
        return self.evidence.get("alike", 0.0) == 1.0


@cache
def fitting() -> Model:
    """Return what quotations are ranked by."""
    return read("quoting/fitting_model.tsv")


@cache
def certainty() -> Model:
    """Return what the probability of the best one is computed from."""
    return read("quoting/certainty_model.tsv")


def weigh(gathering: Gathering, mask: Mask) -> list[Weighed]:
    """Return the quotations that may answer, those that hold the quoted words first, then the best.

    Args:
        gathering: The question and where to look.
        mask: The rows that may be returned.
    """
    codes, articles = gathering.selecting.directory.codes, gathering.places.article
    rows = gathering.candidates(mask).tolist()
    every = [gathering.evidence(row) for row in rows]
    found = [
        Weighed(row, int(articles[row]), int(codes[row]), _sum(fitting(), evidence), evidence)
        for row, evidence in zip(rows, every, strict=True)
    ]
    return sorted(found, key=lambda one: (not one.is_exact, -one.score, one.row))


def probability(said: SaidQuestion, weighed: Sequence[Weighed]) -> float:
    """Return the probability that the first quotation answers, 0 to 1."""
    if not weighed:
        return 0.0
    if weighed[0].is_exact:
        return _SURE
    return 1 / (1 + exp(-_sum(certainty(), told(said, weighed))))


def told(said: SaidQuestion, weighed: Sequence[Weighed]) -> dict[str, float]:
    """Return what tells how likely the best quotation answers: feature -> value."""
    best = weighed[0]
    elsewhere = (one.score for one in weighed if one.article != best.article)
    known = best.evidence
    asks_about = not said.asks_who
    return {
        "score": best.score,
        "ahead": min(_CLEAR, best.score - next(elsewhere, best.score - _CLEAR)),
        "content": known["content"],
        "around": known["around"],
        "names": known["names"],
        "order": known["order"],
        "ranked": known["ranked"],
        "unlike": 1 - known.get("alike", 0.0) if said.quoted else 0.0,
        "certain": float(said.is_certain),
        "about": float(asks_about),
        "guess_about": float(asks_about and not said.is_certain),
    }


def _sum(model: Model, values: Mapping[str, float]) -> float:
    weights: list[float] = model.weights.tolist()
    parts = zip(model.names, weights, strict=True)
    return model.constant + sum((w * values.get(name, 0.0) for name, w in parts), 0.0)
