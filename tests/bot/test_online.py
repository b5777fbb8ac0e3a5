import asyncio
import contextlib
import logging
import sys
from types import SimpleNamespace

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import online
from bot.bootstrap import open_app
from bot.errors import StartFailed
from bot.online import calm_library, run_bot, until_lost
from tests.loopback.attribune import make
from tests.loopback.cases import FOR_GOOD
from tests.loopback.conftest import small_discord
from tests.loopback.ordeal import ARTICLE
from tests.loopback.server import TOKEN, until

FIXTURES = (small_discord,)


@pytest.fixture
async def app(make_settings, write_articles, small_discord, monkeypatch):
    for holder, name in ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY")):
        monkeypatch.setattr(holder, name, getattr(holder, name))
    monkeypatch.setattr(online, "_FIRST_REST_S", 0.05)
    monkeypatch.setattr(online, "_LOOK_S", 0.05)
    monkeypatch.setattr(online, "_LOST_AFTER_S", 0.2)
    settings = make_settings(
        attribune_articles=write_articles(bridge=ARTICLE),
        discord_token=TOKEN,
        discord_api_url=small_discord.api_url,
    )
    async with open_app(settings) as app:
        yield app


@contextlib.asynccontextmanager
async def running(app):
    task = asyncio.create_task(run_bot(app, make))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(autouse=True)
def the_interpreters_pace():
    before = sys.getswitchinterval()
    yield before
    sys.setswitchinterval(before)


async def test_a_working_thread_soon_lets_the_event_loop_run(
    app, small_discord, the_interpreters_pace
):
    async with running(app):
        await small_discord.gateway.connected()
        assert sys.getswitchinterval() < the_interpreters_pace


@pytest.mark.parametrize("code", FOR_GOOD)
async def test_what_the_gateway_says_for_good_ends_the_program_in_a_sentence(
    app, small_discord, code
):
    async with running(app) as task:
        await small_discord.gateway.connected()
        await small_discord.gateway.drop(code)
        with pytest.raises(StartFailed, match="Discord") as ended:
            await asyncio.wait_for(task, 10)
    assert TOKEN not in str(ended.value)


async def test_a_token_that_is_revoked_meanwhile_ends_it(app, small_discord):
    async with running(app) as task:
        await small_discord.gateway.connected()
        small_discord.gateway.token = "another"
        small_discord.faults.answer("GET", "/users/@me", 401, times=None)
        small_discord.gateway.sessions.clear()
        await small_discord.gateway.drop(4009)
        with pytest.raises(StartFailed, match="Discord refused the token"):
            await asyncio.wait_for(task, 10)


async def test_a_gateway_away_at_the_start_is_waited_for(app, small_discord, caplog):
    small_discord.gateway.is_away = True
    async with running(app):
        await until(lambda: "trying again" in caplog.text)
        small_discord.gateway.is_away = False
        await small_discord.gateway.connected()
    assert not [r for r in caplog.records if r.name.startswith("bot") and r.exc_info]


class Shards:
    """A bot whose shards are closed for some looks, on a clock that only sleeping moves."""

    def __init__(self, *closed_for):
        self.looks = [closed for n, closed in closed_for for _ in range(n)]
        self.slept_s = 0.0

    @property
    def shards(self):
        closed = self.looks.pop(0) if self.looks else True
        return {0: SimpleNamespace(is_closed=lambda: closed)}

    async def sleep(self, seconds):
        self.slept_s += seconds


@pytest.mark.parametrize(
    ("looks", "after_s"),
    [
        pytest.param([], 120, id="never on"),
        pytest.param([(720, False)], 3600 + 120, id="lost after an hour"),
        pytest.param([(20, True), (1, False)], 105 + 120, id="back in between"),
    ],
)
async def test_a_gateway_lost_for_two_minutes_is_given_up(monkeypatch, looks, after_s):
    bot = Shards(*looks)
    monkeypatch.setattr("bot.online.asyncio.sleep", bot.sleep)
    await until_lost(bot)
    assert bot.slept_s == after_s


async def test_it_stops_only_when_those_who_wait_have_their_answers(app, small_discord, caplog):
    ann = small_discord.world.add_user("ann")
    news = small_discord.world.add_channel(small_discord.world.add_guild("News", ann), "news")
    async with running(app) as task:
        await small_discord.gateway.connected()
        pause = small_discord.faults.pause("POST", "/webhooks/*")
        asked = await small_discord.ask(ann, news, "When does the old bridge close?")
        await pause.reached.wait()
        task.cancel()
        await asyncio.sleep(0.05)
        pause.release()
        await asyncio.gather(task, return_exceptions=True)
    assert asked.answered.is_set()


@pytest.mark.parametrize(
    ("error", "level", "has_trace"),
    [
        (ConnectionResetError("cut"), logging.WARNING, False),
        (TimeoutError(), logging.WARNING, False),
        (KeyError("a mistake"), logging.ERROR, True),
    ],
)
def test_the_librarys_traces_are_for_mistakes_alone(caplog, error, level, has_trace):
    calm_library()
    logging.getLogger("discord.shard").error("Attempting a reconnect", exc_info=error)
    [record] = caplog.records
    assert (record.levelno, bool(record.exc_info)) == (level, has_trace)


async def test_intents_that_are_privileged_are_explained():
    failed = asyncio.get_running_loop().create_future()
    failed.set_exception(discord.PrivilegedIntentsRequired(0))
    with pytest.raises(StartFailed, match="intent"):
        online._explain(failed)
