"""The feeds: added, looked at, paused, removed; asked when they are due."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import AttribuneError
from bot.fetch import Validators
from bot.services.feeds.arriving import PASSING, Arrived, entry_said, said
from bot.services.feeds.discovery import find_feeds
from bot.services.feeds.errors import FeedMissing, NoFeedFound, NotAFeed
from bot.services.feeds.opml import Outline, read_opml, write_opml
from bot.services.feeds.parsing import parse_feed
from bot.services.feeds.polling import FIRST_INTERVAL_S, Found, after_failure, after_success
from bot.services.feeds.rereading import RESTS
from bot.services.ingesting import Ingested, Status
from bot.services.urls import canonical_url
from bot.storage.article_columns import text_hash
from bot.storage.feed_pages import KeptPage
from bot.storage.feeds import SeenEntry

if TYPE_CHECKING:
    from bot.fetch import Fetched, Fetcher
    from bot.services.feeds.arriving import Arriving
    from bot.services.feeds.models import Feed
    from bot.services.loops import Clock
    from bot.storage.feed_pages import PageStore
    from bot.storage.feeds import FeedStore, KeptFeed, WaitingEntry

log = logging.getLogger(__name__)
BASELINE, ARRIVED = "baseline", "feed"
# So many of the items that a feed shows at its first check become articles; the others are held.
BASELINE_ENTRIES = 10
MOST_ARTICLES = 50
MOST_ATTEMPTS = 5
MOST_AT_ONCE = 8
LONGEST_REST_S = 600.0
_SHOWN = 5
_BY_A_PERSON = "paused by an owner"


@dataclass(frozen=True, slots=True)
class Preview:
    """A feed before it is added.

    Attributes:
        url: Its canonical address.
        latest: The titles of its newest items, at most five.
        items: How many it holds.
        warning: What is wrong with it although it can be read.
    """

    url: str
    title: str
    latest: tuple[str, ...]
    items: int
    warning: str | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a feed brought.

    Attributes:
        feed: How it fares now.
        items: What became of its new items.
        held: How many older items are held back.
    """

    feed: KeptFeed
    items: tuple[Ingested, ...]
    held: int = 0


class Feeds:
    """Asks feeds and makes articles of what is new in them. All it knows is in the database.

    Args:
        store: Where feeds are kept.
        pages: Where the pages of their items are kept that are to be read again.
        fetcher: Who reads addresses.
        arriving: Who makes articles of items.
        clock: The time.
    """

    def __init__(
        self,
        store: FeedStore,
        pages: PageStore,
        fetcher: Fetcher,
        arriving: Arriving,
        clock: Clock,
    ) -> None:
        self._store = store
        self._pages = pages
        self._fetcher = fetcher
        self._arriving = arriving
        self._clock = clock
        self._turns: dict[int, asyncio.Lock] = {}

    async def preview(self, url: str) -> Preview:
        """Return the feed at an address, or the likeliest one that the page there names.

        Raises:
            FetchError: it cannot be read.
            NoFeedFound: it is a page that names no feed.
            NotAFeed: it is neither.
        """
        fetched = await self._fetcher.get(url)
        try:
            feed = await _parsed(fetched)
        except NotAFeed:
            fetched, feed = await self._named_by(fetched)
        titles = tuple(entry.title or entry.url or "" for entry in feed.entries[:_SHOWN])
        address = canonical_url(fetched.moved_to or fetched.url) or fetched.url
        title = feed.title or address
        return Preview(address, title, titles, len(feed.entries), feed.warning)

    async def add(self, url: str) -> Checked:
        """Add the feed at an address, or the one that the page there names, and check it.

        The first check is a baseline: a few of its items become articles, the others are held.

        Raises:
            AttribuneError: as `preview`.
        """
        found = await self.preview(url)
        feed_id = await self._store.add(
            found.url, found.title, interval_s=FIRST_INTERVAL_S, at=self._clock()
        )
        return await self.check(feed_id)

    async def all(self) -> list[KeptFeed]:
        """Return every feed, by title."""
        return await self._store.all()

    async def find(self, named: str) -> KeptFeed:
        """Return the feed with that id or address.

        Raises:
            FeedMissing: there is none.
        """
        if named.isdecimal():
            feed = await self._store.get(int(named))
        else:
            feed = await self._store.by_url(canonical_url(named) or named)
        if feed is None:
            raise FeedMissing(named)
        return feed

    async def pause(self, feed_id: int, reason: str = _BY_A_PERSON) -> KeptFeed:
        """Ask a feed no longer; all that is known of it stays.

        Raises:
            FeedMissing: there is none with that id.
        """
        feed = await self._get(feed_id)
        await self._store.update(replace(feed, paused=reason))
        return await self._get(feed_id)

    async def resume(self, feed_id: int) -> KeptFeed:
        """Ask a paused feed again, as soon as possible.

        Raises:
            FeedMissing: there is none with that id.
        """
        feed = await self._get(feed_id)
        fares = replace(feed, paused=None, failures=0, error=None, next_at=self._clock())
        await self._store.update(fares)
        return fares

    async def remove(self, feed_id: int) -> KeptFeed:
        """Remove a feed; its articles stay.

        Raises:
            FeedMissing: there is none with that id.
        """
        feed = await self._get(feed_id)
        await self._store.remove(feed_id)
        return feed

    async def read_list(self, content: bytes, *, name: str) -> list[str]:
        """Add the feeds of an OPML list, to be checked when they are due; return the new ones.

        Raises:
            BadOpml: it is no such list.
        """
        outlines = await asyncio.to_thread(read_opml, content, name=name)
        known = {feed.url for feed in await self._store.all()}
        new = [outline for outline in outlines if outline.url not in known]
        for outline in new:
            await self._store.add(
                outline.url,
                outline.title or outline.url,
                interval_s=FIRST_INTERVAL_S,
                at=self._clock(),
            )
        return [outline.url for outline in new]

    async def write_list(self) -> bytes:
        """Return every feed as an OPML list."""
        return write_opml(Outline(feed.url, feed.title) for feed in await self._store.all())

    async def step(self) -> float:
        """Check the feeds that are due; return how long to rest, in seconds. For a loop."""
        due = await self._store.due(self._clock(), limit=MOST_AT_ONCE)
        await asyncio.gather(*(self._survive(feed.id) for feed in due))
        next_at = await self._store.next_due()
        if next_at is None:
            return LONGEST_REST_S
        rest_s = (next_at - self._clock()).total_seconds()
        return min(max(rest_s, 1.0), LONGEST_REST_S)

    async def check(self, feed_id: int) -> Checked:
        """Ask a feed now and make articles of what is new in it.

        A failure is kept with the feed and not raised.

        Raises:
            FeedMissing: there is none with that id.
        """
        async with self._turns.setdefault(feed_id, asyncio.Lock()):
            kept = await self._get(feed_id)
            try:
                found = await self._look(kept)
            except AttribuneError as error:
                fares = after_failure(kept, error, self._clock())
                await self._store.update(fares)
                return Checked(fares, ())
            title = found.feed.title if found.feed else kept.title
            items, is_more = await self._arrive(kept.id, title)
            fares = after_success(kept, found, self._clock())
            moved = canonical_url(found.fetched.moved_to or "")
            fares = replace(fares, url=moved or kept.url)
            if is_more:
                fares = replace(fares, next_at=self._clock() + timedelta(minutes=1))
            await self._store.update(fares)
            counts = await self._store.counts(kept.id)
            return Checked(fares, tuple(items), counts.get("held", 0))

    async def _survive(self, feed_id: int) -> None:
        """Check a feed; another's check goes on whatever this one raises."""
        try:
            checked = await self.check(feed_id)
        except FeedMissing:  # removed in the meantime
            return
        except Exception:
            log.exception("feed %d could not be checked", feed_id)
            await self._put_off(feed_id)
            return
        if checked.items or checked.feed.error:
            log.info(
                "feed %d: %d items, %s", feed_id, len(checked.items), checked.feed.error or "fine"
            )

    async def _put_off(self, feed_id: int) -> None:
        """Leave a feed alone for a while after a fault of our own."""
        kept = await self._store.get(feed_id)
        if kept is not None:
            fault = AttribuneError("It could not be checked; the log says why.")
            await self._store.update(after_failure(kept, fault, self._clock()))

    async def _look(self, kept: KeptFeed) -> Found:
        """Fetch a feed and keep the items that are new or changed."""
        known = Validators(kept.etag, kept.last_modified)
        fetched = await self._fetcher.get(kept.url, known if kept.succeeded_at else None)
        if fetched.is_unchanged:
            return Found(fetched, None, 0)
        feed = await _parsed(fetched)
        is_first = kept.succeeded_at is None
        seen = await self._store.seen(kept.id)
        new = _unseen(feed, seen, is_first=is_first and not seen)
        await self._store.see(kept.id, new, at=self._clock())
        return Found(fetched, feed, len(new))

    async def _arrive(self, feed_id: int, title: str) -> tuple[list[Ingested], bool]:
        """Return what became of the items that wait, and whether more of them do."""
        waiting = await self._store.waiting(feed_id, limit=MOST_ARTICLES)
        items = [await self._arrive_one(feed_id, title, one) for one in waiting]
        return [item for item in items if item is not None], len(waiting) == MOST_ARTICLES

    async def _arrive_one(self, feed_id: int, title: str, waiting: WaitingEntry) -> Ingested | None:
        """Make an article of an item; return None when that is to be tried again."""
        entry = entry_said(waiting.key, waiting.said)
        try:
            arrived = await self._arriving.arrive(entry, feed_title=title, origin=waiting.origin)
        except PASSING as error:
            if waiting.attempts + 1 < MOST_ATTEMPTS:
                await self._store.postpone(feed_id, waiting.key, reason=str(error))
                return None
            failed = Ingested(entry.url or "", Status.QUARANTINED, reason=str(error))
            arrived = Arrived(failed)
        item = arrived.item
        if arrived.page is not None and item.article_id is not None:
            await self._read_again_later(feed_id, title, waiting, arrived.page)
        await self._store.settle(
            feed_id, waiting.key, article_id=item.article_id, reason=item.reason
        )
        return item

    async def _read_again_later(
        self, feed_id: int, title: str, waiting: WaitingEntry, page: Validators
    ) -> None:
        kept = KeptPage(
            feed_id=feed_id,
            feed_title=title,
            key=waiting.key,
            origin=waiting.origin,
            said=waiting.said,
            etag=page.etag,
            last_modified=page.last_modified,
            reads=0,
            next_at=self._clock() + RESTS[0],
        )
        await self._pages.keep(kept)

    async def _named_by(self, page: Fetched) -> tuple[Fetched, Feed]:
        found = await asyncio.to_thread(
            find_feeds, page.content, url=page.url, charset=page.charset
        )
        if not found:
            raise NoFeedFound(page.url)
        fetched = await self._fetcher.get(found[0].url)
        return fetched, await _parsed(fetched)

    async def _get(self, feed_id: int) -> KeptFeed:
        feed = await self._store.get(feed_id)
        if feed is None:
            raise FeedMissing(str(feed_id))
        return feed


async def _parsed(fetched: Fetched) -> Feed:
    return await asyncio.to_thread(
        parse_feed, fetched.content, url=fetched.url, media_type=fetched.media_type
    )


def _unseen(feed: Feed, seen: dict[str, str | None], *, is_first: bool) -> list[SeenEntry]:
    """Return the items that are new or whose whole text changed, in the feed's order."""
    new: list[SeenEntry] = []
    for place, entry in enumerate(feed.entries):
        digest = text_hash(entry.text) if entry.text is not None else None
        if entry.key in seen and (digest is None or seen[entry.key] == digest):
            continue
        is_held = is_first and place >= BASELINE_ENTRIES
        new.append(
            SeenEntry(
                entry.key,
                "held" if is_held else "waiting",
                BASELINE if is_first else ARRIVED,
                digest,
                said(entry),
            )
        )
    return new
