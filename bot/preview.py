"""The real bot in a browser of this machine: a simulated server, no Discord account.

Needs the optional extra `preview`. Nothing that goes on Discord imports this.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import simcord
from simcord import SetupError

from bot.client import Bot
from bot.services.subscribing import Person, Place, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    import discord

    from bot.bootstrap import App

log = logging.getLogger(__name__)
_SERVER, _CHANNEL = "Newsroom", "articles"
_YOU, _OTHER = "you", "somebody"
_LOOK_S = 0.5
_ENDINGS = (signal.SIGINT, signal.SIGTERM)
_SETTLED_WITHIN_S = 15.0
_WELCOME = (
    "This is a preview: everything here happens on your machine alone.\n"
    "- Type `/` and choose a command, as `/ask`, `/search`, `/speakers` or `/briefing`.\n"
    "- Mention me: `<@{bot}> When was Crimea annexed?`\n"
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
    env.backend.bot_user.name = "Attribune"
    await env.start()
    try:
        await env.advance_time((datetime.now(UTC) - env.now()).total_seconds())
        clock.env = env
        begin(app)
        channel, viewers = await _furnish(env, bot)
        stage = env.preview(channel, viewers=viewers, layout="channel", port=port)
        async with stage as preview:
            announce(preview.url)
            await _until_ended(preview, channel, viewers)
    finally:
        await env.shutdown()
        await bot.close()


async def _furnish(env: simcord.Env, bot: PreviewBot) -> tuple[Any, list[Any]]:
    """Make a server with a channel and two people, and have a briefing on its way."""
    owner = env.create_user(_YOU)
    guild = env.create_guild(_SERVER, owner=owner)
    channel = guild.create_text_channel(_CHANNEL)
    viewers = [guild.add_member(owner), guild.add_member(env.create_user(_OTHER))]
    bot.host_id = owner.id
    assert bot.user is not None
    due = env.now() + timedelta(minutes=2)
    await bot.app.desk.subscribing.subscribe(
        Person(owner.id, manages=guild.id),
        Place(guild.id, channel.id),
        Wishes(time=f"{due:%H:%M}", timezone="UTC"),
    )
    welcome = bot.get_partial_messageable(channel.id)
    due_at = due.replace(second=0, microsecond=0)
    sentence = _WELCOME.format(bot=bot.user.id, due=f"<t:{due_at.timestamp():.0f}:t>")
    await welcome.send(sentence)
    await env.settle()
    return channel, viewers


async def _until_ended(preview: Any, channel: Any, viewers: list[Any]) -> None:  # noqa: ANN401 (the engine's)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt
        for name in _ENDINGS:
            loop.add_signal_handler(name, stop.set)
    tasks = [
        asyncio.create_task(stop.wait()),
        asyncio.create_task(preview.wait_closed()),
        asyncio.create_task(_keep_fresh(preview, channel, viewers)),
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


async def _keep_fresh(preview: Any, channel: Any, viewers: list[Any]) -> None:  # noqa: ANN401 (as above)
    """Show what arrives by itself. Only new messages count: each refresh disturbs a click."""
    shown: list[list[int]] = []
    while True:
        await asyncio.sleep(_LOOK_S)
        there = [[message.id for message in channel.history(viewer=who)] for who in viewers]
        if there == shown:
            continue
        try:
            await preview.refresh()
        except SetupError as error:  # somebody is acting: it is shown with that
            log.debug("not refreshed: %s", error)
            continue
        shown = there
