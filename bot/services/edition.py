"""One day's briefing as data: what it tells, in slices, and how much of it fits a phone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 (pydantic reads it)
from math import ceil
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from corpus.changes import Words, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.models import ArticleVersion, Span

LINES = 56  # of a phone: two screens
MOST_ENTRIES = 7
MOST_HELD_BACK = 20
_TOP = 2  # stories that get their quotation before others get a sentence
_LINE_CHARACTERS = 42
_LINES_AROUND = 2  # an entry's source line and the gap behind it
_BARE_SHARE = 0.55  # of the lines that headlines alone may take: breadth before depth


@dataclass(frozen=True, slots=True)
class Slice:
    """Words of an article version, character for character.

    Attributes:
        version_id: Which version.
        start: First character.
        end: One past the last.
        text: The words.
        bold: Words to print bold, as (start, end) of the version's text, in order.
    """

    version_id: int
    start: int
    end: int
    text: str
    bold: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, version: ArticleVersion, span: Span, bold: Iterable[Span] = ()) -> Slice:
        """Return the slice of a version that a span names, with words in it to print bold."""
        marked = tuple((word.start, word.end) for word in bold if span.contains(word))
        return cls(version.version_id, span.start, span.end, span.of(version.article.text), marked)


@dataclass(frozen=True, slots=True)
class Told:
    """A quotation: its words, whole, and who said them."""

    slices: tuple[Slice, ...]
    speaker: str
    is_direct: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a line of a briefing names it."""

    version_id: int
    article_id: int
    title: str
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered story.

    Attributes:
        number: From 1; what a reply may ask about.
        source: The article it is told from.
        sentence: The sentence that says most beside the headline; None when there is no other.
        told: Its best quotation; None without one.
        matched: The topics and speakers that it matched, as the subscriber wrote them.
        also: The other articles that tell it.
        has_sentence: Whether the line shows its sentence; what it does not, reading on does.
        has_told: Whether it shows its quotation.
    """

    number: int
    source: Source
    sentence: Slice | None = None
    told: Told | None = None
    matched: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()
    has_sentence: bool = True
    has_told: bool = True


@dataclass(frozen=True, slots=True)
class Altered:
    """An article told before that says something else now.

    Attributes:
        source: The article as it is now.
        before: A sentence as it was; None when it is new.
        now: What stands in its place; None when it is gone.
        further: How many more of its sentences changed.
    """

    source: Source
    before: Slice | None = None
    now: Slice | None = None
    further: int = 0

    def difference(self) -> tuple[Words, ...]:
        """Return the change word by word; empty when no sentence of it is known."""
        before, now = (piece.text if piece else "" for piece in (self.before, self.now))
        return word_diff(before, now)


@dataclass(frozen=True, slots=True)
class Edition:
    """One day's briefing.

    Attributes:
        day: The local day it is for.
        kind: ``new``, ``archive`` (a single entry from before), ``watch`` (what somebody waited
            for has appeared) or ``empty``.
        entries: What is shown, numbered from 1.
        held_back: What did not fit and "more" shows, numbered on.
        passed_over: How many further stories there were.
        altered: Articles told before that say something else since.
        label: For an archive piece, why this one; for a watch, the question.
        follows: The topics and speakers followed, as the subscriber wrote them.
    """

    day: date
    kind: str
    entries: tuple[Entry, ...] = ()
    held_back: tuple[Entry, ...] = ()
    passed_over: int = 0
    altered: tuple[Altered, ...] = ()
    label: str | None = None
    follows: tuple[str, ...] = ()

    def entry(self, number: int) -> Entry | None:
        """Return the entry of that number, shown or held back."""
        every = (*self.entries, *self.held_back)
        return next((entry for entry in every if entry.number == number), None)

    def articles(self) -> frozenset[int]:
        """Return the ids of the articles that it tells of or names."""
        every = (*self.entries, *self.held_back)
        return frozenset(
            source.article_id for entry in every for source in (entry.source, *entry.also)
        )


def source_of(version: ArticleVersion) -> Source:
    """Return how a version's article is named."""
    article = version.article
    return Source(
        version.version_id,
        version.article_id,
        article.title,
        article.publisher,
        article.published,
        article.url,
    )


_EDITION = TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """Return the edition as it is stored."""
    return _EDITION.dump_json(edition).decode()


def from_json(stored: str) -> Edition:
    """Return a stored edition."""
    return _EDITION.validate_json(stored)


def lines_of(entry: Entry) -> int:
    """Return how many lines of a phone an entry takes as it is shown."""
    shown = _lines(entry.source.title) + bool(entry.also) + _LINES_AROUND
    shown += _sentence_lines(entry) if entry.has_sentence else 0
    return shown + (_told_lines(entry) if entry.has_told else 0)


def fitted(entries: Sequence[Entry], lines: int = LINES) -> tuple[Entry, ...]:
    """Return the entries that fit the lines, from the first: at least one if there is.

    As a front page does, it gives the first stories most: each gets its headline while headlines
    leave room to say more, then sentences and quotations go to the stories in their order.
    """
    bare = [replace(entry, has_sentence=False, has_told=False) for entry in entries[:MOST_ENTRIES]]
    shown: list[Entry] = []
    for entry in bare:
        if shown and sum(map(lines_of, [*shown, entry])) > lines * _BARE_SHARE:
            break
        shown.append(entry)
    left = lines - sum(map(lines_of, shown))
    for place, is_told in _turns(len(shown)):
        entry = shown[place]
        cost = _told_lines(entry) if is_told else _sentence_lines(entry)
        if cost <= left or (place == 0 and not is_told):
            fuller = replace(entry, has_told=True) if is_told else replace(entry, has_sentence=True)
            shown[place] = fuller
            left -= cost
    return tuple(shown)


def _turns(count: int) -> list[tuple[int, bool]]:
    """Return who gets what: the first two both, the others a sentence (False), then quotations."""
    first = [(place, is_told) for place in range(min(count, _TOP)) for is_told in (False, True)]
    others = [(place, is_told) for is_told in (False, True) for place in range(_TOP, count)]
    return first + others


def _sentence_lines(entry: Entry) -> int:
    return _lines(entry.sentence.text) if entry.sentence else 0


def _told_lines(entry: Entry) -> int:
    return _lines("".join(piece.text for piece in entry.told.slices)) + 1 if entry.told else 0


def _lines(text: str) -> int:
    return ceil(len(text) / _LINE_CHARACTERS)
