"""The bot on Discord: least intents, no caches, commands registered only when they changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import signal
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from bot.errors import StartFailed
from bot.services.browsing import Browsing
from bot.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.bootstrap import App

log = logging.getLogger(__name__)
COGS = (
    "cogs.search",
    "cogs.quotes",
    "cogs.speakers",
    "cogs.corrections",
    "cogs.help",
    "cogs.proofs",
    "cogs.articles",
    "cogs.feeds",
    "cogs.privacy",
    "cogs.usage",
    "cogs.chat",
    "cogs.menus",
    "cogs.briefings",
    "cogs.amendments",
)
_TREE_FACT = "command-tree"
_CLOSING_TIMEOUT_S = 4.0
_FIRST_REST_S = 5.0
_LONGEST_REST_S = 300.0
_UNREACHABLE = (
    aiohttp.ClientError,
    OSError,
    TimeoutError,
    AttributeError,  # discord.py's when its first gateway connection fails
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    discord.HTTPException,
)


class Bot(commands.AutoShardedBot):
    """Discord's face of an open App."""

    def __init__(self, app: App, *, registers: bool = True) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.app = app
        self._registers = registers
        self.answering = app.answering
        self.completing = app.completing
        self.remembering = app.remembering
        self.usage = app.usage
        self.collection = app.collection
        self.stories = app.stories
        self.browsing = Browsing(app.articles, app.library, app.ingesting)
        self.quoting = app.quoting
        self.correcting = app.correcting
        self.charting = app.charting
        self.proving = app.proving
        self.judging = app.judging
        self.privacy = app.privacy
        self.reporting = app.reporting
        self.conversing = app.conversing
        self.finding = app.finding
        self.desk = app.desk
        self.recognising = app.recognising

    async def setup_hook(self) -> None:
        """Load every cog, or stop; register the commands where they changed."""
        for cog in COGS:
            try:
                await self.load_extension(cog)
            except commands.ExtensionError as error:
                cause = getattr(error, "original", error)
                raise StartFailed(f"{cog} could not be loaded: {cause}.") from error
        if self._registers:
            await self._register_if_changed()

    async def may_manage(self, user: discord.abc.User) -> bool:
        """Tell whether a person is named as owner by the host, or owns the application."""
        if user.id in self.app.settings.attribune_owners:
            return True
        return isinstance(user, discord.User | discord.Member) and await self.is_owner(user)

    async def on_message(self, message: discord.Message, /) -> None:
        """Take no text commands: messages are answered by `cogs.chat`."""

    async def article_counts(self) -> tuple[int, int]:
        """Return how many articles and publishers are searched."""
        versions = self.app.library.versions()
        return len(versions), len({v.article.publisher for v in versions if v.article.publisher})

    async def is_host(self, user: discord.abc.User) -> bool:
        """Tell whether somebody runs this bot: the application's owner or team, or named so."""
        if user.id in self.app.settings.attribune_owners:
            return True
        try:
            return await self.is_owner(user)
        except discord.HTTPException:
            return False

    async def register(self) -> int:
        """Register the commands with Discord now; return how many there are.

        On the development server, if one is set, they appear at once, else within an hour at most.
        """
        guild_id = self.app.settings.attribune_dev_guild
        guild = discord.Object(guild_id) if guild_id else None
        if guild:
            self.tree.copy_global_to(guild=guild)
        registered = await self.tree.sync(guild=guild)
        if guild:
            self.tree.clear_commands(guild=guild)
        await self.app.uses.set_fact(_TREE_FACT, self._tree_hash())
        return len(registered)

    async def _register_if_changed(self) -> None:
        if await self.app.uses.fact(_TREE_FACT) == self._tree_hash():
            return
        try:
            log.info("%d commands registered", await self.register())
        except discord.HTTPException as error:
            log.warning("the commands could not be registered (%s); `sync` tries again", error)

    def _tree_hash(self) -> str:
        definitions = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        where = [self.application_id, self.app.settings.attribune_dev_guild]
        told = json.dumps([where, definitions], sort_keys=True, default=str)
        return hashlib.sha256(told.encode()).hexdigest()


def use_api(url: str | None) -> None:
    """Talk to another REST base than Discord's own: a proxy or a test server."""
    if url:
        Route.BASE = url.rstrip("/")


async def run_bot(app: App, make: Callable[[App], Bot] = Bot) -> None:
    """Be on Discord until told to stop by SIGINT or SIGTERM; keep trying while Discord is away.

    Raises:
        StartFailed: Discord refused the token, or a cog could not be loaded.
    """
    token = app.settings.token
    if not token:
        raise StartFailed("There is no DISCORD_TOKEN.")
    use_api(str(app.settings.discord_api_url) if app.settings.discord_api_url else None)
    stop = asyncio.Event()
    _stop_on_signals(stop)
    rest = _FIRST_REST_S
    while not stop.is_set():
        bot = make(app)
        went_on = await _run_once(bot, token, stop)
        if stop.is_set():
            return
        rest = _FIRST_REST_S if went_on else min(rest * 2, _LONGEST_REST_S)
        log.warning("trying again in %.0f s", rest)
        await _wait(stop, rest)


async def _run_once(bot: Bot, token: str, stop: asyncio.Event) -> bool:
    """Run one connection's life; tell whether it ever was ready."""
    running = asyncio.create_task(bot.start(token), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        was_ready = bot.is_ready()
        if running.done():
            _explain(running)
        return was_ready
    finally:
        stopping.cancel()
        await _close(bot, running)


def _explain(running: asyncio.Task[None]) -> None:
    """Raise what ends the program; log what is worth another try."""
    error = running.exception()
    if isinstance(error, discord.LoginFailure):
        raise StartFailed(
            "Discord refused the token. Copy it again from the Developer Portal, Bot, Reset Token, "
            "into DISCORD_TOKEN."
        ) from error
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise StartFailed("Discord wants an intent switched on that is not needed here.") from error
    if isinstance(error, _UNREACHABLE):
        log.warning("Discord cannot be reached: %s: %s", type(error).__name__, error)
    elif error is not None:
        raise error


async def _close(bot: Bot, running: asyncio.Task[None]) -> None:
    try:
        async with asyncio.timeout(_CLOSING_TIMEOUT_S):
            await bot.close()
    except TimeoutError:
        log.warning("closing the connection took longer than %.0f s", _CLOSING_TIMEOUT_S)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
            return


async def register_commands(app: App) -> int:
    """Register the commands without going on Discord; return how many there are.

    Raises:
        StartFailed: there is no token, Discord refused it, or cannot be reached.
    """
    token = app.settings.token
    if not token:
        raise StartFailed("There is no DISCORD_TOKEN.")
    use_api(str(app.settings.discord_api_url) if app.settings.discord_api_url else None)
    bot = Bot(app, registers=False)
    try:
        async with bot:
            await bot.login(token)
            return await bot.register()
    except discord.LoginFailure as error:
        raise StartFailed("Discord refused the token.") from error
    except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
        raise StartFailed(f"Discord did not take the commands: {error}.") from error
