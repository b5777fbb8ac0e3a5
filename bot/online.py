"""Being on Discord: for as long as nobody says stop, whatever happens to the connection."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from typing import TYPE_CHECKING

import discord

from bot.client import Bot, use_api
from bot.errors import StartFailed
from bot.patience import LOST, be_patient
from bot.tree import is_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.bootstrap import App

log = logging.getLogger(__name__)
_HANDED_OVER_S = 0.0005  # Python's own 5 ms would be most of what an acknowledgement takes
_DRAINING_S = 2.5
_CLOSING_TIMEOUT_S = 4.0
_FIRST_REST_S = 5.0
_LONGEST_REST_S = 60.0
_LOOK_S = 5.0  # how often the connection is looked at
_LOST_AFTER_S = 120.0  # so long without it, everything is begun anew
_UNREACHABLE = (
    *LOST,
    OSError,
    AttributeError,  # discord.py's when its first gateway connection fails
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    discord.HTTPException,
)
_UNDER_WAY = ("CommandTree-invoker", "discord-ui-")  # the tasks that answer somebody
_REFUSED = (
    "Discord refused the token. Copy it again from the Developer Portal, Bot, Reset Token, "
    "into DISCORD_TOKEN."
)
_CLOSED = {  # what the gateway says for good
    4004: _REFUSED,
    4012: "Discord no longer speaks this version's language. Update Attribune.",
    4013: "Discord knows no such intents. Update Attribune.",
    4014: "Discord wants an intent switched on that is not needed here. Update Attribune.",
}


async def run_bot(app: App, make: Callable[[App], Bot] = Bot) -> None:
    """Be on Discord until told to stop by SIGINT or SIGTERM; keep trying while Discord is away.

    Raises:
        StartFailed: Discord refused the token, or a cog could not be loaded.
    """
    token = app.settings.token
    if not token:
        raise StartFailed("There is no DISCORD_TOKEN.")
    use_api(str(app.settings.discord_api_url) if app.settings.discord_api_url else None)
    be_patient()
    calm_library()
    sys.setswitchinterval(_HANDED_OVER_S)  # how soon a ranking thread lets the event loop run
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
    watching = [
        asyncio.create_task(stop.wait(), name="stop"),
        asyncio.create_task(until_lost(bot), name="gateway watch"),
    ]
    try:
        await asyncio.wait({running, *watching}, return_when=asyncio.FIRST_COMPLETED)
        was_ready = bot.is_ready()
        if running.done():
            _explain(running)
        return was_ready
    finally:
        for task in watching:
            task.cancel()
        await _close(bot, running)


async def until_lost(bot: discord.AutoShardedClient) -> None:
    """Return once a shard has been without its gateway for two minutes.

    The library tries again by itself, but after ever longer rests, up to a quarter of an hour.
    """
    away_s = 0.0
    while away_s < _LOST_AFTER_S:
        await asyncio.sleep(_LOOK_S)
        shards = bot.shards.values()
        is_on = bool(shards) and not any(shard.is_closed() for shard in shards)
        away_s = 0.0 if is_on else away_s + _LOOK_S
    log.warning("no gateway for %.0f s", away_s)


def _explain(running: asyncio.Task[None]) -> None:
    """Raise what ends the program; log what is worth another try."""
    error = running.exception()
    if isinstance(error, discord.LoginFailure):
        raise StartFailed(_REFUSED) from error
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise StartFailed(_CLOSED[4014]) from error
    if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
        raise StartFailed(_CLOSED[error.code]) from error
    if isinstance(error, _UNREACHABLE):
        log.warning("Discord cannot be reached: %s: %s", type(error).__name__, error)
    elif error is not None:
        raise error


async def _close(bot: Bot, running: asyncio.Task[None]) -> None:
    under_way = [t for t in asyncio.all_tasks() if t.get_name().startswith(_UNDER_WAY)]
    if under_way:  # nobody is left at "thinking…"
        await asyncio.wait(under_way, timeout=_DRAINING_S)
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


def calm_library() -> None:
    """Make a lost connection one line of the library's log, a warning, and no trace.

    Nobody needs to hear, either, that there is no voice.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    for name in ("discord.shard", "discord.client", "discord.gateway", "discord.app_commands.tree"):
        logger = logging.getLogger(name)
        logger.removeFilter(_calm)
        logger.addFilter(_calm)


def _calm(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    error = getattr(error, "original", error)
    if error is None or not (isinstance(error, _LOSSES) or is_over(error)):
        return True
    record.msg, record.args = f"{record.getMessage()}: {type(error).__name__}: {error}", ()
    record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return True


_LOSSES = (*LOST, discord.ConnectionClosed, discord.GatewayNotFound, discord.DiscordServerError)
