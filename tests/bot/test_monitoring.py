import logging

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import open_app
from bot.errors import SettingMistake
from bot.monitoring import BotGateway, monitored, pages
from bot.services.health import Health
from bot.services.metrics import Metrics
from bot.services.usage import Asker
from bot.storage.tallies import Tallies


@pytest.fixture
async def monitor(world):
    tallies = Tallies(world.app.database)
    health = Health(world.app.loops, world.app.desk, tallies, world.app.clock)
    health.gateway = BotGateway(world.bot)
    health.gateway.is_ready = lambda: True  # the simulation has no gateway
    health.gateway.heartbeat_age_s = lambda: 1.25
    metrics = Metrics(world.app.library, tallies, health)
    world.app.usage.watch(metrics.used)
    async with TestClient(TestServer(pages(health, metrics))) as client:
        client.health, client.metrics = health, metrics
        yield client


async def test_healthz_is_200_with_the_ages_of_the_loops(monitor):
    response = await monitor.get("/healthz")
    told = await response.json()
    assert (response.status, told["status"], told["reasons"]) == (200, "ok", [])
    assert told["heartbeat_age_s"] == 1.2
    assert {"pruning", "corrections"} <= told["loops"].keys()


async def test_healthz_is_503_with_reasons(monitor):
    monitor.health.gateway = None
    response = await monitor.get("/healthz")
    assert response.status == 503
    assert (await response.json())["reasons"] == ["Discord's gateway is not ready."]


async def test_metrics_count_what_happens(monitor, world):
    async with world.app.usage.record("ask", Asker(1, 2)) as outcome:
        outcome.name = "abstained"
    monitor.metrics.count_rate_limits()
    monitor.metrics.count_rate_limits()
    logging.getLogger("discord.http").warning("We are being rate limited. %s", "POST x")
    monitor.metrics.stop_counting()
    logging.getLogger("discord.http").warning("We are being rate limited. %s", "POST x")
    text = await (await monitor.get("/metrics")).text()
    assert 'attribune_uses_total{command="ask",outcome="abstained"} 1.0' in text
    assert 'attribune_latency_seconds_count{command="ask"} 1.0' in text
    assert "attribune_rate_limits_total 1.0" in text
    assert "attribune_articles 2.0" in text
    assert 'attribune_subscriptions{state="paused"} 0.0' in text
    assert 'attribune_feeds{state="failing"} 0.0' in text
    assert 'attribune_briefings{state="late"} 0.0' in text
    assert 'attribune_loop_age_seconds{loop="pruning"}' in text
    assert "attribune_event_loop_lag_seconds_bucket" in text


async def test_metrics_are_told_over_a_closed_database(monitor, world):
    await world.app.database.close()
    text = await (await monitor.get("/metrics")).text()
    assert "attribune_healthy 0.0" in text


async def test_a_port_that_is_taken_is_one_sentence(make_settings, unused_tcp_port):
    settings = make_settings(attribune_health_port=unused_tcp_port)
    async with open_app(settings) as app, monitored(app):
        with pytest.raises(SettingMistake, match="cannot be listened on"):
            async with monitored(app):
                pass
