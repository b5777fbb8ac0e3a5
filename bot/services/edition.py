"""One day's briefing as data: what it tells, in slices, and how much of it fits a phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (pydantic reads it)
from math import ceil
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = 42  # of a phone: two screens
MOST_ENTRIES = 7
MOST_HELD_BACK = 20
_LINE_CHARACTERS = 42
_LINES_AROUND = 2  # an entry's source line and the gap behind it


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
    """

    number: int
    source: Source
    sentence: Slice | None = None
    told: Told | None = None
    matched: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One day's briefing.

    Attributes:
        day: The local day it is for.
        kind: ``new``, ``archive`` (a single entry from before) or ``empty``.
        entries: What is shown, numbered from 1.
        held_back: What did not fit and "more" shows, numbered on.
        passed_over: How many further stories there were.
        changed: Articles told before that were altered since.
        label: For an archive piece, why this one.
        follows: The topics and speakers followed, as the subscriber wrote them.
    """

    day: date
    kind: str
    entries: tuple[Entry, ...] = ()
    held_back: tuple[Entry, ...] = ()
    passed_over: int = 0
    changed: tuple[Source, ...] = ()
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


_EDITION = TypeAdapter(Edition)


def to_json(edition: Edition) -> str:
    """Return the edition as it is stored."""
    return _EDITION.dump_json(edition).decode()


def from_json(stored: str) -> Edition:
    """Return a stored edition."""
    return _EDITION.validate_json(stored)


def lines_of(entry: Entry) -> int:
    """Return how many lines of a phone an entry takes."""
    told = "".join(piece.text for piece in entry.told.slices) if entry.told else ""
    texts = [entry.source.title, entry.sentence.text if entry.sentence else "", told]
    named = 1 if entry.also else 0
    return sum(ceil(len(text) / _LINE_CHARACTERS) for text in texts) + named + _LINES_AROUND


def that_fit(entries: Sequence[Entry], lines: int = LINES) -> int:
    """Return how many of the entries, from the first, fit the lines: at least one if there is."""
    fitting, left = 0, lines
    for entry in entries[:MOST_ENTRIES]:
        left -= lines_of(entry)
        if left < 0 and fitting:
            break
        fitting += 1
    return fitting
