"""The briefings' half of the bot as a process of its own, which may be told where to die.

`python -m tests.loopback.briefer API_URL DATABASE [POINT]`: POINT is one of `POINTS`, or absent.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import discord
from discord.ext import commands

from bot.services.delivering import Patience, Sender
from bot.services.desk import Desk
from bot.services.subscribing import Limits
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from bot.storage.deliveries import DeliveryStore
from cogs._courier import DiscordCourier
from corpus.models import Article, ArticleVersion, Span
from tests.loopback.child import point_at
from tests.loopback.server import TOKEN

# The bot's own times, some thirty times as fast, and Discord's few minutes of nonces as well.
PATIENCE = Patience(attempt_s=1.5, lease_s=3, pace_s=0, nap_s=0.25, retry_s=0.1)
NONCE_WINDOW_S = 6.0
POINTS = ("before the claim", "after the claim", "before sending", "after sending")
TEXT = "Bridge to close\n\nThe old bridge will close in March. The ferry runs until then."


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def dies_around(owner, name, *, before):
    done = getattr(owner, name)

    async def dying(*arguments, **named):
        if before:
            die()
        result = await done(*arguments, **named)
        die()
        return result

    setattr(owner, name, dying)


def arrange(point):
    """Have the process kill itself, as `kill -9` would, at a point of its work."""
    if point in {"before the claim", "after the claim"}:
        dies_around(DeliveryStore, "claim", before=point.startswith("before"))
    elif point == "before sending":
        dies_around(DiscordCourier, "_send", before=True)
    elif point == "after sending":
        dies_around(Sender, "_note", before=True)


def versions():
    article = Article("Bridge to close", TEXT, Span(0, 15), "The Post")
    return [ArticleVersion(1, 1, 1, datetime(2026, 1, 1, tzinfo=UTC), article)]


async def main(api_url, path, point=""):
    arrange(point)
    point_at(api_url)
    database = await Database.open(Path(path))
    desk = Desk(
        database,
        ArticleStore(database),
        versions,
        lambda: datetime.now(UTC),
        Limits(9, 9),
        PATIENCE,
    )
    bot = commands.AutoShardedBot((), intents=discord.Intents(guilds=True), help_command=None)
    await bot.login(TOKEN)
    desk.start(DiscordCourier(bot))
    await asyncio.Event().wait()


def run(api_url, path, point=""):
    """Be that process."""
    asyncio.run(main(api_url, path, point))


if __name__ == "__main__":
    run(*sys.argv[1:])
