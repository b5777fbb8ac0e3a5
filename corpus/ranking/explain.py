"""Why a passage stands where it does, and why an article is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus.ranking.hits import Feature

if TYPE_CHECKING:
    from datetime import date

    from corpus.ranking.hits import Hit, Ranking, TermWeight
    from corpus.ranking.ranker import Ranker

_MOST = 6


class Scored(Protocol):
    """Anything with the features that its score is made of."""

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features, the largest part first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One hit explained beside the one after it, or beside the first.

    Attributes:
        hit: The hit.
        other: The hit it is compared with; None when it is the only one.
        weights: Every word of the question with its weight and what it matched.
        ahead: What puts the hit ahead of the other, the largest part first; parts below 0 are
            what the other has more of.
    """

    hit: Hit
    other: Hit | None
    weights: tuple[TermWeight, ...]
    ahead: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class NotChosen:
    """The best passage of an article that is not among the hits.

    Attributes:
        best: The article's best hit; None where none of its passages shares a word.
        behind: What the first hit has more of, the largest part first.
        lacks: The words of the question that the article's best passage does not say.
    """

    best: Hit | None
    behind: tuple[Feature, ...]
    lacks: tuple[str, ...]


def difference(hit: Scored, other: Scored) -> tuple[Feature, ...]:
    """Return what a hit has more of than another, feature by feature, the largest part first."""
    less = {feature.name: feature for feature in other.features}
    more = {feature.name: feature for feature in hit.features}
    found = []
    for name in {**more, **less}:
        value = (more[name].value if name in more else 0) - (
            less[name].value if name in less else 0
        )
        part = (more[name].part if name in more else 0) - (less[name].part if name in less else 0)
        found.append(Feature(name, value, part))
    return tuple(sorted(found, key=lambda feature: -abs(feature.part))[:_MOST])


def explain(ranking: Ranking, passage: int) -> Explanation:
    """Return why a hit beat the next one; for the last one, why the first beat it.

    Raises:
        KeyError: The passage is not among the hits.
    """
    places = {hit.passage: n for n, hit in enumerate(ranking.hits)}
    place = places[passage]
    hit = ranking.hits[place]
    following = ranking.hits[place + 1 : place + 2] or ranking.hits[:1]
    other = following[0] if following[0] is not hit else None
    return Explanation(hit, other, hit.weights, difference(hit, other) if other else ())


def not_chosen(
    ranker: Ranker, ranking: Ranking, ordinal: int, *, today: date | None = None
) -> NotChosen:
    """Return why none of an article's passages was the first hit.

    Args:
        ranker: What made the ranking.
        ranking: The ranking.
        ordinal: The article.
        today: The day that the ranking's "yesterday" counts from.
    """
    within = ranker.passages.ordinals == ordinal
    found = ranker.rank(ranking.question.text, 1, today=today, within=within).hits
    if not found:
        return NotChosen(None, (), tuple(_asked(ranking)))
    best = found[0]
    behind = difference(ranking.hits[0], best) if ranking.hits else ()
    return NotChosen(best, behind, tuple(w.word for w in best.weights if not w.found_as))


def _asked(ranking: Ranking) -> list[str]:
    text = ranking.question.text
    return list(dict.fromkeys(token.span.of(text) for token in ranking.question.tokens))
