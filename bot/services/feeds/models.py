"""A feed and its entries, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage.feeds import KeptFeed

if TYPE_CHECKING:
    from datetime import date

__all__ = ["MOST_ENTRIES", "Entry", "Feed", "KeptFeed"]
MOST_ENTRIES = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed.

    Attributes:
        key: What makes it the same item when the feed is read again: its canonical address, else
            its id, else a hash of what it says. Never a date.
        url: Its canonical address; None when it has none.
        title: Its title on one line; empty when it has none.
        text: Its whole text, if the feed holds it; None when the page has to be read for it.
        summary: What the feed tells of it, as plain text; may be empty.
        published: Its calendar day; None when the feed does not say.
    """

    key: str
    url: str | None
    title: str
    text: str | None
    summary: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed's bytes hold.

    Attributes:
        title: Its title on one line; empty when it has none.
        site: The canonical address of the site it belongs to; None when it does not say.
        language: As an ISO 639-1 code; None when it does not say.
        entries: In the feed's order, each key once, at most ``MOST_ENTRIES``.
        warning: What is wrong with it although it could be read, in a sentence.
    """

    title: str
    site: str | None
    language: str | None
    entries: tuple[Entry, ...]
    warning: str | None = None
