"""Features of what a candidate, and what stands around it, says of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.ranking.registry import Feature, registering
from corpus.ranking.table import Mark

if TYPE_CHECKING:
    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence

_WINDOW = 10

SAID: dict[str, Feature] = {}
feature = registering(SAID)


def _total(evidence: Evidence, said: Floats) -> Floats:
    total: Floats = np.einsum("c,cn->n", evidence.weights, said)
    return total


def _fill(evidence: Evidence, given: Floats, *known: Floats) -> Floats:
    """Return what ``given`` adds to what is known already."""
    best = known[0]
    for other in known[1:]:
        best = np.maximum(best, other)
    return _total(evidence, np.maximum(given - best, 0))


@feature
def said(e: Evidence) -> Floats:
    """The share of the question's weight that the passage itself says."""
    return _total(e, e.own)


@feature
def said_briefly(e: Evidence) -> Floats:
    """The same, damped by the passage's length as BM25 does."""
    norm = 0.65 + 0.35 * e.lengths / max(float(e.lengths.mean()), 1.0)
    damped: Floats = _total(e, e.own) / (1 + 0.6 * norm)
    return damped


@feature
def concepts_said(e: Evidence) -> Floats:
    """The share of the question's words that the passage says, all worth the same."""
    share: Floats = e.own.mean(axis=0)
    return share


@feature
def exact(e: Evidence) -> Floats:
    """The share of the question's weight found spelt as asked."""
    forms = np.array([c.form for c in e.concepts], np.uint32)
    same = e.saying[e.words.forms[e.saying] == forms[e.words.concept[e.saying]]]
    found = np.zeros_like(e.own)
    found[e.words.concept[same], e.words.owner[same]] = 1
    return _total(e, found)


@feature
def other_words(e: Evidence) -> Floats:
    """The share said only in other words: synonyms, derivations, misspellings."""
    return _total(e, np.where(e.own < 1, e.own, 0))


@feature
def names_said(e: Evidence) -> Floats:
    """The share of the question's weight in names that the passage says."""
    return _total(e, e.own * e.names[:, None])


@feature
def previous_fills(e: Evidence) -> Floats:
    """What the passage before adds."""
    return _fill(e, e.around[-1], e.own)


@feature
def second_previous_fills(e: Evidence) -> Floats:
    """What the two passages further before add."""
    return _fill(e, np.maximum(e.around[-2], e.around[-3]), e.own, e.around[-1])


@feature
def next_fills(e: Evidence) -> Floats:
    """What the passage after adds."""
    return _fill(e, e.around[1], e.own, e.around[-1])


@feature
def paragraph_fills(e: Evidence) -> Floats:
    """What the rest of the paragraph adds."""
    return _fill(e, e.paragraph, e.own)


@feature
def title_fills(e: Evidence) -> Floats:
    """What the article's title adds."""
    return _fill(e, e.title, e.own)


@feature
def article_fills(e: Evidence) -> Floats:
    """What the rest of the article adds."""
    return _fill(e, e.article, e.own, e.paragraph, e.title, e.around[-1])


@feature
def article_names(e: Evidence) -> Floats:
    """Names that the rest of the article adds."""
    return _fill(e, e.article * e.names[:, None], e.own)


@feature
def title_said(e: Evidence) -> Floats:
    """The share of the question's weight in the article's title."""
    return _total(e, e.title)


@feature
def pronoun_for_name(e: Evidence) -> Floats:
    """Names said just before and stood for by a pronoun in the passage."""
    pronouns = e.count(e.words.has(Mark.PRONOUN)) > 0
    before = np.maximum(e.around[-1], np.maximum(e.around[-2], e.around[-3]))
    return _fill(e, before * e.names[:, None], e.own) * pronouns


@feature
def near(e: Evidence) -> Floats:
    """How close together the passage says the concepts."""
    return _pairs(e, reach=5, in_order=False)


@feature
def phrase(e: Evidence) -> Floats:
    """How much is said in the question's own order, side by side."""
    return _pairs(e, reach=2, in_order=True)


def _pairs(e: Evidence, *, reach: int, in_order: bool) -> Floats:
    hits = e.saying
    total = np.zeros(len(e.candidates), np.float32)
    first, second = e.words.concept[hits[:-1]], e.words.concept[hits[1:]]
    gap = e.words.at[hits[1:]] - e.words.at[hits[:-1]]
    close = (gap <= reach) & ((second == first + 1) if in_order else (first != second))
    worth = np.minimum(e.weights[first], e.weights[second]) / np.sqrt(gap)
    np.add.at(total, e.words.owner[hits[1:]][close], worth[close])
    return np.minimum(total, 1)


@feature
def said_rarely(e: Evidence) -> Floats:
    """The same, what its whole article keeps saying worth less."""
    return _total(e, e.own * (1 - e.common))


@feature
def behind_best(e: Evidence) -> Floats:
    """How much more the passage of its article that says most says."""
    share = _total(e, e.own)
    best = np.zeros(int(e.articles.max()) + 1, np.float32)
    np.maximum.at(best, e.articles, share)
    behind: Floats = best[e.articles] - share
    return behind


@feature
def window(e: Evidence) -> Floats:
    """The most that ten words in a row say."""
    hits = e.saying
    at, concept = e.words.at[hits], e.words.concept[hits]
    ends = np.searchsorted(at, at + _WINDOW)
    total = np.zeros(len(hits), np.float32)
    for row, weight in enumerate(e.weights):
        before = np.zeros(len(hits) + 1, np.int32)
        np.cumsum(concept == row, out=before[1:])
        total += weight * (before[ends] > before[:-1])
    best = np.zeros(len(e.candidates), np.float32)
    np.maximum.at(best, e.words.owner[hits], total)
    return best


@feature
def length(e: Evidence) -> Floats:
    """The logarithm of the passage's length, from 20 words."""
    return np.log(np.maximum(e.lengths, 1) / 20).astype(np.float32)


@feature
def very_short(e: Evidence) -> Floats:
    """How far the passage is below eight words."""
    return (np.maximum(8 - e.lengths, 0) / 8).astype(np.float32)


@feature
def lead(e: Evidence) -> Floats:
    """How near the article's beginning it stands."""
    return (1 / (1 + e.positions)).astype(np.float32)


@feature
def asks_itself(e: Evidence) -> Floats:
    """Whether the passage is a question."""
    return (e.count(e.words.has(Mark.ASKS)) > 0).astype(np.float32)


@feature
def head_said(e: Evidence) -> Floats:
    """Whether the noun asked for (how many troops) is said."""
    rows = [n for n, c in enumerate(e.concepts) if c.term in e.question.head]
    if not rows:
        return np.zeros(len(e.candidates), np.float32)
    best: Floats = e.own[rows].max(axis=0)
    return best
