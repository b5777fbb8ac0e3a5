"""Bytes to a feed: RSS and Atom through feedparser, JSON Feed by its own rules."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.services.feeds.entries import RawEntry, each_once, entry_of
from bot.services.feeds.errors import NotAFeed
from bot.services.feeds.models import MOST_ENTRIES, Feed
from bot.services.reading.dates import calendar_day
from bot.services.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Mapping

_JSON_FEED = "https://jsonfeed.org/version/"
_EARLY = 2_000
# What feedparser raises over some broken feeds: for "links" or a host that are not there, and such.
_PARSER_FAULTS = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    RecursionError,
)


def parse_feed(content: bytes, *, url: str, media_type: str = "") -> Feed:
    """Return the feed that some bytes hold. Slow for large ones: run it in a thread.

    Args:
        content: The bytes.
        url: Where they came from, which relative addresses are joined to.
        media_type: As the server names it; the bytes themselves count for more.

    Raises:
        NotAFeed: They hold none: an error page, another kind of file, nothing.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(content, url)
    return _xml_feed(content, url, media_type)


def _xml_feed(content: bytes, url: str, media_type: str) -> Feed:
    import feedparser  # noqa: PLC0415 (slow to import, and not always needed)

    headers = {"content-location": url, "content-type": media_type or "application/xml"}
    stream = io.BytesIO(content)
    try:
        parsed = feedparser.parse(stream, response_headers=headers, sanitize_html=False)
    except _PARSER_FAULTS as fault:
        raise NotAFeed(url, "broken beyond reading") from fault
    version = parsed.get("version", "")
    if not version and not parsed.entries:
        raise NotAFeed(url, _looks_like(content))
    is_rss = version.startswith("rss")
    raw = (_raw_entry(one, is_rss=is_rss) for one in parsed.entries[:MOST_ENTRIES])
    entries = each_once(entry_of(one, base=url) for one in raw)
    language = _line(parsed.feed.get("language"))
    return Feed(
        title=_line(parsed.feed.get("title")),
        site=canonical_url(_line(parsed.feed.get("link")), base=url),
        language=language[:2].lower() or None,
        entries=entries,
        warning=_warning(parsed, len(entries)),
    )


def _raw_entry(one: dict[str, Any], *, is_rss: bool) -> RawEntry:
    contents = [str(content.get("value", "")) for content in one.get("content", ())]
    summary = str(one.get("summary", ""))
    content = max([*contents, summary], key=len)
    return RawEntry(
        id=str(one.get("id", "")),
        link=str(one.get("link", "")),
        title=str(one.get("title", "")),
        content=content,
        summary=summary,
        published=_day(one, "published") or (_day(one, "updated") if is_rss else None),
    )


def _day(one: dict[str, Any], name: str) -> date | None:
    """Return a day in the zone that it is written in; in UTC where only feedparser reads it."""
    # A plain look-up: feedparser's own answers "published" when asked for "updated".
    written = calendar_day(dict.get(one, name))
    moment = dict.get(one, f"{name}_parsed")
    if written or not moment:
        return written
    try:
        return date(*moment[:3])
    except ValueError:
        return None


def _warning(parsed: Any, entries: int) -> str | None:  # noqa: ANN401 (feedparser is untyped)
    if len(parsed.entries) > MOST_ENTRIES:
        return f"Only its first {MOST_ENTRIES} items are read."
    if not entries:
        return "It holds no items."
    if parsed.bozo and "encoding" not in type(parsed.bozo_exception).__name__.lower():
        return "Its XML is malformed; what can be read of it is."
    return None


def _json_feed(content: bytes, url: str) -> Feed:
    try:
        document = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise NotAFeed(url, "broken JSON") from None
    version = document.get("version") if isinstance(document, dict) else None
    if not str(version).startswith(_JSON_FEED):
        raise NotAFeed(url, "some JSON")
    items = document.get("items")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    entries = each_once(entry_of(_json_entry(item), base=url) for item in items[:MOST_ENTRIES])
    return Feed(
        title=_line(document.get("title")),
        site=canonical_url(_line(document.get("home_page_url")), base=url),
        language=_line(document.get("language"))[:2].lower() or None,
        entries=entries,
        warning=None if entries else "It holds no items.",
    )


def _json_entry(item: Mapping[str, Any]) -> RawEntry:
    content = item.get("content_html") or item.get("content_text") or ""
    return RawEntry(
        id=_line(item.get("id")),
        link=_line(item.get("url")) or _line(item.get("external_url")),
        title=_line(item.get("title")),
        content=content if isinstance(content, str) else "",
        summary=_line(item.get("summary")),
        published=calendar_day(item.get("date_published")),
    )


def _looks_like(content: bytes) -> str:
    beginning = content[:_EARLY].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not beginning:
        return "empty"
    if b"<html" in beginning or beginning.startswith(b"<!doctype html"):
        return "a web page"
    return "XML of another kind" if beginning.startswith(b"<") else "something else"


def _line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""
