"""The real bot in a simulated Discord, with two people, a server and a clock to move."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import discord
import simcord

from bot.bootstrap import open_app
from bot.client import Bot
from bot.config import Settings
from bot.errors import AttribuneError
from bot.services.delivering import Patience

MANAGER = discord.Permissions(manage_guild=True)


class Stage:
    """The bot on stage: `ann` manages the server, `bob` does not."""

    def __init__(self, env, app):
        self.env, self.app = env, app
        self.guild = env.create_guild("Newsroom")
        self.news = self.guild.create_text_channel("news")
        managers = self.guild.create_role("managers", permissions=MANAGER)
        self.ann = self.guild.add_member(env.create_user("ann"), roles=[managers])
        self.bob = self.guild.add_member(env.create_user("bob"))

    async def move(self, **by):
        """Move the clock; what is due on the way happens at its time."""
        await self.env.advance_time(timedelta(**by).total_seconds())

    @property
    def mention(self):
        return self.guild.me.mention

    async def restart(self):
        """Start the bot anew over the same database."""
        await self.app.desk.stop()
        await self.env.restart_bot(Bot(self.app))


@asynccontextmanager
async def staged(folder, articles, *, start=None, **settings):
    """Open the bot over a folder of articles and close all of it afterwards.

    Its clock starts at `start`; the simulation's own, and so the time of messages, at `START`.
    """
    clock = Clock()
    clock.ahead = (start or START) - START
    settings = {
        "attribune_commands_per_person": 0,
        "attribune_commands_per_server": 0,
    } | settings
    chosen = Settings(attribune_data=folder, attribune_articles=articles, **settings)
    async with open_app(chosen, clock=clock) as app:
        app.desk._patience = Patience(
            nap_s=10 * 24 * 3600, pace_s=0
        )  # each nap costs real time here
        bot = Bot(app)
        env = simcord.Env(bot, shard_count=1, settle_timeout=30)
        clock.env = env
        await env.start()
        try:
            yield Stage(env, app)
        finally:
            await env.shutdown()
            await bot.close()
        foreseen = [error for error in env.errors if isinstance(cause(error), AttribuneError)]
        assert foreseen == env.errors


def text_of(shown):
    """Return all the text of a message, or of what an interaction answered."""
    if hasattr(shown, "followups"):
        shown = shown.followups[-1] if shown.followups else shown.response
    texts = [shown.content or ""]
    for component in shown.components:
        texts += _texts(component if isinstance(component, dict) else component.to_dict())
    return "\n".join(filter(None, texts))


def _texts(component):
    texts = [component["content"]] if "content" in component else []
    return texts + [text for inner in component.get("components", []) for text in _texts(inner)]


def write_article(folder, title, text):
    path = folder / f"{title.lower().replace(' ', '-')}.md"
    path.write_text(f"---\ntitle: {title}\npublisher: The Post\n---\n\n{text}\n")
    return path


def cause(error):
    return getattr(error, "original", error)


class Clock:
    """The simulation's time, once there is a simulation."""

    env = None
    ahead = timedelta(0)

    def __call__(self):
        return (self.env.now() if self.env else START) + self.ahead


START = datetime(2026, 1, 1, tzinfo=UTC)
