"""`python -m tests.benchmarks.soak`: an hour's worth of mixed traffic, compressed into minutes.

Shows whether memory, tasks, threads and open files stay flat while people ask, search, click, type
and mention, the gateway drops now and then, and an article changes.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from pathlib import Path

from tests.benchmarks.load.__main__ import MIX, Crowd
from tests.benchmarks.load.attribune import standing
from tests.benchmarks.memory.__main__ import SHIPPED
from tests.loopback.ordeal import ARTICLE

QUESTIONS = ["When does the old bridge close?", "What did Anna Ortiz say?", *SHIPPED]
HOUR = 3600  # acts: one a second, as a busy server would
PROGRAM = ("-m", "tests.benchmarks.soak.counted")


async def soak(acts, at_once, folder):
    """Act so often; return what the process held at each tenth of the way."""
    articles = folder / "articles"
    articles.mkdir()
    (articles / "bridge.md").write_text(ARTICLE)
    held = []
    counts = folder / "counts.json"
    settings = {"ATTRIBUNE_DATA": str(folder / "data"), "ATTRIBUNE_ARTICLES": str(articles)}
    async with standing(settings, *PROGRAM, str(counts)) as stand:
        crowd = Crowd(
            stand, ["When does the old bridge close?", "What did Anna Ortiz say?", *SHIPPED]
        )
        await crowd.warm_up()
        for tenth in range(11):
            if tenth:
                await _some(crowd, acts // 10, at_once)
                await _disturb(stand, tenth, articles)
            await asyncio.sleep(2)
            held.append(_held(stand, counts))
            print("   ".join(f"{name} {value:g}" for name, value in held[-1].items()), flush=True)
        lines = [line for line in stand.errors if '"ERROR"' in line]
    return held, lines


async def _some(crowd, count, at_once):
    kinds = iter(crowd.chance.choices(list(MIX), MIX.values(), k=count))

    async def person():
        for kind in kinds:
            acted = await crowd.act(kind)
            await asyncio.wait_for(acted.answered.wait(), 30)

    await asyncio.gather(*(person() for _ in range(at_once)))
    _forget(crowd)


def _forget(crowd):
    """Have the small Discord forget what the bot's process is not measured by."""
    crowd.discord.world.interactions.clear()
    for session in crowd.discord.gateway.sessions.values():
        session.sent[:] = session.sent[-1:]


async def _disturb(stand, tenth, articles):
    """Mention the bot, drop its gateway, and change an article."""
    world = stand.discord.world
    await stand.discord.say(
        stand.people[tenth], stand.news, f"<@{world.me.id}> When does the bridge close?"
    )
    await stand.discord.gateway.drop(4000)
    await stand.discord.gateway.connected(30)
    (articles / "bridge.md").write_text(ARTICLE.replace("March", f"the {tenth}th of March"))


def _held(stand, counts):
    told = json.loads(counts.read_text()) if counts.exists() else {}
    return {"rss_mb": round(stand.rss_mb(), 1), "files": stand.open_files(), **told}


async def main(acts, at_once):
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        held, errors = await soak(acts, at_once, Path(folder))
    half = held[len(held) // 2 :]
    slope = (half[-1]["rss_mb"] - half[0]["rss_mb"]) / (acts / 2) * HOUR
    took = time.perf_counter() - began
    print(
        f"{acts} acts in {took:.0f} s, {len(errors)} errors in the log; over the second half, "
        f"an hour of an act a second adds {slope:+.1f} MB"
    )
    print(*errors[:3], sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=HOUR)
    parser.add_argument("--at-once", type=int, default=4)
    chosen = parser.parse_args()
    random.seed(1)
    asyncio.run(main(chosen.acts, chosen.at_once))
