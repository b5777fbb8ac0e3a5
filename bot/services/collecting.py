"""All that brings articles in, built together: stores, reading, fetching, the folder, the feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.fetch import Fetcher, FetchLimits
from bot.services.adding import Adding
from bot.services.feeds.arriving import Arriving
from bot.services.feeds.feeds import Feeds
from bot.services.feeds.rereading import Rereading
from bot.services.folder import ArticlesFolder
from bot.services.ingesting import Ingesting
from bot.storage.articles import ArticleStore
from bot.storage.feed_pages import PageStore
from bot.storage.feeds import FeedStore
from bot.storage.folder import FolderStore
from bot.storage.quarantine import QuarantineStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.config import Settings
    from bot.services.ingesting import Follower
    from bot.services.library import Library
    from bot.services.loops import Clock
    from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Collection:
    """All that brings articles in."""

    articles: ArticleStore
    quarantine: QuarantineStore
    ingesting: Ingesting
    folder: ArticlesFolder
    fetcher: Fetcher
    adding: Adding
    feeds: Feeds
    rereading: Rereading

    async def close(self) -> None:
        """Close every connection to the web; may be called twice."""
        await self.fetcher.close()


def collection(
    database: Database,
    settings: Settings,
    clock: Clock,
    library: Library | None = None,
    followers: Iterable[Follower] = (),
    pause_s: float = 1.0,
) -> Collection:
    """Return all that brings articles in; nothing is opened or read yet.

    Args:
        database: Where articles are kept.
        settings: What the host decided.
        clock: The time.
        library: What is searched; None where nothing is.
        followers: Who else is kept in step with the articles.
        pause_s: The least time between two requests to one host.
    """
    articles, quarantine = ArticleStore(database), QuarantineStore(database)
    ingesting = Ingesting(
        articles,
        clock,
        library,
        quarantine=quarantine,
        followers=followers,
        languages=settings.attribune_languages,
    )
    fetcher = Fetcher(
        FetchLimits(networks=settings.networks, contact=settings.attribune_contact, pause_s=pause_s)
    )
    arriving = Arriving(fetcher, ingesting, settings.attribune_languages)
    pages = PageStore(database)
    return Collection(
        articles=articles,
        quarantine=quarantine,
        ingesting=ingesting,
        folder=ArticlesFolder(
            settings.attribune_articles,
            ingesting,
            FolderStore(database),
            keeps_removed=settings.attribune_keep_removed,
        ),
        fetcher=fetcher,
        adding=Adding(fetcher, ingesting),
        feeds=Feeds(FeedStore(database), pages, fetcher, arriving, clock),
        rereading=Rereading(pages, arriving, clock),
    )
