from datetime import UTC, datetime

import pytest

from bot.errors import NothingToIngest
from bot.services.ingesting import Ingesting, Status
from bot.services.library import Library
from bot.storage.articles import ArticleStore

AT = datetime(2026, 1, 1, tzinfo=UTC)
STORY = """---
title: The bridge opens
publisher: Ardley Times
---

The bridge is {}. Cars cross it.
"""


@pytest.fixture
async def library(database, tmp_path):
    return await Library.open(ArticleStore(database), tmp_path / "index")


@pytest.fixture
def ingesting(database, library):
    return Ingesting(ArticleStore(database), lambda: AT, library)


async def mirrored(ingesting, folder):
    return [item.status for item in await ingesting.mirror(folder)]


async def words(library):
    ranking = await library.rank("the bridge", 9, today=AT.date())
    return [library.ranker.passages.text(hit.passage) for hit in ranking.hits]


async def test_a_folder_is_mirrored(ingesting, library, write_articles):
    folder = write_articles(a=STORY.format("open"), b=STORY.format("shut"))
    assert await mirrored(ingesting, folder) == [Status.NEW, Status.NEW]
    assert await mirrored(ingesting, folder) == [Status.UNCHANGED, Status.UNCHANGED]
    (folder / "b.md").unlink()
    write_articles(a=STORY.format("closed"))
    assert await mirrored(ingesting, folder) == [Status.UPDATED]
    assert await words(library) == ["The bridge is closed."]
    write_articles(b=STORY.format("shut"))
    assert await mirrored(ingesting, folder) == [Status.UNCHANGED, Status.NEW]
    assert len(library) == 2


async def test_a_changed_front_matter_is_an_update(ingesting, library, write_articles):
    folder = write_articles(a=STORY.format("open"))
    await ingesting.mirror(folder)
    write_articles(a=STORY.format("open").replace("Ardley Times", "Ardley Post"))
    assert await mirrored(ingesting, folder) == [Status.UPDATED]
    assert library.versions()[0].article.publisher == "Ardley Post"


async def test_a_bare_headline_is_no_answer(ingesting, library, write_articles):
    await ingesting.mirror(write_articles(a=STORY.format("open")))
    assert await words(library) == ["The bridge is open."]


async def test_one_bad_file_costs_itself_alone(ingesting, write_articles):
    folder = write_articles(
        a="---\ntitle: [\n---\nText.", b=STORY.format("open"), c="---\npublished: soon\n---\nText."
    )
    (folder / "d.txt").write_bytes(b"\x00\x01\x02\xff" * 3000)
    done = await ingesting.mirror(folder)
    assert [item.status for item in done].count(Status.QUARANTINED) == 3
    assert all(item.reason for item in done if item.status is Status.QUARANTINED)


@pytest.mark.parametrize("name", ["nowhere", "empty"])
async def test_a_folder_without_articles_is_refused(ingesting, tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToIngest):
        await ingesting.mirror(tmp_path / name)


async def test_a_restart_finds_what_was_stored(ingesting, database, write_articles, tmp_path):
    await ingesting.mirror(write_articles(a=STORY.format("open"), b=STORY.format("shut")))
    again = await Library.open(ArticleStore(database), tmp_path / "index")
    assert sorted(await words(again)) == ["The bridge is open.", "The bridge is shut."]
