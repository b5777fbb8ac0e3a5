"""`/healthz` and `/metrics` on a port of this machine, where the host wants them."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.client import Bot
from bot.errors import SettingMistake
from bot.services.health import Health
from bot.services.metrics import Metrics
from bot.storage.tallies import Tallies

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import discord

    from bot.bootstrap import App

_METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_UNWELL = 503


class BotGateway:
    """A bot's connection to Discord, as `Health` looks at it."""

    def __init__(self, bot: discord.AutoShardedClient) -> None:
        self._bot = bot

    def is_ready(self) -> bool:
        """Tell whether every shard is connected and its servers are known."""
        shards = self._bot.shards.values()
        is_on = bool(shards) and not any(shard.is_closed() for shard in shards)
        return is_on and self._bot.is_ready()

    def heartbeat_age_s(self) -> float | None:
        """Return the age of the oldest shard's newest acknowledged heartbeat, in seconds."""
        acknowledged = [
            beating._last_ack  # noqa: SLF001 (the library shows its latency alone)
            for shard in self._bot.shards.values()
            if (beating := getattr(shard._parent.ws, "_keep_alive", None))  # noqa: SLF001 (as above)
        ]
        return time.perf_counter() - min(acknowledged) if acknowledged else None


@asynccontextmanager
async def monitored(app: App) -> AsyncIterator[Callable[[App], Bot]]:
    """Serve both for as long as the block lasts, if a port is set; yield what makes the bot.

    Raises:
        SettingMistake: the port cannot be listened on.
    """
    port = app.settings.attribune_health_port
    if port is None:
        yield Bot
        return
    tallies = Tallies(app.database)
    health = Health(app.loops, app.desk, tallies, app.clock)
    metrics = Metrics(app.library, tallies, health)
    app.usage.watch(metrics.used)
    metrics.count_rate_limits()
    measuring = asyncio.create_task(metrics.measure_lag(), name="event loop lag")

    def make(app: App) -> Bot:
        bot = Bot(app)
        health.gateway = BotGateway(bot)
        return bot

    runner = web.AppRunner(pages(health, metrics), access_log=None)
    try:
        await _listen(runner, app.settings.attribune_health_host, port)
        yield make
    finally:
        await runner.cleanup()
        metrics.stop_counting()
        measuring.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await measuring


def pages(health: Health, metrics: Metrics) -> web.Application:
    """Return the two pages."""

    async def healthz(_: web.Request) -> web.Response:
        report = await health.report()
        ages = {name: round(age_s, 1) for name, age_s in report.loop_ages_s.items()}
        body = {
            "status": "ok" if report.is_well else "failing",
            "reasons": report.reasons,
            "heartbeat_age_s": report.heartbeat_age_s and round(report.heartbeat_age_s, 1),
            "loops": ages,
        }
        return web.json_response(body, status=200 if report.is_well else _UNWELL)

    async def numbers(_: web.Request) -> web.Response:
        return web.Response(body=await metrics.read(), headers={"Content-Type": _METRICS_TYPE})

    served = web.Application()
    served.add_routes([web.get("/healthz", healthz), web.get("/metrics", numbers)])
    return served


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        reason = f"{host}:{port} cannot be listened on ({error.strerror})."
        raise SettingMistake("ATTRIBUNE_HEALTH_PORT", reason) from error
