"""Which words of the candidates show what a question wants: a person, a day, a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.question import Wanted
from corpus.ranking.table import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.ranking.evidence import Evidence

Which = NDArray[np.bool_]


def _has(e: Evidence, *marks: Mark) -> Which:
    return e.words.has(*marks)


def _fresh(e: Evidence) -> Which:
    """Which words the question did not say itself."""
    return e.words.concept < 0


def names(e: Evidence) -> Which:
    """Return which words are of names that the question did not say."""
    return _has(e, Mark.CAPITAL) & _fresh(e) & ~_has(e, Mark.MONTH, Mark.DAY)


def inner_names(e: Evidence) -> Which:
    """Return the same without the first word of a passage, whose capital says nothing."""
    return names(e) & ~_has(e, Mark.FIRST)


def after(which: Which, e: Evidence) -> Which:
    """Return which words stand right after one of those given."""
    shifted = np.zeros_like(which)
    shifted[1:] = which[:-1] & (np.diff(e.words.at) == 1)
    return shifted


def _person(e: Evidence) -> Which:
    capital = _has(e, Mark.CAPITAL) & ~_has(
        e, Mark.MONTH, Mark.DAY, Mark.COUNTRY, Mark.PLACE, Mark.ACRONYM
    )
    follows = capital & after(capital, e)
    called = capital & after(_has(e, Mark.FIRST_NAME) & capital, e)
    titled = capital & after(_has(e, Mark.TITLE, Mark.INITIAL) & _has(e, Mark.CAPITAL), e)
    return (called | titled | (follows & ~_has(e, Mark.TITLE))) & _fresh(e)


def known_person(e: Evidence) -> Which:
    """Return which words name a person that a first name or a title gives away."""
    capital = _has(e, Mark.CAPITAL)
    named = _has(e, Mark.FIRST_NAME, Mark.INITIAL) & capital
    titled = capital & after(_has(e, Mark.TITLE) & capital, e)
    return ((capital & after(named, e)) | titled) & _fresh(e)


def _place(e: Evidence) -> Which:
    return (_has(e, Mark.COUNTRY) & _fresh(e)) | (names(e) & after(_has(e, Mark.NEAR), e))


def number(e: Evidence) -> Which:
    """Return which words are numbers, but no years, that the question did not say."""
    return _has(e, Mark.DIGITS, Mark.NUMBER) & ~_has(e, Mark.YEAR) & _fresh(e)


def _time(e: Evidence) -> Which:
    dated = _has(e, Mark.YEAR, Mark.MONTH, Mark.DAY, Mark.PERIOD)
    counted = _has(e, Mark.DIGITS) | _is_number(e)
    return (dated | (counted & after(_has(e, Mark.NEAR, Mark.TIME, Mark.MONTH), e))) & _fresh(e)


def _is_number(e: Evidence) -> Which:
    return _has(e, Mark.NUMBER)


def _duration(e: Evidence) -> Which:
    counted = _has(e, Mark.UNIT) & after(_has(e, Mark.DIGITS, Mark.NUMBER), e)
    called = _has(e, Mark.CAPITAL) & ~_has(e, Mark.MONTH, Mark.DAY)
    before = called | _has(e, Mark.UNIT)  # "Ann Lee, 43, ..." and "aged 43"
    aged = _has(e, Mark.DIGITS) & ~_has(e, Mark.YEAR) & after(before, e)
    return counted | aged


def _money(e: Evidence) -> Which:
    return _has(e, Mark.MONEY) & _fresh(e)


_SHOWN_BY: dict[Wanted, Callable[[Evidence], Which]] = {
    Wanted.PERSON: _person,
    Wanted.PLACE: _place,
    Wanted.NUMBER: number,
    Wanted.TIME: _time,
    Wanted.DURATION: _duration,
    Wanted.MONEY: _money,
    Wanted.SHARE: lambda e: _has(e, Mark.SHARE),
    Wanted.REASON: lambda e: _has(e, Mark.CAUSE) & _fresh(e),
    Wanted.MANNER: lambda e: _has(e, Mark.MANNER) & _fresh(e),
    Wanted.MEANING: lambda e: _has(e, Mark.ARTICLE) & after(_has(e, Mark.BE), e),
    Wanted.NAME: inner_names,
    Wanted.ANYTHING: lambda e: _has(e, Mark.CAPITAL) & _fresh(e) & ~_has(e, Mark.FIRST),
}


def showing(e: Evidence) -> Which:
    """Return which words show what the question wants."""
    return _SHOWN_BY[e.question.wanted](e)
