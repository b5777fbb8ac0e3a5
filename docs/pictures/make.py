"""Makes the README's pictures from the real bot, in a simulated Discord.

    .venv/bin/python -m docs.pictures.make

Needs the optional extra `preview`, Playwright (`pip install playwright==1.65.2`) and a Chromium of
the system; no browser is downloaded. The articles beside this file tell of a town that does not
exist. The pictures are compared by eye: a pixel may differ from machine to machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import sys
import tempfile
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import playwright
import simcord
from PIL import Image

from bot.bootstrap import App, open_app
from bot.config import Settings
from bot.preview import Clock, PreviewBot
from bot.storage.usage import Use

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 6, 55, tzinfo=UTC)
WIDTH, HEIGHT = 660, 900
COLOURS = 96
_FLAGS = "--headless --no-sandbox --disable-gpu --num-raster-threads=1 --disable-partial-raster"
_USES = (("ask", 9, 0.84), ("search", 4, 0.9), ("chat", 5, 0.78), ("whosaid", 2, 0.7))


async def main() -> None:
    """Make every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(_browser(Path(folder)))
        async with (
            _staged(Path(folder)) as (app, env, channel, you),
            env.preview(channel, viewers=[you], width=WIDTH, height=HEIGHT) as preview,
        ):
            await _use(app, you.user.id, channel.guild.id)
            shots = _Shots(preview)
            await shots.take("answer", await _answer(you, channel))
            card = await you.slash(channel, "speakers", name="Helen Okafor")
            await shots.take("speaker", _shown(card))
            report = await you.slash(channel, "usage", everywhere=True)
            await shots.take("usage", _shown(report))
            await you.slash(
                channel, "briefing subscribe", time="07:00", timezone="London", channel=channel
            )
            await env.advance_time(timedelta(minutes=6).total_seconds())
            await shots.take("briefing", channel.last_message)


def _shown(result: Any) -> Any:
    return result.followups[-1] if result.followups else result.response


async def _answer(you: Any, channel: Any) -> Any:
    question = "When may the ferry return?"
    asked = await you.slash(channel, "ask", question=question)
    await you.click(asked.response, label="Context")
    return asked.response


@asynccontextmanager
async def _staged(folder: Path) -> AsyncIterator[tuple[App, Any, Any, Any]]:
    settings = Settings(
        _env_file=None, attribune_data=folder / "data", attribune_articles=HERE / "articles"
    )
    clock = Clock()
    async with open_app(settings, clock=clock) as app:
        bot = PreviewBot(app)
        env = simcord.Env(bot, shard_count=1, settle_timeout=20)
        env.backend.bot_user.name = "Attribune"
        await env.start()
        try:
            await env.advance_time((NOW - env.now()).total_seconds())
            clock.env = env
            owner = env.create_user("you")
            guild = env.create_guild("Ardley", owner=owner)
            bot.host_id = owner.id
            yield app, env, guild.create_text_channel("news"), guild.add_member(owner)
        finally:
            await env.shutdown()
            await bot.close()


async def _use(app: App, user_id: int, guild_id: int) -> None:
    """Fill the usage log with a plausible month."""
    chance = random.Random(7)  # noqa: S311 (a picture)
    people = [app.usage.key_of(user_id + n) for n in range(60)]
    for day in range(30):
        at = NOW - timedelta(days=29 - day)
        for command, many, share in _USES:
            for _ in range(chance.randint(many // 2, many + day // 4)):
                hour = min(23, max(6, int(chance.gauss(15, 4))))
                outcome = "answered" if chance.random() < share else "abstained"
                moment = at.replace(hour=hour if day < 29 else 5, minute=chance.randrange(55))
                latency = chance.lognormvariate(3.1, 0.5)
                person = chance.choice(people)
                await app.uses.add(Use(moment, command, outcome, latency, guild_id, person))


class _Shots:
    """Takes pictures and keeps them small."""

    def __init__(self, preview: Any) -> None:
        self._preview = preview

    async def take(self, name: str, target: Any) -> None:
        taken = await self._preview.screenshot(target=target, viewport=(WIDTH, HEIGHT))
        picture = Image.open(BytesIO(taken.png)).convert("RGB")
        small = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        path = HERE / f"{name}.png"
        small.save(path, optimize=True)
        size = path.stat().st_size
        sys.stderr.write(f"{path.name}: {picture.width} x {picture.height}, {size:,} bytes\n")


def _browser(folder: Path) -> Path:
    """Let Playwright find the system's Chromium where it looks for its own; return that folder."""
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("No Chromium was found on this system.")
    listed = Path(playwright.__file__).parent / "driver" / "package" / "browsers.json"
    revisions = {b["name"]: b["revision"] for b in json.loads(listed.read_text())["browsers"]}
    place = folder / f"chromium_headless_shell-{revisions['chromium-headless-shell']}"
    shell = place / "chrome-headless-shell-linux64" / "chrome-headless-shell"
    shell.parent.mkdir(parents=True)
    shell.write_text(f'#!/bin/sh\nexec {chromium} {_FLAGS} "$@"\n')
    shell.chmod(0o755)
    return folder


if __name__ == "__main__":
    asyncio.run(main())
