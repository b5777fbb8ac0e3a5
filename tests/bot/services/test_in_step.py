"""What has just come is answered from, and what is being asked is not kept waiting."""

import asyncio
import threading

import pytest

from bot.bootstrap import open_app
from bot.services.ingesting import Status
from bot.services.preparing import find_files
from tests.web.pages import PARAGRAPHS, TITLE

STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)
SAID = "nobody wants to drive the long way round"


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        await app.quoting.ready()
        yield app


async def test_an_article_is_searched_and_quoted_as_soon_as_it_is_kept(app):
    item = await app.ingesting.ingest_text(STORY, "bridge")
    assert item.status is Status.NEW
    found = await app.answering.answer("What do the repairs of the bridge cost?")
    assert "£3.4m" in found.hits[0].text
    checked = await app.quoting.whosaid(SAID)
    assert checked.is_found
    assert checked.quotes[0].version.article_id == item.article_id


async def test_questions_are_answered_while_articles_are_indexed(app, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    add = app.library.ranker.add

    def slow(pairs):
        begun.set()
        assert go_on.wait(20)
        return add(pairs)

    monkeypatch.setattr(app.library.ranker, "add", slow)
    coming = asyncio.create_task(app.ingesting.ingest_text(STORY, "bridge"))
    await asyncio.to_thread(begun.wait)
    answer = await app.answering.answer("When was the Crimean peninsula annexed?")
    assert answer.answered
    assert not coming.done()
    go_on.set()
    await coming
    found = await app.answering.answer("What do the repairs of the bridge cost?")
    assert "£3.4m" in found.hits[0].text


async def test_many_files_are_searched_while_they_come(app, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.services.ingesting._TOLD_EVERY_S", 0.0)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(STORY.replace("Ardley", f"Bexham{number}"))
    searched = [len(app.library) async for _ in app.ingesting.ingest_files(find_files(folder))]
    assert searched[:2] == [2, 3]
    assert searched == sorted(searched)
    assert len(app.library) == 2 + 6
