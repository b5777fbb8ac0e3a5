"""Pages that feeds led to, read again while they are young: publishers correct them in silence."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.fetch import Validators
from bot.services.feeds.arriving import PASSING, entry_said
from bot.services.ingesting import Status
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from bot.services.feeds.arriving import Arriving
    from bot.services.loops import Clock
    from bot.storage.feed_pages import KeptPage, PageStore

log = logging.getLogger(__name__)
# How long after one reading the next one comes; then the page is left as it is.
RESTS = tuple(timedelta(hours=hours) for hours in (1, 5, 18, 48, 96))
MOST_AT_ONCE = 8


class Rereading:
    """Asks pages whether they have changed, and makes new versions of those that have.

    Args:
        pages: Which are to be asked.
        arriving: Who reads them.
        clock: The time.
    """

    def __init__(self, pages: PageStore, arriving: Arriving, clock: Clock) -> None:
        self._pages = pages
        self._arriving = arriving
        self._clock = clock

    async def step(self) -> None:
        """Ask the pages that are due, a few at most. For a loop."""
        for page in await self._pages.due(self._clock(), limit=MOST_AT_ONCE):
            await self._again(page)

    async def _again(self, page: KeptPage) -> None:
        known = Validators(page.etag, page.last_modified)
        entry = entry_said(page.key, page.said)
        try:
            item, validators = await self._arriving.again(
                entry, feed_title=page.feed_title, origin=page.origin, known=known
            )
        except PASSING as error:
            log.info("feed %d: a page could not be read again: %s", page.feed_id, error)
            await self._put_off(page)
        except AttribuneError:  # it has gone, or is no article any more: what we have stays
            await self._pages.drop(page.feed_id, page.key)
        else:
            if item is not None and item.status is Status.UPDATED:
                log.info("article %d changed on its page", item.article_id)
            kept = replace(page, etag=validators.etag, last_modified=validators.last_modified)
            await self._put_off(kept)

    async def _put_off(self, page: KeptPage) -> None:
        reads = page.reads + 1
        if reads >= len(RESTS):
            await self._pages.drop(page.feed_id, page.key)
            return
        next_at = self._clock() + RESTS[reads]
        await self._pages.keep(replace(page, reads=reads, next_at=next_at))
