"""The real bot in a browser of this machine: a simulated server, no Discord account.

Needs the optional extra `preview`. Nothing that goes on Discord imports this.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import simcord
from simcord import SetupError

from bot.client import Bot
from bot.services.subscribing import Person, Place, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    import discord

    from bot.bootstrap import App

log = logging.getLogger(__name__)
_BOT, _SERVER, _CHANNEL = "Attribune", "Newsroom", "articles"
_YOU, _OTHER = "you", "somebody"
_LOOK_S = 0.5
_ENDINGS = (signal.SIGINT, signal.SIGTERM)
_SETTLED_WITHIN_S = 15.0
_LOCALTIME = Path("/etc/localtime")
_LOCALE = "en-GB"  # the hours from 0 to 24, as in what the bot says itself
_WELCOME = (
    "This is a preview: everything here happens on your machine alone.\n"
    "- Type `/` and choose a command, as `/ask`, `/search`, `/speakers` or `/briefing`.\n"
    "- Mention me: `@{bot} When was Crimea annexed?`\n"
    "- A briefing arrives here by itself at {due}.\n"
    "- At the top you can look at all this as somebody else, who does not run the bot."
)


class Clock:
    """The simulation's time, once there is a simulation."""

    def __init__(self) -> None:
        self.env: simcord.Env | None = None

    def __call__(self) -> datetime:
        """Return the time, in UTC."""
        now: datetime = self.env.now() if self.env else datetime.now(UTC)
        return now


class PreviewBot(Bot):
    """The bot; whoever looks at the preview runs it."""

    host_id = 0

    async def is_host(self, user: discord.abc.User) -> bool:
        """Tell whether it is the person in front of the browser."""
        return user.id == self.host_id


class Typist(simcord.MemberActor):
    """Somebody in front of the browser; as in Discord's own box, `@` and a name is a mention."""

    async def send(self, channel: Any, content: str = "", **rest: Any) -> discord.Message:  # noqa: ANN401 (the engine's)
        """Send what was typed."""
        bot = self._env.backend.bot_user
        mention = re.compile(rf"@{re.escape(bot.name)}\b", re.IGNORECASE)
        return await super().send(channel, mention.sub(f"<@{bot.id}>", content), **rest)


def zone_here(localtime: Path = _LOCALTIME) -> str:
    """Return the name of this machine's time zone; UTC where it cannot be told."""
    linked = str(localtime.resolve()).partition("zoneinfo/")[2]
    name = os.environ.get("TZ") or linked or "UTC"
    try:
        return ZoneInfo(name.replace("Etc/UTC", "UTC")).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


async def show(
    app: App,
    clock: Clock,
    begin: Callable[[App], None],
    announce: Callable[[str], None],
    *,
    port: int | None = None,
) -> None:
    """Play until Ctrl-C, or until the preview is ended in the browser.

    Args:
        app: What answers; its clock is ``clock``.
        clock: Follows the simulation from then on.
        begin: Starts the loops, once the simulation's time is today's.
        announce: Is given the address to click.
        port: Where on 127.0.0.1 it is served; any free port when None.
    """
    bot = PreviewBot(app)
    env = simcord.Env(bot, check_errors=False, shard_count=1, settle_timeout=_SETTLED_WITHIN_S)
    env.backend.bot_user.name = _BOT
    await env.start()
    try:
        await env.advance_time(_behind_s(env))
        clock.env = env
        begin(app)
        zone = zone_here()
        channel, viewers = await _furnish(env, bot, zone)
        async with env.preview(
            channel, viewers=viewers, layout="channel", port=port, timezone=zone, locale=_LOCALE
        ) as preview:
            announce(preview.url)
            await _until_ended(_kept_fresh(env, preview, channel, viewers), preview)
    finally:
        await env.shutdown()
        await bot.close()


async def _furnish(env: simcord.Env, bot: PreviewBot, zone: str) -> tuple[Any, list[Typist]]:
    """Make a server with a channel and two people, and have a briefing on its way."""
    owner = env.create_user(_YOU)
    guild = env.create_guild(_SERVER, owner=owner)
    channel = guild.create_text_channel(_CHANNEL)
    viewers = [_joined(env, guild, owner), _joined(env, guild, env.create_user(_OTHER))]
    bot.host_id = owner.id
    due = (env.now() + timedelta(minutes=2)).replace(second=0, microsecond=0)
    await bot.app.desk.subscribing.subscribe(
        Person(owner.id, manages=guild.id),
        Place(guild.id, channel.id),
        Wishes(time=f"{due.astimezone(ZoneInfo(zone)):%H:%M}", timezone=zone),
    )
    welcome = bot.get_partial_messageable(channel.id)
    await welcome.send(_WELCOME.format(bot=_BOT, due=f"<t:{due.timestamp():.0f}:t>"))
    await env.settle()
    return channel, viewers


def _joined(env: simcord.Env, guild: Any, user: Any) -> Typist:  # noqa: ANN401 (the engine's)
    guild.add_member(user)
    return Typist(env, guild, user)


async def _until_ended(keeping: Coroutine[Any, Any, None], preview: Any) -> None:  # noqa: ANN401 (the engine's)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt
        for name in _ENDINGS:
            loop.add_signal_handler(name, stop.set)
    tasks = [
        asyncio.create_task(stop.wait()),
        asyncio.create_task(preview.wait_closed()),
        asyncio.create_task(keeping),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        with contextlib.suppress(NotImplementedError):
            for name in _ENDINGS:
                loop.remove_signal_handler(name)


async def _kept_fresh(env: simcord.Env, preview: Any, channel: Any, viewers: list[Typist]) -> None:  # noqa: ANN401 (as above)
    """Keep the simulation's time with the world's, and show what arrives by itself.

    What answers a person the engine shows; each showing more could disturb a click. It is waited
    until nothing more arrives, so that showing takes no time.
    """
    seen = shown = _arrived(channel, viewers)
    while True:
        await asyncio.sleep(_LOOK_S)
        env.backend.advance_clock(_behind_s(env))
        before, seen = seen, _arrived(channel, viewers)
        if seen == shown or seen != before:
            continue
        try:
            await preview.refresh()
        except SetupError as error:  # somebody is acting
            log.debug("refreshed later: %s", error)
            continue
        shown = seen


def _arrived(channel: Any, viewers: list[Typist]) -> list[list[int]]:  # noqa: ANN401 (as above)
    """Return the messages that answer nobody, for each viewer."""
    return [
        [m.id for m in channel.history(viewer=viewer) if _answers_nobody(m)] for viewer in viewers
    ]


def _answers_nobody(message: discord.Message) -> bool:
    return message.author.bot and not message.interaction_metadata and not message.reference


def _behind_s(env: simcord.Env) -> float:
    """Return how far the simulation's time is behind the world's, in seconds."""
    return max(0.0, (datetime.now(UTC) - env.now()).total_seconds())
