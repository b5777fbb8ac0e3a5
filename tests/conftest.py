"""Fixtures for every test: the real bot in a simulated Discord, and the limits it must keep."""

import logging
import os
import socket
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import simcord
from hypothesis import settings

from bot.bootstrap import open_app, start_loops
from bot.client import Bot
from bot.config import SHIPPED_ARTICLES, Settings

# A busy machine must not fail a property: what is tested is what comes out, not how fast.
settings.register_profile("attribune", deadline=None)
settings.load_profile("attribune")

# What the tests' processes import is compiled once, not by each of them, and kept between runs.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault(
    "PYTHONPYCACHEPREFIX", str(Path(__file__).parents[1] / ".pytest_cache" / "compiled")
)

SETTINGS = ("DISCORD", "ATTRIBUNE")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch):
    """Nothing of the machine's own environment or `.env` reaches a test."""
    for name in os.environ:
        if name.startswith(SETTINGS) and name != "ATTRIBUNE_SHARED":
            monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)


@pytest.fixture(autouse=True)
def _logging_as_before():
    """What a command line called in process does to the log ends with the test."""
    root, hook = logging.getLogger(), sys.excepthook
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in ("discord", "asyncio", "aiosqlite")}
    yield
    root.handlers[:], root.level, sys.excepthook = before, level, hook
    for name, one in levels.items():
        logging.getLogger(name).setLevel(one)


@pytest.fixture
def make_settings(tmp_path):
    """Make settings for a data folder of the test's own."""

    def make(**values):
        values.setdefault("attribune_data", tmp_path / "data")
        values.setdefault("attribune_articles", SHIPPED_ARTICLES)
        values.setdefault("attribune_commands_per_person", 0)  # the clock stands still
        values.setdefault("attribune_commands_per_server", 0)
        return Settings(**values)

    return make


@pytest.fixture
def write_articles(tmp_path):
    """Write Markdown articles by name; return their folder."""

    def write(**texts):
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        return folder

    return write


class LoopingBot(Bot):
    """The bot, its loops on the simulation's clock."""

    async def setup_hook(self):
        await super().setup_hook()
        if not self.app.loops.report():
            start_loops(self.app)


class World:
    """The real bot in a simulated Discord: a server, a channel, Alice and Bob.

    The clock of everything is the simulation's: `env.advance_time` moves it.
    """

    def __init__(self, app, bot, env):
        self.app = app
        self.bot = bot
        self.env = env
        self._seen = 0
        self.guild = env.create_guild("Ardley")
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        self.carol = env.create_user("carol")  # in no server: she writes in her DMs
        self.bob = self.guild.add_member(env.create_user("bob"))

    async def restart(self):
        """Take the bot down and start a new one over the same open app."""
        await self.bot.close()
        self.bot = LoopingBot(self.app)
        await self.env.restart_bot(self.bot)

    def expected_errors(self):
        """Return the errors met so far and forget them; any other fails the test."""
        met = self.env.errors_since(self._seen)
        self._seen = self.env.error_cursor
        return [getattr(error, "original", error) for error in met]

    def raise_unexpected(self):
        """Fail when there was an error that no test has asked for."""
        met = self.expected_errors()
        if met:
            raise ExceptionGroup("the bot met errors", met)


@pytest.fixture
def open_world(make_settings):
    """Open a `World` over settings of the test's own."""

    @asynccontextmanager
    async def open_(**values):
        env = None

        def clock():
            return env.now() if env else datetime(2026, 1, 1, tzinfo=UTC)

        async with open_app(make_settings(**values), clock=clock) as app:
            bot = LoopingBot(app)
            env = simcord.Env(bot, shard_count=1, settle_timeout=15)
            await env.start()
            world = World(app, bot, env)
            try:
                yield world
            finally:
                await env.shutdown()
                await world.bot.close()
            world.raise_unexpected()

    return open_


@pytest.fixture
async def world(open_world):
    """A `World` over the shipped articles."""
    async with open_world() as world:
        yield world


def texts_of(components):
    """Yield the text of every text display, in order."""
    for component in components:
        if component["type"] == 10:
            yield component["content"]
        yield from texts_of(component.get("components", []))
        if "accessory" in component:
            yield from texts_of([component["accessory"]])


def count_of(components):
    """Return how many components there are, nested ones included."""
    return sum(1 + count_of(c.get("components", [])) + ("accessory" in c) for c in components)


@pytest.fixture
def read():
    """Read a response: return its texts, after checking them against Discord's limits."""

    def read_(response):
        assert response is not None, "there was no response"
        components = [c if isinstance(c, dict) else c.to_dict() for c in response.components]
        if not components:
            assert len(response.content) <= 2000
            return [response.content]
        texts = list(texts_of(components))
        assert sum(map(len, texts)) <= 4000
        assert all(texts), "an empty text display"
        assert count_of(components) <= 40
        for component in components:
            for row in component.get("components", []):
                for button in row.get("components", []):
                    assert len(button.get("custom_id", "")) <= 100
                    assert len(button.get("label", "")) <= 80
        return texts

    return read_


@pytest.fixture
def unused_tcp_port():
    """A port of loopback that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
