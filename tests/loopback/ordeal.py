"""The bot in another process, put through one fault after another, and what came of each."""

import asyncio
import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.loopback.server import TOKEN, Loopback, custom_ids

ROOT = Path(__file__).parents[2]
PLAIN = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}
QUESTION = "When does the old bridge close?"
ARTICLE = """---
title: Bridge to close
publisher: The Post
published: 2026-01-01
---

The old bridge over the Ardle will close in March. "It is not safe any more," said the mayor, \
Anna Ortiz. The ferry runs until the new bridge opens in autumn.
"""


@dataclass
class Verdict:
    """What came of a case; nothing in it is all well."""

    errors: list[str] = field(default_factory=list)  # lines of the log: errors, traces
    waiting: list[str] = field(default_factory=list)  # people at "thinking…", or without an answer
    broken: list[str] = field(default_factory=list)  # what does not work afterwards
    took_s: float = 0.0

    @property
    def is_clean(self):
        return not (self.errors or self.waiting or self.broken)


class Ordeal:
    """A small Discord with a server and two people, and the bot's process on it."""

    def __init__(self, folder):
        self.folder = folder
        self.discord = Loopback()
        self.process = None
        self.lines = []
        self.asked = []  # every interaction of the case that runs
        self._reading = None

    async def __aenter__(self):
        await self.discord.__aenter__()
        world = self.discord.world
        self.ann, self.bob = world.add_user("ann"), world.add_user("bob")
        self.guild = world.add_guild("Newsroom", self.ann)
        world.join(self.guild, self.bob)
        self.news = world.add_channel(self.guild, "news")
        articles = self.folder / "articles"
        articles.mkdir()
        (articles / "bridge.md").write_text(ARTICLE)
        await self.start()
        return self

    async def start(self):
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "ATTRIBUNE_COMMANDS_PER_PERSON": "0",
            "ATTRIBUNE_COMMANDS_PER_SERVER": "0",
            "DISCORD_API_URL": self.discord.api_url,
            "ATTRIBUNE_DATA": str(self.folder / "data"),
            "ATTRIBUNE_ARTICLES": str(self.folder / "articles"),
            "PYTHONWARNINGS": "ignore",
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.loopback.attribune",
            cwd=ROOT, env=PLAIN | settings,
            stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(self.process.stderr))
        await self.discord.gateway.connected(30)

    async def __aexit__(self, *_):
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        await self._reading
        await self.discord.__aexit__()

    async def _read(self, stream):
        while line := await stream.readline():
            self.lines.append(line.decode().rstrip())

    async def ask(self, question=QUESTION, who=None):
        return self._kept(await self.discord.ask(who or self.ann, self.news, question))

    async def complete(self, typed="brid"):
        return self._kept(
            await self.discord.complete(self.ann, self.news, "search", "query", typed)
        )

    async def click(self, message, label="context", who=None):
        custom_id = next(id_ for id_ in custom_ids(message) if f":{label}:" in id_)
        return self._kept(await self.discord.click(who or self.ann, message, custom_id))

    async def answered(self, timeout_s=10.0):
        """Ask, and return the answer's message."""
        asked = await self.ask()
        await asyncio.wait_for(asked.answered.wait(), timeout_s)
        assert "March" in json.dumps(asked.original.body)
        return asked.original

    async def chat(self, text=QUESTION):
        """Mention the bot; return how many messages of the bot there were before."""
        before = len(self.discord.messages(self.news))
        await self.discord.say(self.ann, self.news, f"<@{self.discord.world.me.id}> {text}")
        return before

    def _kept(self, interaction):
        self.asked.append(interaction)
        return interaction

    async def judge(self, case, timeout_s=20.0):
        """Run a case; return what came of it."""
        verdict, began, mark = Verdict(), time.monotonic(), len(self.lines)
        self.asked.clear()
        try:
            async with asyncio.timeout(timeout_s):
                await case.run(self)
        except (AssertionError, TimeoutError) as error:
            verdict.broken.append(f"{type(error).__name__}: {error}")
        self.discord.faults.clear()
        verdict.took_s = time.monotonic() - began
        await self._settle(case, verdict, timeout_s)
        await self._goes_on(verdict)
        verdict.errors += [line for line in self.lines[mark:] if _is_error(line)]
        return verdict

    async def _settle(self, case, verdict, timeout_s):
        """Wait until nobody waits; note who does for ever."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                for asked in self.asked:
                    if not case.unanswered:
                        await asked.answered.wait()
        for asked in self.asked:
            if asked.is_thinking or not (case.unanswered or asked.answered.is_set()):
                verdict.waiting.append(f"answered with {asked.kind}, after {asked.took_s}")

    async def _goes_on(self, verdict):
        if self.process.returncode is not None:
            verdict.broken.append(f"it ended with {self.process.returncode}")
            return
        try:
            await self.discord.gateway.connected(15)
            await self.answered()
        except (AssertionError, TimeoutError) as error:
            verdict.broken.append(f"the next command: {type(error).__name__}")


def _is_error(line):
    """Tell whether a line of the log is an error or belongs to no line."""
    try:
        logged = json.loads(line)
    except ValueError:
        return True
    return logged["level"] in {"ERROR", "CRITICAL"} or "trace" in logged
