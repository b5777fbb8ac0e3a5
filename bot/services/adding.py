"""Articles that a person adds: from an address, a file's bytes, or pasted text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.ingesting import Ingested, Status
from bot.services.reading.models import Source
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.fetch import Fetcher
    from bot.services.ingesting import Ingesting

ADDED = "added"
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_FIRST = 2_000


class Adding:
    """Brings in what a person hands over.

    Args:
        fetcher: Who reads addresses.
        ingesting: Who brings articles in.
    """

    def __init__(self, fetcher: Fetcher, ingesting: Ingesting) -> None:
        self._fetcher = fetcher
        self._ingesting = ingesting

    async def address(self, url: str) -> list[Ingested]:
        """Bring in what stands at an address; a failure is one item with its reason."""
        try:
            page = await self._fetcher.get(url)
        except AttribuneError as error:
            return [Ingested(url, Status.QUARANTINED, reason=str(error))]
        if _is_feed(page.media_type, page.content):
            reason = "This is a feed: add it with `feeds add`, and its articles come by themselves."
            return [Ingested(url, Status.QUARANTINED, reason=reason)]
        source = Source(url, page.content, page.media_type, page.charset, page.url)
        return [item async for item in self._ingesting.ingest_source(source, ADDED)]

    async def file(
        self, name: str, content: bytes, media_type: str | None = None
    ) -> AsyncIterator[Ingested]:
        """Bring in the articles of a file, one after the other."""
        source = Source(name, content, media_type)
        async for item in self._ingesting.ingest_source(source, ADDED):
            yield item

    async def unnamed(self, content: bytes, name: str) -> AsyncIterator[Ingested]:
        """Bring in bytes that came without a name or a type, such as standard input."""
        async for item in self.file(name, content, media_type_of(content)):
            yield item


def media_type_of(content: bytes) -> str:
    """Return the media type of an article's bytes, as far as their beginning tells it."""
    beginning = content[:_FIRST].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, media_type in (
        (b"pk\x03\x04", "application/zip"),
        (b"<!doctype html", "text/html"),
        (b"<html", "text/html"),
        (b"{", "application/jsonl"),
        (b"[{", "application/json"),
        (b"---\n", "text/markdown"),
        (b"---\r\n", "text/markdown"),
    ):
        if beginning.startswith(sign):
            return media_type
    return "text/plain"


def _is_feed(media_type: str, content: bytes) -> bool:
    beginning = content[:_FIRST].lower()
    return media_type in _FEEDS or any(
        sign in beginning for sign in (b"<rss", b"<feed", b"<rdf:rdf", b"jsonfeed.org/version")
    )
