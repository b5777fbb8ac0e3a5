"""What the doctor finds in the database: articles, index, feeds, briefings, backups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.services.backing_up import Backups
from bot.services.checking import Finding, Verdict
from bot.services.loops import utc_now
from bot.storage.articles import ArticleStore
from bot.storage.feeds import FeedStore
from bot.storage.subscriptions import SubscriptionStore
from bot.storage.tallies import Tallies

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings
    from bot.storage.database import Database

_HOURS_TOLD = 48  # an age beyond is told in days
_INDEX = "index"
_OVERDUE = timedelta(hours=1)
_FEED_OLD = timedelta(days=2)


async def check_stored(settings: Settings, database: Database) -> list[Finding]:
    """Return a finding for each thing that is stored; nothing is changed."""
    return [
        await _articles(database),
        _index(settings.attribune_data / _INDEX),
        await _person_key(settings, database),
        await _feeds(database),
        await _briefings(database),
        _backups(settings),
    ]


async def _articles(database: Database) -> Finding:
    count = await ArticleStore(database).count()
    if count:
        return Finding("articles", Verdict.OK, f"{count} articles are searched")
    detail = "0 articles are searched: bring some in with `ingest`"
    return Finding("articles", Verdict.WARNING, detail)


def _index(folder: Path) -> Finding:
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    if not files:
        detail = "none is saved yet; the next start builds one"
        return Finding("index", Verdict.OK, detail)
    newest = max(path.stat().st_mtime for path in files)
    age = utc_now() - datetime.fromtimestamp(newest, UTC)
    size = sum(path.stat().st_size for path in files)
    return Finding("index", Verdict.OK, f"saved {_ago(age)}, {size / 1e6:.1f} MB")


async def _person_key(settings: Settings, database: Database) -> Finding:
    path = settings.person_key
    if not path.exists() and not await Tallies(database).people():
        return Finding("key for people's hashes", Verdict.OK, "the next start makes it")
    if not path.exists():
        detail = (
            f"{path} is missing: restore it, or those who opted out are not recognised; "
            "a new one is made at the next start"
        )
        return Finding("key for people's hashes", Verdict.WARNING, detail)
    if path.stat().st_mode & 0o077:
        detail = f"others may read {path}: chmod 600 {path}"
        return Finding("key for people's hashes", Verdict.WARNING, detail)
    return Finding("key for people's hashes", Verdict.OK, "it is there, and nobody else's to read")


async def _feeds(database: Database) -> Finding:
    feeds = [feed for feed in await FeedStore(database).all() if not feed.paused]
    paused = (await Tallies(database).feeds())["paused"]
    note = f", {paused} paused" if paused else ""
    failing = [feed for feed in feeds if feed.failures]
    old = [f for f in feeds if f.succeeded_at and utc_now() - f.succeeded_at > _FEED_OLD]
    if failing or old:
        worst = (failing or old)[0]
        detail = f"feed {worst.id} {worst.error or 'was not read for days'}; see `feeds`{note}"
        return Finding("feeds", Verdict.WARNING, detail)
    verdict = Verdict.WARNING if paused else Verdict.OK
    see = "; see `feeds`" if paused else ""
    return Finding("feeds", verdict, f"{len(feeds)} are read{note}{see}")


async def _briefings(database: Database) -> Finding:
    counts = await Tallies(database).subscriptions()
    told = f"{counts['running']} run, {counts['paused']} are paused"
    due = await SubscriptionStore(database).next_due()
    if due is None:
        return Finding("briefings", Verdict.OK, told)
    late = utc_now() - due
    if late > _OVERDUE:
        detail = f"{told}; one has been due since {due:%Y-%m-%d %H:%M} UTC: is the bot running?"
        return Finding("briefings", Verdict.WARNING, detail)
    return Finding("briefings", Verdict.OK, f"{told}; the next is due {due:%Y-%m-%d %H:%M} UTC")


def _backups(settings: Settings) -> Finding:
    keep = timedelta(days=settings.attribune_backup_days)
    newest = next(
        iter(Backups(settings.database, settings.backups, utc_now, keep=keep).all()), None
    )
    hours = settings.attribune_backup_hours
    if newest is None:
        detail = "there is none: make one with `backup`, or run the bot for an hour"
        return Finding("backups", Verdict.WARNING, detail)
    age = utc_now() - newest.at
    if hours and age > 2 * timedelta(hours=hours):
        detail = f"the newest was made {_ago(age)}: is the bot running, and is there room?"
        return Finding("backups", Verdict.WARNING, detail)
    return Finding("backups", Verdict.OK, f"the newest was made {_ago(age)}")


def _ago(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    if hours < 1:
        return f"{hours * 60:.0f} min ago"
    return f"{hours:.0f} hours ago" if hours < _HOURS_TOLD else f"{hours / 24:.0f} days ago"
