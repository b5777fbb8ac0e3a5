"""From a feed's item to an article: its whole text from the feed, else from its page."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.fetching.errors import (
    AskedToWait,
    FetchError,
    FetchTimedOut,
    HostNotFound,
    ServerFailed,
    Unreachable,
)
from bot.services.feeds.models import Entry
from bot.services.ingesting import Ingested, Status
from bot.services.preparing import Prepared, prepare
from bot.services.reading.models import Draft, Source, Unread
from bot.services.reading.reading import check
from corpus.clean import Known, clean
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from bot.fetch import Fetched, Fetcher, Validators
    from bot.services.ingesting import Ingesting

# What may be better in a while; anything else will be the same next time.
PASSING = (AskedToWait, FetchTimedOut, HostNotFound, ServerFailed, Unreachable)


def said(entry: Entry) -> str:
    """Return an item as JSON, to be kept while it waits."""
    return json.dumps(
        {
            "url": entry.url,
            "title": entry.title,
            "text": entry.text,
            "published": entry.published.isoformat() if entry.published else None,
        },
        ensure_ascii=False,
    )


def entry_said(key: str, written: str) -> Entry:
    """Return an item as it was when it was kept."""
    fields = json.loads(written)
    day = fields["published"]
    return Entry(
        key=key,
        url=fields["url"],
        title=fields["title"],
        text=fields["text"],
        summary="",
        published=date.fromisoformat(day) if day else None,
    )


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of a feed's item.

    Attributes:
        item: Its verdict.
        page: What its page's server gave us to ask "has it changed?" with; None when no page was
            read for it.
    """

    item: Ingested
    page: Validators | None = None


class Arriving:
    """Makes articles of items.

    Args:
        fetcher: Who reads pages.
        ingesting: Who brings articles in.
        languages: As in `reading.read`.
    """

    def __init__(self, fetcher: Fetcher, ingesting: Ingesting, languages: frozenset[str]) -> None:
        self._fetcher = fetcher
        self._ingesting = ingesting
        self._languages = languages

    async def arrive(self, entry: Entry, *, feed_title: str, origin: str) -> Arrived:
        """Bring in an item's article.

        Raises:
            FetchError: its page cannot be read for now, and may be later: one of `PASSING`.
        """
        name = entry.url or f"{feed_title}: {entry.title}"
        page = None
        try:
            if entry.text is not None:
                prepared = await asyncio.to_thread(
                    _of_text, entry, name, feed_title, self._languages
                )
            elif entry.url is None:
                raise FetchError(name, f"{name} has neither a whole text nor an address.")
            else:
                page = await self._fetcher.get(entry.url)
                prepared = await self._of_page(page, entry, feed_title)
        except AttribuneError as error:
            if isinstance(error, PASSING):
                raise
            return Arrived(_set_aside(entry, name, error))
        item = await self._ingesting.keep(prepared, origin)
        return Arrived(item, page.validators if page else None)

    async def again(
        self, entry: Entry, *, feed_title: str, origin: str, known: Validators
    ) -> tuple[Ingested | None, Validators]:
        """Read an item's page again; return what came of it, None when nothing has changed.

        A page that cannot be an article any more, such as a paywall's, changes nothing.

        Raises:
            FetchError: it cannot be read.
            AttribuneError: it holds no article.
        """
        assert entry.url is not None
        page = await self._fetcher.get(entry.url, known)
        if page.is_unchanged:
            return None, known
        prepared = await self._of_page(page, entry, feed_title)
        if isinstance(prepared, Unread):
            raise prepared.error
        if prepared.draft.doubt:
            return None, page.validators
        return await self._ingesting.keep(prepared, origin), page.validators

    async def _of_page(self, page: Fetched, entry: Entry, feed_title: str) -> Prepared | Unread:
        source = Source(
            entry.url or page.url, page.content, page.media_type, page.charset, page.url
        )
        found = await asyncio.to_thread(prepare, source, languages=self._languages)
        return _completed(found[0], entry, feed_title)


def _set_aside(entry: Entry, name: str, error: AttribuneError) -> Ingested:
    return Ingested(name, Status.QUARANTINED, title=entry.title, reason=str(error))


def _of_text(
    entry: Entry, name: str, feed_title: str, languages: frozenset[str]
) -> Prepared | Unread:
    known = Known(entry.title or None, feed_title or None, entry.published, entry.url)
    try:
        article = clean(entry.text or "", name=name, known=known).article
        draft = check(Draft(name, article), languages=languages)
        identity = f"url:{entry.url}" if entry.url else entry.key
        return Prepared.of_draft(draft, identity)
    except AttribuneError as error:
        return Unread(name, error)


def _completed(found: Prepared | Unread, entry: Entry, feed_title: str) -> Prepared | Unread:
    """Fill in what the feed knows and the page does not say."""
    if isinstance(found, Unread):
        return found
    article = found.draft.article
    article = replace(
        article,
        publisher=article.publisher or feed_title or None,
        published=article.published or entry.published,
    )
    return replace(found, draft=replace(found.draft, article=article))
