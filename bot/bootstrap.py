"""Builds everything once, from the settings, and takes it down in order."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.amending import Amending
from bot.services.answering import Answering
from bot.services.backing_up import Backups
from bot.services.collecting import Collection, collection
from bot.services.completing import Completing
from bot.services.conversing import Conversing
from bot.services.delivering import Patience
from bot.services.desk import Desk
from bot.services.finding import Finding
from bot.services.ingesting import Ingesting
from bot.services.judging import Judging
from bot.services.library import Library
from bot.services.loops import Loops, utc_now
from bot.services.privacy import Privacy
from bot.services.proving import Proving
from bot.services.quoting.before import SaidBefore
from bot.services.quoting.charting import Charting
from bot.services.quoting.correcting import Correcting
from bot.services.quoting.holding import Holding
from bot.services.quoting.quoting import Quoting
from bot.services.quoting.saying import Saying
from bot.services.recognising import Recognising
from bot.services.remembering import Remembering
from bot.services.reporting import Reporting
from bot.services.stories import Stories
from bot.services.subscribing import Limits
from bot.services.usage import Usage, person_key
from bot.storage.articles import ArticleStore
from bot.storage.changed import ChangedStore
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.feedback import FeedbackStore
from bot.storage.personal import PersonalStore
from bot.storage.quotations import QuotationStore
from bot.storage.shown import ShownStore
from bot.storage.usage import UsageStore
from bot.storage.usage_counts import UsageCounts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Settings
    from bot.services.ingesting import Ingested, Ingesting
    from bot.services.loops import Clock

log = logging.getLogger(__name__)
_DAY_S = 24 * 3600.0
_CORRECTING_S = 300.0
_WATCHES_S = 6 * 3600.0  # what comes is looked at when it comes; this is for what went wrong
_FOLDER_S = 2.0
_STORE_S = 1.0
_BACKUP_S = 3600.0
_FEEDS_S = 60.0
_PAGES_S = 60.0
_BRIEFING_HISTORY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that a door needs, built and open."""

    settings: Settings
    clock: Clock
    database: Database
    articles: ArticleStore
    backups: Backups
    uses: UsageStore
    library: Library
    collection: Collection
    stories: Stories
    ingesting: Ingesting
    answering: Answering
    quoting: Quoting
    said_before: SaidBefore
    correcting: Correcting
    charting: Charting
    completing: Completing
    remembering: Remembering
    usage: Usage
    proving: Proving
    judging: Judging
    privacy: Privacy
    reporting: Reporting
    conversing: Conversing
    finding: Finding
    desk: Desk
    recognising: Recognising
    amending: Amending
    loops: Loops
    loaded: tuple[Ingested, ...]


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Database]:
    """Open the database alone, for commands that search nothing.

    Raises:
        StorageError: the database cannot be used.
    """
    database = await Database.open(settings.database)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def open_app(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[App]:
    """Open everything, the articles folder's articles loaded.

    Raises:
        StorageError: the database cannot be used.
        NothingToIngest: the articles folder does not exist or holds no article.
    """
    async with open_store(settings) as database, AsyncExitStack() as closing:
        articles = ArticleStore(database)
        loaded = await collection(database, settings, clock).folder.sync()
        library = await Library.open(articles, settings.index)
        uses, shown = UsageStore(database), ShownStore(database)
        stories = Stories(library, settings.index / "stories.npz")
        desk = _desk(settings, database, articles, library, clock)
        collected = collection(database, settings, clock, library, [stories, desk])
        quotations, corrections = QuotationStore(database), CorrectionStore(database)
        holding = Holding(articles, quotations, corrections, clock)
        await closing.enter_async_context(aclosing(holding))
        await holding.open(library)
        quoting = Quoting(library, holding, quotations, clock)
        usage = Usage(
            uses,
            await asyncio.to_thread(person_key, settings.attribune_data),
            clock,
            retention_days=settings.attribune_retention_days,
            keeps_questions=settings.attribune_keep_questions,
        )
        answering = Answering(library, articles, clock, Saying(quoting), stories)
        conversing = Conversing(answering, clock)
        privacy = Privacy(PersonalStore(database), usage, clock)
        privacy.also(conversing.forget)
        privacy.also(desk.subscribing.forget_person)
        await privacy.open()
        remembering, proving = Remembering(articles, shown, clock), Proving(articles)
        app = App(
            settings=settings,
            clock=clock,
            database=database,
            articles=articles,
            backups=Backups(
                settings.database,
                settings.backups,
                clock,
                keep=timedelta(days=settings.attribune_backup_days),
            ),
            uses=uses,
            library=library,
            collection=collected,
            stories=stories,
            ingesting=collected.ingesting,
            answering=answering,
            quoting=quoting,
            said_before=SaidBefore(quoting),
            correcting=Correcting(corrections, holding, quoting, clock),
            charting=Charting(),
            completing=Completing(library, quoting),
            remembering=remembering,
            usage=usage,
            proving=proving,
            judging=Judging(FeedbackStore(database), shown, articles, usage, clock),
            privacy=privacy,
            reporting=Reporting(
                UsageCounts(database),
                usage,
                clock,
                keeps_questions=settings.attribune_keep_questions,
            ),
            conversing=conversing,
            finding=Finding(answering),
            desk=desk,
            recognising=Recognising(quoting),
            amending=Amending(ChangedStore(database), library, remembering, proving, clock),
            loops=Loops(clock),
            loaded=tuple(loaded),
        )
        try:
            yield app
        finally:
            await app.desk.stop()
            await app.loops.close()
            await collected.close()
            await remembering.close()
            await usage.close()


def _desk(
    settings: Settings,
    database: Database,
    articles: ArticleStore,
    library: Library,
    clock: Clock,
) -> Desk:
    limits = Limits(
        settings.attribune_briefings_per_person,
        settings.attribune_briefings_per_server,
        settings.attribune_watches_per_person,
    )
    patience = Patience(grace=timedelta(hours=settings.attribune_briefing_grace_hours))
    return Desk(database, articles, library.versions, clock, limits, patience)


def start_loops(app: App) -> None:
    """Start what a long-running door does again and again."""
    keep = timedelta(days=app.settings.attribune_answer_days)

    async def prune() -> None:
        await app.usage.prune()
        await app.remembering.expire(before=app.clock() - keep)
        await app.judging.expire(keep=timedelta(days=app.settings.attribune_retention_days))
        await app.desk.prune(before=app.clock() - _BRIEFING_HISTORY)

    app.loops.every(_DAY_S, "pruning", prune)
    app.loops.every(_CORRECTING_S, "corrections", app.amending.step)
    app.loops.every(_WATCHES_S, "watches", app.desk.look)
    app.loops.include(app.desk.health)


def start_watching(app: App) -> None:
    """Start to look at the articles folder, the feeds and what other processes stored."""
    app.loops.every(_FOLDER_S, "articles folder", app.collection.folder.follow)

    async def catch_up() -> None:
        await app.ingesting.catch_up(app.library)

    app.loops.every(_STORE_S, "other processes' articles", catch_up)
    app.loops.every(_FEEDS_S, "feeds", app.collection.feeds.step)
    app.loops.every(_PAGES_S, "pages of feeds", app.collection.rereading.step)
    app.loops.every(_DAY_S, "stories", app.stories.open)


def start_backups(app: App) -> None:
    """Start to make backups as often as the host wants, or only to delete old copies."""
    every = timedelta(hours=app.settings.attribune_backup_hours)

    async def prune() -> None:
        await app.backups.prune()

    async def step() -> float:
        return await app.backups.step(every)

    app.loops.every(_BACKUP_S, "backups", step if every else prune)
