"""The bot on Discord: least intents, no caches, commands registered only when they changed."""

from __future__ import annotations

import hashlib
import importlib
import json
import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import AttribuneError, StartFailed
from bot.services.browsing import Browsing
from bot.services.limiting import Cooldowns
from bot.tree import Tree, report

if TYPE_CHECKING:
    import re

    from yarl import URL

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
    "cogs.briefing_replies",
    "cogs.watches",
    "cogs.amendments",
)
_TREE_FACT = "command-tree"


class UnknownButton(AttribuneError):
    """A button or menu is of an older version, or was never made here."""

    def __init__(self) -> None:
        super().__init__("I no longer know that button. Please ask again.")


class Bot(commands.AutoShardedBot):
    """Discord's face of an open App."""

    def __init__(self, app: App, *, registers: bool = True, **more: Any) -> None:  # noqa: ANN401 (the library's options)
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
            **more,
        )
        self._templates: list[re.Pattern[str]] = []
        self.app = app
        self.cooldowns = Cooldowns(
            app.clock,
            per_person=app.settings.attribune_commands_per_person,
            per_server=app.settings.attribune_commands_per_server,
        )
        self._registers = registers
        self.answering = app.answering
        self.amending = app.amending
        self.completing = app.completing
        self.remembering = app.remembering
        self.usage = app.usage
        self.collection = app.collection
        self.stories = app.stories
        self.browsing = Browsing(app.articles, app.library, app.ingesting)
        self.quoting = app.quoting
        self.said_before = app.said_before
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

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard; when it begins anew, it comes back to the same gateway."""
        DiscordWebSocket.DEFAULT_GATEWAY = gateway
        await super().launch_shard(gateway, shard_id, initial=initial)

    def add_dynamic_items(self, *items: type[ui.DynamicItem[Any]]) -> None:
        """Answer these buttons and menus, whatever message they are on."""
        super().add_dynamic_items(*items)
        self._templates += [item.__discord_ui_compiled_template__ for item in items]

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Say so when a button is of no kind that is known here, instead of leaving it dead."""
        if interaction.type is not discord.InteractionType.component:
            return
        clicked: Any = interaction.data
        custom_id = str(clicked.get("custom_id", ""))
        if not any(template.fullmatch(custom_id) for template in self._templates):
            await report(interaction, UnknownButton())

    async def on_ready(self) -> None:
        """Tell the host that it is on Discord, and where."""
        log.info("on Discord as %d, in %d servers", self.application_id or 0, len(self.guilds))

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


def command_names() -> set[str]:
    """Return the names of all slash commands, without making a bot."""
    names: set[str] = set()
    for cog in COGS:
        for found in vars(importlib.import_module(cog)).values():
            if not (isinstance(found, type) and issubclass(found, commands.Cog)):
                continue
            if issubclass(found, commands.GroupCog) and found.__cog_is_app_commands_group__:
                names.add(str(found.__cog_group_name__))
            else:
                names |= {c.name for c in found.__cog_app_commands__ if c.parent is None}
    return names


def use_api(url: str | None) -> None:
    """Talk to another REST base than Discord's own: a proxy or a test server."""
    if url:
        Route.BASE = url.rstrip("/")


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
