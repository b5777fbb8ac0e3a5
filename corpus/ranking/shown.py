"""Features of what an answer must have in it: which words show it, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.question import Wanted
from corpus.ranking.registry import Feature, registering
from corpus.ranking.table import Mark
from corpus.ranking.wanted import after, inner_names, known_person, names, number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence

_NEAR = 4.0
_OTHER_TEXT = 200

SHOWN: dict[str, Feature] = {}
feature = registering(SHOWN)


def _shown(e: Evidence, *wanted: Wanted) -> Floats:
    if e.question.wanted not in wanted:
        return np.zeros(len(e.candidates), np.float32)
    return (e.count(e.shown) > 0).astype(np.float32)


@feature
def has_known_person(e: Evidence) -> Floats:
    """A person known by a first name or a title, where one is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (e.count(known_person(e)) > 0).astype(np.float32)


@feature
def by_name(e: Evidence) -> Floats:
    """A name after "by" (founded by Ann Lee), where a person is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (e.count(names(e) & after(e.words.has(Mark.MANNER), e)) > 0).astype(np.float32)


@feature
def fresh_words(e: Evidence) -> Floats:
    """How many names and numbers the passage adds to the question."""
    return np.log1p(e.count(inner_names(e) | number(e)))


@feature
def has_new_name(e: Evidence) -> Floats:
    """Any name not in the question, where a person is wanted."""
    if e.question.wanted is not Wanted.PERSON:
        return np.zeros(len(e.candidates), np.float32)
    return (e.count(inner_names(e)) > 0).astype(np.float32)


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
    shown = np.flatnonzero(e.shown)
    said_at = e.words.at[e.saying]
    best = np.zeros(len(e.candidates), np.float32)
    if len(shown) and len(said_at):
        gap = _gaps(e.words.at[shown], said_at)
        np.maximum.at(best, e.words.owner[shown], 1 / (1 + gap))
    return best


@feature
def answer_amid(e: Evidence) -> Floats:
    """How much of the question stands near what is wanted, the nearer the more."""
    best = np.zeros(len(e.candidates), np.float32)
    shown = np.flatnonzero(e.shown)
    if not len(shown) or not len(e.saying):
        return best
    at, total = e.words.at[shown], np.zeros(len(shown), np.float32)
    # Concept after concept, each so far behind the one before that nothing there is near.
    concept, behind = e.words.concept[e.saying], int(e.words.at[-1]) + _OTHER_TEXT
    order = np.argsort(concept, kind="stable")
    said_at = e.words.at[e.saying[order]] + concept[order].astype(np.int64) * behind
    gaps = _gaps((at + np.arange(len(e.weights))[:, None] * behind).ravel(), said_at)
    nearness = np.where(gaps < _OTHER_TEXT, 1 / (1 + gaps / _NEAR), 0).reshape(-1, len(at))
    for weight, near in zip(e.weights, nearness, strict=True):
        total += weight * near
    np.maximum.at(best, e.words.owner[shown], total)
    return best


@feature
def reached_and_shown(e: Evidence) -> Floats:
    """Where what is wanted is there: how much of the question the passage and its context say."""
    reached = np.maximum(np.maximum(e.own, e.around[-1]), e.title)
    reached = np.maximum(reached, e.article * e.names[:, None])
    total: Floats = np.einsum("c,cn->n", e.weights, reached)
    return total * (e.count(e.shown) > 0)


def _gaps(at: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far each place is from the nearest of the others, both ascending."""
    place = np.searchsorted(others, at)
    left = np.abs(at - others[np.maximum(place - 1, 0)])
    right = np.abs(others[np.minimum(place, len(others) - 1)] - at)
    nearest: NDArray[np.int64] = np.minimum(left, right)
    return nearest
