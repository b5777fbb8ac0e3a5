"""The real process: what it ranks, and what becomes of questions when it dies or falls silent."""

import asyncio
import os
import signal

import pytest

from bot.bootstrap import open_app
from bot.services.apart import Apart, Lost, _environment
from bot.services.ranking import Sought
from corpus.passages import Passages
from tests.bot.services.test_in_step import STORY
from tests.bot.services.test_ranking import TODAY, shown
from tests.corpus.ranking.newsroom import BRIDGE

QUESTION = "When was the Crimean peninsula annexed?"
SOUGHT = Sought("When did the bridge reopen?", 5, TODAY)


@pytest.fixture
async def app(make_settings, monkeypatch):
    monkeypatch.setattr("bot.services.library.APART_FROM", 1)
    async with open_app(make_settings()) as app:
        await app.library.rank_apart(app.settings.index)
        yield app


@pytest.fixture
async def process(tmp_path):
    process = Apart()
    await (await process.start(tmp_path, Passages.build([BRIDGE])))
    yield process
    await process.close()


async def gone(process):
    """Wait until a process is noticed to have ended."""
    async with asyncio.timeout(20):
        while process.pid is not None:  # noqa: ASYNC110 (it is another process' doing)
            await asyncio.sleep(0)


async def test_it_ranks_as_the_thread_does_whatever_comes_and_goes(app, monkeypatch):
    kept = await app.ingesting.ingest_text(STORY, "bridge")
    asked = ["What do the repairs of the bridge cost?", QUESTION]
    apart = [await app.library.rank(question, 5, today=TODAY) for question in asked]
    ranker = app.library.ranker
    assert list(map(shown, apart)) == [shown(ranker.rank(q, 5, today=TODAY)) for q in asked]
    await app.library.forget(kept.article_id)
    ranking = await app.library.rank(asked[0], 5, today=TODAY)
    assert shown(ranking) == shown(ranker.rank(asked[0], 5, today=TODAY))
    assert app.library.apart.is_open


async def test_questions_are_answered_when_it_has_died_and_it_is_started_again(app):
    first = app.library.apart.pid
    os.kill(first, signal.SIGKILL)
    assert (await app.answering.answer(QUESTION)).answered
    await gone(app.library.apart)
    assert (await app.answering.answer(QUESTION)).answered
    await app.library.rank_apart(app.settings.index)
    assert app.library.apart.is_open
    assert app.library.apart.pid != first


async def test_one_that_falls_silent_is_ended(process, monkeypatch):
    monkeypatch.setattr("bot.services.apart._SILENT_S", 0.05)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(Lost):
        await process.rank(SOUGHT)
    await gone(process)


async def test_one_that_misses_an_article_is_ended(process):
    process.discard(7)
    await gone(process)
    with pytest.raises(Lost):
        await process.rank(SOUGHT)


async def test_it_outlives_what_stops_the_bot_until_it_is_let_go(process):
    for name in (signal.SIGINT, signal.SIGTERM):
        os.kill(process.pid, name)
    assert (await process.rank(SOUGHT)).hits
    await process.close()
    assert process.pid is None
    await process.close()


async def test_one_that_cannot_open_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.services.apart._PROGRAM", "raise SystemExit")
    process = Apart()
    with pytest.raises(Lost):
        await (await process.start(tmp_path, Passages.build([BRIDGE])))
    await process.close()


def test_it_knows_no_secret(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    assert "secret" not in _environment().values()


async def test_there_is_none_for_a_few_articles(make_settings):
    async with open_app(make_settings()) as app:
        await app.library.rank_apart(app.settings.index)
        assert app.library.apart.pid is None
