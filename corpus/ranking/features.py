"""The features: named reasons for or against a candidate, each from the evidence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.question import Wanted
from corpus.ranking.table import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.ranking.evidence import Evidence

Floats = NDArray[np.float32]
Matrix = Floats

FEATURES: dict[str, Callable[[Evidence], Floats]] = {}


def feature(function: Callable[[Evidence], Floats]) -> Callable[[Evidence], Floats]:
    """Register a feature under its function's name."""
    FEATURES[function.__name__] = function
    return function


def matrix(evidence: Evidence, names: tuple[str, ...]) -> Floats:
    """Return a row a candidate, a column a feature."""
    return np.stack([FEATURES[name](evidence).astype(np.float32) for name in names], axis=1)


def _total(evidence: Evidence, said: Matrix) -> Floats:
    total: Floats = evidence.weights @ said
    return total


def _fill(evidence: Evidence, given: Matrix, *known: Matrix) -> Floats:
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
    known = e.words.concept >= 0
    same = known.copy()
    same[known] = e.words.forms[known] == forms[e.words.concept[known]]
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
    pronouns = _count(e, e.words.marks & np.uint32(Mark.PRONOUN) > 0) > 0
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
    hits = np.flatnonzero(e.words.concept >= 0)
    total = np.zeros(len(e.candidates), np.float32)
    first, second = e.words.concept[hits[:-1]], e.words.concept[hits[1:]]
    gap = e.words.at[hits[1:]] - e.words.at[hits[:-1]]
    close = (gap <= reach) & ((second == first + 1) if in_order else (first != second))
    worth = np.minimum(e.weights[first], e.weights[second]) / np.sqrt(gap)
    np.add.at(total, e.words.owner[hits[1:]][close], worth[close])
    return np.minimum(total, 1)


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


def _count(e: Evidence, which: NDArray[np.bool_]) -> Floats:
    return np.bincount(e.words.owner[which], minlength=len(e.candidates)).astype(np.float32)


def _has(e: Evidence, *marks: Mark) -> NDArray[np.bool_]:
    bits = np.uint32(0)
    for mark in marks:
        bits |= np.uint32(mark)
    return (e.words.marks & bits) > 0


def _fresh(e: Evidence) -> NDArray[np.bool_]:
    """Which words the question did not say itself."""
    return e.words.concept < 0


def _names(e: Evidence) -> NDArray[np.bool_]:
    return _has(e, Mark.CAPITAL) & _fresh(e) & ~_has(e, Mark.MONTH, Mark.DAY)


def _inner_names(e: Evidence) -> NDArray[np.bool_]:
    return _names(e) & ~_has(e, Mark.FIRST)


def _after(which: NDArray[np.bool_], e: Evidence) -> NDArray[np.bool_]:
    """Which words stand right after one of those given."""
    shifted = np.zeros_like(which)
    shifted[1:] = which[:-1] & (np.diff(e.words.at) == 1)
    return shifted


def _person(e: Evidence) -> NDArray[np.bool_]:
    capital = _has(e, Mark.CAPITAL) & ~_has(
        e, Mark.MONTH, Mark.DAY, Mark.COUNTRY, Mark.PLACE, Mark.ACRONYM
    )
    after = capital & _after(capital, e)
    called = capital & _after(_has(e, Mark.FIRST_NAME) & capital, e)
    titled = capital & _after(_has(e, Mark.TITLE, Mark.INITIAL) & _has(e, Mark.CAPITAL), e)
    return (called | titled | (after & ~_has(e, Mark.TITLE))) & _fresh(e)


def _known_person(e: Evidence) -> NDArray[np.bool_]:
    capital = _has(e, Mark.CAPITAL)
    named = _has(e, Mark.FIRST_NAME, Mark.INITIAL) & capital
    titled = capital & _after(_has(e, Mark.TITLE) & capital, e)
    return ((capital & _after(named, e)) | titled) & _fresh(e)


def _place(e: Evidence) -> NDArray[np.bool_]:
    return (_has(e, Mark.COUNTRY) & _fresh(e)) | (_names(e) & _after(_has(e, Mark.NEAR), e))


def _number(e: Evidence) -> NDArray[np.bool_]:
    return _has(e, Mark.DIGITS, Mark.NUMBER) & _fresh(e)


def _time(e: Evidence) -> NDArray[np.bool_]:
    dated = _has(e, Mark.YEAR, Mark.MONTH, Mark.DAY)
    counted = _has(e, Mark.DIGITS) | _is_number(e)
    return (dated | (counted & _after(_has(e, Mark.NEAR, Mark.TIME, Mark.MONTH), e))) & _fresh(e)


def _is_number(e: Evidence) -> NDArray[np.bool_]:
    return _has(e, Mark.NUMBER)


def _duration(e: Evidence) -> NDArray[np.bool_]:
    return _has(e, Mark.UNIT) & _after(_has(e, Mark.DIGITS, Mark.NUMBER), e)


def _money(e: Evidence) -> NDArray[np.bool_]:
    return _has(e, Mark.MONEY) & _fresh(e)


_SHOWN_BY: dict[Wanted, Callable[[Evidence], NDArray[np.bool_]]] = {
    Wanted.PERSON: _person,
    Wanted.PLACE: _place,
    Wanted.NUMBER: _number,
    Wanted.TIME: _time,
    Wanted.DURATION: _duration,
    Wanted.MONEY: _money,
    Wanted.SHARE: lambda e: _has(e, Mark.SHARE),
    Wanted.REASON: lambda e: _has(e, Mark.CAUSE) & _fresh(e),
    Wanted.MANNER: lambda e: _has(e, Mark.MANNER) & _fresh(e),
    Wanted.MEANING: lambda e: _has(e, Mark.ARTICLE) & _after(_has(e, Mark.BE), e),
    Wanted.NAME: _inner_names,
    Wanted.ANYTHING: lambda e: _has(e, Mark.CAPITAL) & _fresh(e) & ~_has(e, Mark.FIRST),
}


def _shown(e: Evidence, *wanted: Wanted) -> Floats:
    if e.question.wanted not in wanted:
        return np.zeros(len(e.candidates), np.float32)
    return (_count(e, _SHOWN_BY[e.question.wanted](e)) > 0).astype(np.float32)


@feature
def has_known_person(e: Evidence) -> Floats:
    """A person known by a first name or a title, where one is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (_count(e, _known_person(e)) > 0).astype(np.float32)


@feature
def by_name(e: Evidence) -> Floats:
    """A name after "by" (founded by Ann Lee), where a person is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (_count(e, _names(e) & _after(_has(e, Mark.MANNER), e)) > 0).astype(np.float32)


@feature
def asks_itself(e: Evidence) -> Floats:
    """Whether the passage is a question."""
    return (_count(e, _has(e, Mark.ASKS)) > 0).astype(np.float32)


@feature
def fresh_words(e: Evidence) -> Floats:
    """How many names and numbers the passage adds to the question."""
    return np.log1p(_count(e, (_inner_names(e) | _number(e))))


@feature
def has_new_name(e: Evidence) -> Floats:
    """Any name not in the question, where a person is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (_count(e, _inner_names(e)) > 0).astype(np.float32)


@feature
def has_place(e: Evidence) -> Floats:
    """A place, where one is wanted."""
    return _shown(e, Wanted.PLACE)


@feature
def has_time(e: Evidence) -> Floats:
    """A date, day or year, where a time is wanted."""
    return _shown(e, Wanted.TIME)


@feature
def has_number(e: Evidence) -> Floats:
    """A number, where one is wanted."""
    return _shown(e, Wanted.NUMBER)


@feature
def has_amount(e: Evidence) -> Floats:
    """Money, a share or a duration, where one is wanted."""
    return _shown(e, Wanted.MONEY, Wanted.SHARE, Wanted.DURATION)


@feature
def has_reason(e: Evidence) -> Floats:
    """A word of cause, where a reason is wanted."""
    return _shown(e, Wanted.REASON)


@feature
def has_manner(e: Evidence) -> Floats:
    """A word of manner, where a way is wanted."""
    return _shown(e, Wanted.MANNER)


@feature
def has_name(e: Evidence) -> Floats:
    """A name not in the question, where which or what is asked."""
    return _shown(e, Wanted.NAME)


@feature
def answer_near(e: Evidence) -> Floats:
    """How near what is wanted stands to a word of the question."""
    shown = np.flatnonzero(_SHOWN_BY[e.question.wanted](e))
    said_at = e.words.at[e.words.concept >= 0]
    best = np.zeros(len(e.candidates), np.float32)
    if len(shown) == 0 or len(said_at) == 0:
        return best
    at = e.words.at[shown]
    place = np.searchsorted(said_at, at)
    left = np.abs(at - said_at[np.maximum(place - 1, 0)])
    right = np.abs(said_at[np.minimum(place, len(said_at) - 1)] - at)
    np.maximum.at(best, e.words.owner[shown], 1 / (1 + np.minimum(left, right)))
    return best


@feature
def head_said(e: Evidence) -> Floats:
    """Whether the noun asked for (how many troops) is said."""
    rows = [n for n, c in enumerate(e.concepts) if c.term in e.question.head]
    if not rows:
        return np.zeros(len(e.candidates), np.float32)
    best: Floats = e.own[rows].max(axis=0)
    return best
