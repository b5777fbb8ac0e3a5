"""Killed while it brings articles in, and started again: nothing lost, nothing twice."""

import asyncio
import json
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.web.pages import PARAGRAPHS, TITLE

ROOT = Path(__file__).parents[3]
PLAIN = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}
ARTICLES = 60
KILLED_AFTER = 17


async def start(tmp_path, *arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=ROOT, env=PLAIN | {"ATTRIBUNE_DATA": str(tmp_path / "data")},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def test_nothing_is_lost_and_nothing_comes_twice(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        text = "\n\n".join([f"{TITLE} {number}", *PARAGRAPHS, f"This is report {number}."])
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    process = await start(tmp_path, "ingest", str(folder), "--json")
    for _ in range(KILLED_AFTER):
        assert await asyncio.wait_for(process.stdout.readline(), 60)
    process.kill()
    await process.communicate()
    process = await start(tmp_path, "ingest", str(folder), "--json")
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    statuses = [json.loads(line)["status"] for line in out.splitlines()]
    assert len(statuses) == ARTICLES
    assert statuses.count("unchanged") >= KILLED_AFTER
    assert set(statuses) == {"new", "unchanged"}
    with closing(sqlite3.connect(tmp_path / "data" / "attribune.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = connection.execute(
            "SELECT COUNT(*), COUNT(DISTINCT identity) FROM article"
        ).fetchone()
        versions = connection.execute(
            "SELECT COUNT(*), MAX(number) FROM article_version"
        ).fetchone()
    assert counts == (ARTICLES, ARTICLES)
    assert versions == (ARTICLES, 1)
