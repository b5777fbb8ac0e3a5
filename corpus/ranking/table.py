"""The words of many texts as columns of numbers: what features are computed from."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.terms import fold, plain_words, term_of, written_words
from corpus.word_lists import bases, lines, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Ints = NDArray[np.int32]
Words = NDArray[np.uint32]


class Mark(IntFlag):
    """What a word can be part of in an answer."""

    CAPITAL = auto()
    FIRST = auto()
    DIGITS = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    TIME = auto()
    UNIT = auto()
    NUMBER = auto()
    MONEY = auto()
    SHARE = auto()
    CAUSE = auto()
    MANNER = auto()
    TITLE = auto()
    PLACE = auto()
    COUNTRY = auto()
    NEAR = auto()
    BE = auto()
    ARTICLE = auto()
    PRONOUN = auto()
    NAMING = auto()
    ACRONYM = auto()
    FIRST_NAME = auto()
    INITIAL = auto()
    ASKS = auto()
    PERIOD = auto()


_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|1[0-9]{3}s|20[0-9]0s")
_LONGEST_ACRONYM = 6


@cache
def _listed_marks() -> dict[str, Mark]:
    marks: dict[str, Mark] = {}
    for line in lines("ranking/marks.tsv"):
        name, members = line.split("\t")
        for word in members.split():
            marks[word] = marks.get(word, Mark(0)) | Mark[name.upper()]
    for form, place in bases("ranking/places.tsv").items():
        marks[place] = marks.get(place, Mark(0)) | Mark.COUNTRY
        marks[form] = marks.get(form, Mark(0)) | Mark.COUNTRY
    for name in words("ranking/first_names.txt"):
        marks[name] = marks.get(name, Mark(0)) | Mark.FIRST_NAME
    return marks


def marks_of(word: str) -> Mark:
    """Return what a word as written can be part of, whatever stands around it."""
    marks = _listed_marks().get(fold(word), Mark(0))
    if word[0].isupper():
        marks |= Mark.CAPITAL
        if len(word.rstrip(".")) == 1:
            marks |= Mark.INITIAL
        elif word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM:
            marks |= Mark.ACRONYM
    elif word[0].isdigit():
        marks |= Mark.DIGITS | (Mark.YEAR if _YEAR.fullmatch(word) else Mark(0))
    return marks


class Vocabulary(dict[str, int]):
    """Term -> number, given out from 1; 0 is every word that is never indexed."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self) + 1
        return number


class _Written:
    """The distinct words of a table, each with its term, numbered from 0.

    Attributes:
        columns: The number of the term, the check sum of the form and the marks of each, in turn.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.columns = array("I")
        self._vocabulary = vocabulary
        self._numbers: dict[tuple[str, str], int] = {}
        self._plain = _Plain(self)

    def numbers(self, text: str) -> Iterable[int]:
        """Return the number of each word of a text, in order."""
        words_alone = plain_words(text)
        if words_alone is not None:
            return map(self._plain.__getitem__, words_alone)
        return [self.number(word, term) for word, term, _, _ in written_words(text)]

    def number(self, word: str, term: str) -> int:
        """Return the number of a word as written with its term, "" for none."""
        found = self._numbers.setdefault((word, term), len(self._numbers))
        if 3 * found == len(self.columns):
            number = self._vocabulary[term] if term else 0
            self.columns.extend((number, form_of(word), int(marks_of(word))))
        return found


class _Plain(dict[str, int]):
    """Word -> its number, where its term is the same whatever stands around it."""

    def __init__(self, written: _Written) -> None:
        super().__init__()
        self._written = written

    def __missing__(self, word: str) -> int:
        found = self[word] = self._written.number(word, term_of(word))
        return found


def form_of(word: str) -> int:
    """Return a number that two words share when they are spelt alike but for case and accents."""
    return crc32(fold(word).encode())


@dataclass(frozen=True)
class Table:
    """The words of texts numbered from 0; never changed once made.

    Attributes:
        firsts: Where each text's words begin; one more entry closes the last text.
        terms: The number of each word's term, 0 for words that are never indexed.
        forms: A check sum of each word as written, folded.
        marks: What each word can be part of, as bits of `Mark`.
    """

    firsts: NDArray[np.int64]
    terms: Ints
    forms: Words
    marks: Words

    @classmethod
    def build(cls, texts: Iterable[str], vocabulary: Vocabulary) -> Table:
        """Return the table of texts, giving numbers to terms not yet in the vocabulary."""
        tabling = Tabling(vocabulary)
        tabling.add(texts)
        return tabling.table()

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def joined(self, other: Table) -> Table:
        """Return the texts of this table followed by those of another."""
        return Table(
            np.concatenate([self.firsts, self.firsts[-1] + other.firsts[1:]]),
            np.concatenate([self.terms, other.terms]),
            np.concatenate([self.forms, other.forms]),
            np.concatenate([self.marks, other.marks]),
        )

    def lengths(self) -> NDArray[np.int64]:
        """Return how many words each text has, those never indexed included."""
        return np.diff(self.firsts)

    def words_of(self, texts: NDArray[np.signedinteger[Any]]) -> tuple[NDArray[np.int64], Ints]:
        """Return the places of the texts' words in the columns, and for each which text (0 …)."""
        sizes = (self.firsts[texts + 1] - self.firsts[texts]).astype(np.int64)
        owner = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
        before = np.concatenate([[0], np.cumsum(sizes)[:-1]]) if len(texts) else sizes
        places = np.arange(len(owner)) + np.repeat(self.firsts[texts] - before, sizes)
        return places, owner


class Tabling:
    """A table in the making: texts are added some at a time, and none of them is kept.

    Args:
        vocabulary: The terms' numbers; those not yet in it are given out.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._written = _Written(vocabulary)
        self._numbers = array("I")
        self._firsts = array("q", [0])
        self._asks = bytearray()

    def add(self, texts: Iterable[str]) -> None:
        """Add texts behind those that are there."""
        for text in texts:
            self._numbers.extend(self._written.numbers(text))
            self._firsts.append(len(self._numbers))
            self._asks.append(text.rstrip("\"'\u201d\u2019 ").endswith("?"))

    def table(self) -> Table:
        """Return the table of what was added."""
        columns = np.array(self._written.columns, dtype=np.uint32).reshape(-1, 3)
        found = np.frombuffer(self._numbers or b"", dtype=np.uint32)
        starts = np.array(self._firsts, dtype=np.int64)
        marks = columns[:, 2][found]
        filled = starts[:-1] < starts[1:]
        marks[starts[:-1][filled]] |= np.uint32(Mark.FIRST)
        marks[starts[:-1][filled & np.array(self._asks, dtype=bool)]] |= np.uint32(Mark.ASKS)
        return Table(starts, columns[:, 0].astype(np.int32)[found], columns[:, 1][found], marks)
