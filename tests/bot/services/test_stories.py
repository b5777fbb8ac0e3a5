from datetime import UTC, datetime

import pytest

from bot.services.answering import Answering
from bot.services.ingesting import Ingesting
from bot.services.library import Library
from bot.services.preparing import find_files
from bot.services.stories import Stories, stories_among
from bot.storage.articles import ArticleStore
from tests.web.pages import PARAGRAPHS

NOW = datetime(2026, 5, 12, tzinfo=UTC)
STORY = "\n\n".join(PARAGRAPHS)


@pytest.fixture
async def library(database, tmp_path):
    return await Library.open(ArticleStore(database), tmp_path / "index")


async def test_who_tells_the_same_story_is_kept_in_step(database, library):
    stories = Stories(library)
    ingesting = Ingesting(ArticleStore(database), lambda: NOW, library, followers=[stories])
    await ingesting.ingest_text(STORY, "one")
    assert await stories.told_in(1) == ()
    await ingesting.ingest_text(f"{STORY}\n\nNo ferry runs at night.", "two")
    await ingesting.ingest_text("Nothing else happened in the whole of the county today.", "three")
    assert [version.article_id for version in await stories.told_in(1)] == [2]
    assert await stories.told_in(3) == ()
    await ingesting.forget(2)
    assert await stories.told_in(1) == ()
    assert await stories.told_in(99) == ()


@pytest.fixture
async def told(open_told):
    return await open_told()


@pytest.fixture
def open_told(database, library, tmp_path):
    """Four articles: a story in three outlets, and another one; and who answers from them."""

    async def open_(path=None):
        stories = Stories(library, path)
        ingesting = Ingesting(ArticleStore(database), lambda: NOW, library, followers=[stories])
        for number, outlet in enumerate(["Post", "Times", "Post"]):
            text = f"---\npublisher: {outlet}\n---\n{STORY}\n\nTold by reporter number {number}."
            (tmp_path / f"{number}.md").write_text(text)
            files = find_files(tmp_path / f"{number}.md")
            assert [items async for _, items in ingesting.ingest_files(files)]
        await ingesting.ingest_text("The old bridge of Hexley is open again, it was said.", "four")
        return stories, Answering(library, ArticleStore(database), lambda: NOW, stories=stories)

    return open_


async def test_a_story_of_several_outlets_is_told_once(told):
    _, answering = told
    found = await answering.search("bridge")
    tellers = {hit.version.article_id for hit in found.hits}
    assert len(tellers & {1, 2, 3}) == 1
    assert 4 in tellers
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))
    first = next(hit for hit in found.hits if hit.version.article_id != 4)
    assert {v.article_id for v in first.also_in} == {1, 2, 3} - {first.version.article_id}
    assert "Times" in first.also_named or first.version.article.publisher == "Times"
    assert all(not hit.also_in for hit in found.hits if hit.version.article_id == 4)


async def test_what_was_computed_is_kept_for_the_next_start(open_told, library, tmp_path):
    path = tmp_path / "index" / "stories.npz"
    stories, _ = await open_told(path)
    await stories.open()
    kept = path.read_bytes()
    again = Stories(library, path)
    assert [v.article_id for v in await again.told_in(1)] == [2, 3]
    assert path.read_bytes() == kept
    path.write_bytes(b"torn")
    assert [v.article_id for v in await Stories(library, path).told_in(2)] == [1, 3]
    assert path.read_bytes() == kept


async def test_nobody_waits_while_stories_are_computed(told):
    stories, answering = told
    async with stories._turn:
        stories._index, index = None, stories._index
        assert (await answering.search("bridge")).hits
        stories._index = index


async def test_stories_among_a_few_look_at_these_alone(database, library):
    ingesting = Ingesting(ArticleStore(database), lambda: NOW, library)
    for name, text in (("one", STORY), ("two", f"{STORY}\n\nNo ferry."), ("three", "Snow fell.")):
        await ingesting.ingest_text(text, name)
    versions = sorted(library.versions(), key=lambda version: version.version_id)
    found = stories_among(versions)
    assert [found[v.version_id] for v in versions[:2]] == [1, 1]
    assert len(set(found.values())) == len(versions) - 1
    assert stories_among([]) == {}
