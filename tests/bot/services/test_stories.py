from datetime import UTC, datetime

import pytest

from bot.services.ingesting import Ingesting
from bot.services.library import Library
from bot.services.stories import Stories
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
