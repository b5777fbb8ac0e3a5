"""`python -m tests.benchmarks.growth`: bring in many files, then see how soon one more is found.

The files are the shipped articles with other words in the place of a third of theirs, or those of a
folder that is named.
"""

import argparse
import asyncio
import os
import random
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

from bot.bootstrap import open_app
from bot.config import SHIPPED_ARTICLES, Settings

ROOT = Path(__file__).parents[3]
_WORD = re.compile(r"\b[a-z]{4,9}\b")


def make_files(folder, count, sources):
    """Write so many texts, no two alike."""
    chance = random.Random(6)
    texts = [path.read_text(encoding="utf-8") for path in sorted(sources.rglob("*.*"))]
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    for number in range(count):
        text = texts[number % len(texts)]
        if number >= len(texts):
            text = _WORD.sub(
                lambda word: chance.choice(words) if chance.random() < 0.3 else word[0], text
            )
        (folder / f"{number:05}.txt").write_text(text.rsplit("---\n", 1)[-1], encoding="utf-8")


async def bring_in(folder, data):
    """Bring the files in as a person does; return seconds, seconds of CPU and MB at the most."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "ingest", str(folder),
        cwd=ROOT, env=os.environ | {"ATTRIBUNE_DATA": str(data)},
    )  # fmt: skip
    await process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, cpu_s, after.ru_maxrss / 1024


async def arrivals(data, times):
    """Return, for each of so many new articles, the milliseconds until it answers."""
    took = []
    async with open_app(Settings(attribune_data=data)) as app:
        await app.quoting.ready()
        await app.stories.open()
        for number in range(times):
            name = f"Zq{number}town"
            began = time.perf_counter()
            await app.ingesting.ingest_text(f"The ferry of {name} cost £{number + 2}m.", name)
            answer = await app.answering.answer(f"What did the ferry of {name} cost?")
            took.append((time.perf_counter() - began) * 1000)
            assert name in answer.hits[0].text
    return sorted(took)


async def main(count, sources):
    with tempfile.TemporaryDirectory() as scratch:
        folder, data = Path(scratch) / "in", Path(scratch) / "data"
        folder.mkdir()
        make_files(folder, count, sources)
        seconds, cpu_s, peak_mb = await bring_in(folder, data)
        print(
            f"{count:,} files in {seconds:.1f} s ({cpu_s:.1f} s of CPU, "
            f"{cpu_s / count * 1000:.1f} ms each, {peak_mb:.0f} MB in the largest process)"
        )
        took = await arrivals(data, 20)
        print(
            f"one more is searched and answers after {took[10]:.0f} ms (median), {took[-1]:.0f} ms"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--texts", type=Path, default=SHIPPED_ARTICLES)
    given = parser.parse_args()
    asyncio.run(main(given.files, given.texts))
