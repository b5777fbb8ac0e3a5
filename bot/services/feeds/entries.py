"""One item of a feed, from what its format said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.services.feeds.models import MOST_ENTRIES, Entry
from bot.services.reading.pages import text_of_markup
from bot.services.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

# A shorter text is taken for a teaser, and the page is read instead.
WHOLE_WORDS = 120
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&#8230;\]|(?:read|see|learn) more\W*|continue reading.{0,80}|"
    r"read the (?:full|rest).{0,80}|the post .{0,200} appeared first on .{0,80})\s*$",
    re.IGNORECASE,
)
_APPEARED = re.compile(r"\n+The post .{0,200} (?:appeared first|first appeared) on .{0,80}$")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|\w+);")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An item as its format said it: markup not yet taken off, addresses not yet joined."""

    id: str = ""
    link: str = ""
    title: str = ""
    content: str = ""
    summary: str = ""
    published: date | None = None


def entry_of(raw: RawEntry, *, base: str) -> Entry | None:
    """Return an item in its common form; None when it says nothing.

    Args:
        raw: What its format said.
        base: The feed's address, which relative addresses are joined to.
    """
    url = canonical_url(raw.link, base=base) if raw.link.strip() else None
    url = url or canonical_url(raw.id)
    content, summary = plain(raw.content), plain(raw.summary)
    content = _APPEARED.sub("", content)
    title = " ".join(plain(raw.title).split())
    if not (url or title or content or summary):
        return None
    whole = content if is_whole(content) else None
    return Entry(
        key=url or _key(raw, title, content or summary),
        url=url,
        title=title,
        text=whole,
        summary=summary or content,
        published=raw.published,
    )


def each_once(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    """Return the items in order, without those that say nothing and those that came before."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if len(found) >= MOST_ENTRIES:
            break
        if entry is not None:
            found.setdefault(entry.key, entry)
    return tuple(found.values())


def is_whole(text: str) -> bool:
    """Tell whether a text is a whole article: long enough, and not cut off at its end."""
    return len(text.split()) >= WHOLE_WORDS and not _CUT.search(text[-300:])


def plain(markup: str) -> str:
    """Return a text without its markup, if it has any."""
    return text_of_markup(markup) if _MARKUP.search(markup) else markup.strip()


def _key(raw: RawEntry, title: str, text: str) -> str:
    if raw.id.strip():
        return f"id:{raw.id.strip()[:500]}"
    return "text:" + sha256(f"{title}\0{text}".encode()).hexdigest()
