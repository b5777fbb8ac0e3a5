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
_RANKING_S = 5.0
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
        core = await _open_core(settings, clock, database, closing)
        app = _assembled(core)
        app.privacy.also(app.conversing.forget)
        app.privacy.also(app.desk.subscribing.forget_person)
        await app.privacy.open()
        try:
            yield app
        finally:
            await app.desk.stop()
            await app.loops.close()
            await app.collection.close()
            await app.library.close()
            await app.remembering.close()
            await app.usage.close()


@dataclass(frozen=True, slots=True)
class _Core:
    """What most of the rest is made from: the articles, what was said in them, and its users."""

    settings: Settings
    clock: Clock
    database: Database
    articles: ArticleStore
    library: Library
    stories: Stories
    desk: Desk
    collection: Collection
    holding: Holding
    quoting: Quoting
    usage: Usage
    loaded: tuple[Ingested, ...]


async def _open_core(
    settings: Settings, clock: Clock, database: Database, closing: AsyncExitStack
) -> _Core:
    articles, quotations = ArticleStore(database), QuotationStore(database)
    loaded = await collection(database, settings, clock).folder.sync()
    library = await Library.open(articles, settings.index)
    stories = Stories(library, settings.index / "stories.npz")
    desk = _desk(settings, database, articles, library, clock)
    holding = Holding(articles, quotations, CorrectionStore(database), clock)
    await closing.enter_async_context(aclosing(holding))
    await holding.open(library)
    usage = Usage(
        UsageStore(database),
        await asyncio.to_thread(person_key, settings.attribune_data),
        clock,
        retention_days=settings.attribune_retention_days,
        keeps_questions=settings.attribune_keep_questions,
    )
    return _Core(
        settings=settings,
        clock=clock,
        database=database,
        articles=articles,
        library=library,
        stories=stories,
        desk=desk,
        collection=collection(database, settings, clock, library, [stories, desk]),
        holding=holding,
        quoting=Quoting(library, holding, quotations, clock),
        usage=usage,
        loaded=tuple(loaded),
    )


def _assembled(core: _Core) -> App:
    database, articles, library, clock = core.database, core.articles, core.library, core.clock
    quoting, shown, proving = core.quoting, ShownStore(database), Proving(articles)
    answering = Answering(library, articles, clock, Saying(quoting), core.stories)
    remembering = Remembering(articles, library, shown, clock)
    return App(
        settings=core.settings,
        clock=clock,
        database=database,
        articles=articles,
        backups=_backups(core.settings, clock),
        uses=UsageStore(database),
        library=library,
        collection=core.collection,
        stories=core.stories,
        ingesting=core.collection.ingesting,
        answering=answering,
        quoting=quoting,
        said_before=SaidBefore(quoting),
        correcting=Correcting(CorrectionStore(database), core.holding, quoting, clock),
        charting=Charting(),
        completing=Completing(library, quoting),
        remembering=remembering,
        usage=core.usage,
        proving=proving,
        judging=Judging(FeedbackStore(database), shown, articles, core.usage, clock),
        privacy=Privacy(PersonalStore(database), core.usage, clock),
        reporting=_reporting(core),
        conversing=Conversing(answering, clock),
        finding=Finding(answering),
        desk=core.desk,
        recognising=Recognising(quoting),
        amending=Amending(ChangedStore(database), library, remembering, proving, clock),
        loops=Loops(clock),
        loaded=core.loaded,
    )


def _backups(settings: Settings, clock: Clock) -> Backups:
    keep = timedelta(days=settings.attribune_backup_days)
    return Backups(settings.database, settings.backups, clock, keep=keep)


def _reporting(core: _Core) -> Reporting:
    keeps = core.settings.attribune_keep_questions
    return Reporting(UsageCounts(core.database), core.usage, core.clock, keeps_questions=keeps)


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


def start_ranking(app: App) -> None:
    """Start to look after the process that ranks, where there is much to rank."""

    async def look_after() -> None:
        await app.library.rank_apart(app.settings.index)

    app.loops.every(_RANKING_S, "ranking process", look_after)


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
