from datetime import UTC, datetime

import pytest

from bot.services import preparing
from bot.services.ingesting import Ingesting, NothingWaits, Status
from bot.services.library import Library
from bot.services.preparing import find_files
from bot.services.reading.models import Source
from bot.storage.articles import ArticleStore
from bot.storage.quarantine import QuarantineStore
from tests.web.pages import PARAGRAPHS, PAYWALL, TITLE, article_page

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)
URL = "https://ardley.example/bridge"


class Following:
    """Remembers what it was told of."""

    def __init__(self):
        self.versions = {}

    async def add(self, stored):
        for version, sentences in stored:
            assert sentences
            self.versions[version.article_id] = version.version_id

    async def forget(self, article_id):
        self.versions.pop(article_id, None)


@pytest.fixture
def follower():
    return Following()


@pytest.fixture
def ingesting(database, follower):
    return Ingesting(
        ArticleStore(database),
        lambda: NOW,
        quarantine=QuarantineStore(database),
        followers=[follower],
    )


def page(markup, url=URL):
    return Source(url, markup.encode(), "text/html", "utf-8", url)


async def only(ingesting, source):
    (item,) = [item async for item in ingesting.ingest_source(source)]
    return item


async def test_the_same_again_is_unchanged_and_a_changed_text_a_new_version(ingesting, follower):
    first = await only(ingesting, page(article_page()))
    again = await only(ingesting, page(article_page()))
    edited = article_page(paragraphs=[p.replace("£3.4m", "£4.1m") for p in PARAGRAPHS])
    changed = await only(ingesting, page(edited))
    assert [first.status, again.status, changed.status] == ["new", "unchanged", "updated"]
    assert first.article_id == again.article_id == changed.article_id
    assert len(changed.changes) == 1
    assert follower.versions == {first.article_id: 2}


async def test_a_date_alone_makes_no_other_article(ingesting):
    await only(ingesting, page(article_page()))
    bumped = await only(ingesting, page(article_page(published="2026-06-01")))
    assert bumped.article_id == 1
    assert bumped.changes == ()


async def test_the_same_text_from_elsewhere_is_a_duplicate(ingesting):
    first = await only(ingesting, page(article_page()))
    other = await only(ingesting, page(article_page(), "https://other.example/x"))
    assert (other.status, other.article_id) == (Status.DUPLICATE, first.article_id)


async def test_a_doubtful_text_waits_until_it_is_accepted(ingesting, follower):
    waiting = await only(ingesting, page(PAYWALL))
    assert (waiting.status, waiting.reason) == (Status.QUARANTINED, "paywall stub")
    assert follower.versions == {}
    accepted = await ingesting.accept(waiting.quarantine_id)
    assert accepted.status is Status.NEW
    assert accepted.article_id in follower.versions
    assert (await only(ingesting, page(PAYWALL))).status is Status.UNCHANGED
    with pytest.raises(NothingWaits):
        await ingesting.accept(waiting.quarantine_id)


async def test_a_forgotten_article_comes_back_when_it_is_brought_in_again(ingesting, follower):
    first = await only(ingesting, page(article_page()))
    assert await ingesting.forget(first.article_id)
    assert not await ingesting.forget(first.article_id)
    assert follower.versions == {}
    again = await only(ingesting, page(article_page()))
    assert (again.status, again.article_id) == (Status.NEW, first.article_id)
    assert first.article_id in follower.versions


async def test_what_cannot_be_read_costs_itself_alone(ingesting, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\x89PNG")
    (folder / "c.txt").write_text(STORY.replace("Ardley", "Bexham"), encoding="utf-8")
    done = [
        (item.name, item.status)
        async for _, items in ingesting.ingest_files(find_files(folder))
        for item in items
    ]
    assert done == [("a.txt", "new"), ("b.txt", "quarantined"), ("c.txt", "new")]


async def test_many_files_are_read_by_other_processes_in_order(ingesting, tmp_path, monkeypatch):
    monkeypatch.setattr(preparing, "MANY", 5)
    monkeypatch.setattr(preparing, "MOST_PROCESSES", 1)
    for number in range(30):
        text = STORY.replace("Ardley", f"Ardley{number}")
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
    files = [f for f in find_files(tmp_path) if f.name.endswith(".txt")]
    done = [items[0] async for _, items in ingesting.ingest_files(files)]
    assert [item.name for item in done] == [f"{number:03}.txt" for number in range(30)]
    assert {item.status for item in done} == {"new"}


NOTE = """---
title: The bridge opens
publisher: Ardley Times
---

The bridge is {}. Cars cross it on their way to the sea.
"""


async def test_what_comes_is_searched_at_once_without_its_bare_headline(database, tmp_path):
    library = await Library.open(ArticleStore(database), tmp_path / "index")
    ingesting = Ingesting(ArticleStore(database), lambda: NOW, library)
    for state in ("open", "closed"):
        (tmp_path / "a.md").write_text(NOTE.format(state), encoding="utf-8")
        async for _ in ingesting.ingest_files(find_files(tmp_path / "a.md")):
            pass
        ranking = await library.rank("the bridge", 9, today=NOW.date())
        found = [library.ranker.passages.text(hit.passage) for hit in ranking.hits]
        assert found == [f"The bridge is {state}."]
    again = await Library.open(ArticleStore(database), tmp_path / "index")
    assert [v.version_id for v in again.versions()] == [v.version_id for v in library.versions()]


async def test_a_changed_front_matter_is_an_update(ingesting, tmp_path):
    for publisher in ("Ardley Times", "Ardley Post"):
        text = NOTE.format("open").replace("Ardley Times", publisher)
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
        async for _, (item,) in ingesting.ingest_files(find_files(tmp_path / "a.md")):
            status = item.status
    assert status is Status.UPDATED


async def test_what_another_process_stored_is_searched_soon(database, tmp_path):
    library = await Library.open(ArticleStore(database), tmp_path / "index")
    here = Ingesting(ArticleStore(database), lambda: NOW, library)
    elsewhere = Ingesting(ArticleStore(database), lambda: NOW)
    first = await only(elsewhere, page(article_page()))
    assert await here.catch_up(library) == 1
    assert await here.catch_up(library) == 0
    assert [version.article.title for version in library.versions()] == [TITLE]
    await only(elsewhere, page(article_page(title="Bridge shut")))
    assert await here.catch_up(library) == 1
    assert [version.article.title for version in library.versions()] == ["Bridge shut"]
    await elsewhere.forget(first.article_id)
    assert await here.catch_up(library) == 1
    assert len(library) == 0
