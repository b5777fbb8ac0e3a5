"""Killed while it brings articles in, and started again: nothing lost, nothing twice."""

import asyncio
import os
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from bot.services import preparing
from bot.services.ingesting import Ingesting
from bot.services.preparing import find_files
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from tests.web.pages import PARAGRAPHS, TITLE

ROOT = Path(__file__).parents[3]
PLAIN = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}
ARTICLES = preparing.MANY  # so many that other processes read them, and those must end, too
KILLED_AFTER = 17


async def ingest_and_kill(tmp_path, folder):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "ingest", str(folder), "--json",
        cwd=ROOT, env=PLAIN | {"ATTRIBUNE_DATA": str(tmp_path / "data")},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    async with asyncio.timeout(120):
        for _ in range(KILLED_AFTER):
            assert await process.stdout.readline()
        process.kill()
        await process.communicate()  # ends only when nobody holds its output any more


async def test_nothing_is_lost_and_nothing_comes_twice(tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        text = "\n\n".join([f"{TITLE} {number}", *PARAGRAPHS, f"This is report {number}."])
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    await ingest_and_kill(tmp_path, folder)
    monkeypatch.setattr(preparing, "MANY", ARTICLES + 1)
    database = await Database.open(tmp_path / "data" / "attribune.sqlite3")
    articles = ArticleStore(database)
    stored = await articles.count()
    ingesting = Ingesting(articles, lambda: datetime(2026, 1, 1, tzinfo=UTC))
    statuses = Counter(
        [
            item.status
            async for _, items in ingesting.ingest_files(find_files(folder))
            for item in items
        ]
    )
    living = await articles.living()
    faults = await database.faults()
    await database.close()
    assert stored >= KILLED_AFTER
    assert statuses == Counter(unchanged=stored, new=ARTICLES - stored)
    assert len({version.article.title for version, _ in living}) == len(living) == ARTICLES
    assert {version.number for version, _ in living} == {1}
    assert faults == []
