"""What Prometheus reads: counted as it happens, or looked up when it asks."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from bot.errors import StorageError

if TYPE_CHECKING:
    from bot.services.health import Health
    from bot.services.library import Library
    from bot.storage.tallies import Tallies

_LATENCY_BUCKETS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LAG_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
_LAG_EVERY_S = 0.5
_RATE_LIMITED = "rate limited"  # in what discord.py logs when Discord answers 429
_LIMITED_BY = ("discord.http", "discord.webhook.async_", "discord.webhook.sync")


class Metrics:
    """The numbers, in a registry of their own."""

    def __init__(self, library: Library, tallies: Tallies, health: Health) -> None:
        self._library = library
        self._tallies = tallies
        self._health = health
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._uses = Counter(
            "attribune_uses",
            "Commands, buttons and messages answered, by what came of it.",
            ["command", "outcome"],
            registry=registry,
        )
        self._latency = Histogram(
            "attribune_latency_seconds",
            "How long an answer took.",
            ["command"],
            buckets=_LATENCY_BUCKETS_S,
            registry=registry,
        )
        self._lag = Histogram(
            "attribune_event_loop_lag_seconds",
            "How much later than asked for the event loop came back.",
            buckets=_LAG_BUCKETS_S,
            registry=registry,
        )
        self._rate_limits = Counter(
            "attribune_rate_limits", "Rate limits of Discord's that were met.", registry=registry
        )
        self._gauges = {
            name: Gauge(f"attribune_{name}", text, labels, registry=registry)
            for name, (text, labels) in _GAUGES.items()
        }

    def used(self, command: str, outcome: str, latency_ms: float) -> None:
        """Count one use. For `Usage.watch`."""
        self._uses.labels(command, outcome).inc()
        self._latency.labels(command).observe(latency_ms / 1000)

    def count_rate_limits(self) -> None:
        """Count the rate limits that the library logs from now on; may be called twice."""
        for name in _LIMITED_BY:
            logger = logging.getLogger(name)
            logger.addFilter(self._count_limit)

    def stop_counting(self) -> None:
        """Count no more of what the library logs."""
        for name in _LIMITED_BY:
            logging.getLogger(name).removeFilter(self._count_limit)

    async def measure_lag(self) -> None:
        """Measure the event loop's lag until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_LAG_EVERY_S)
            self._lag.observe(max(0.0, time.perf_counter() - before - _LAG_EVERY_S))

    async def read(self) -> bytes:
        """Return every number in Prometheus' text format."""
        gauges = self._gauges
        gauges["articles"].set(len(self._library))
        gauges["sentences"].set(len(self._library.ranker.passages))
        report = await self._health.report()
        gauges["healthy"].set(report.is_well)
        if report.heartbeat_age_s is not None:
            gauges["heartbeat_age_seconds"].set(report.heartbeat_age_s)
        for name, age_s in report.loop_ages_s.items():
            gauges["loop_age_seconds"].labels(name).set(age_s)
        try:
            await self._look_up()
        except StorageError as error:  # what is known without it is told
            logging.getLogger(__name__).warning("numbers are missing: %s", error)
        return generate_latest(self._registry)

    async def _look_up(self) -> None:
        for name, counts in (
            ("briefings", await self._tallies.briefings()),
            ("subscriptions", await self._tallies.subscriptions()),
            ("feeds", await self._tallies.feeds()),
        ):
            gauge = self._gauges[name]
            gauge.clear()
            for state, count in counts.items():
                gauge.labels(state).set(count)

    def _count_limit(self, record: logging.LogRecord) -> bool:
        if _RATE_LIMITED in str(record.msg):
            self._rate_limits.inc()
        return True


_GAUGES: dict[str, tuple[str, list[str]]] = {
    "articles": ("Articles that are searched.", []),
    "sentences": ("Sentences in the index.", []),
    "healthy": ("1 when /healthz is fine.", []),
    "heartbeat_age_seconds": ("Since Discord last acknowledged a heartbeat.", []),
    "loop_age_seconds": ("Since each loop last worked.", ["loop"]),
    "briefings": (
        "Briefings in the history kept, by state; late ones are sent as well.",
        ["state"],
    ),
    "subscriptions": ("Briefing subscriptions.", ["state"]),
    "feeds": ("Feeds.", ["state"]),
}
