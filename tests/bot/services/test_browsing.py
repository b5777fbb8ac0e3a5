from datetime import UTC, datetime

import pytest

from bot.errors import ArticleMissing, InFolder
from bot.services.browsing import Browsing
from bot.services.ingesting import FOLDER, Ingesting
from bot.services.library import Library
from bot.storage.articles import ArticleStore
from tests.web.pages import PARAGRAPHS, TITLE

NOW = datetime(2026, 5, 12, tzinfo=UTC)
STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)


@pytest.fixture
async def browsing(database, tmp_path):
    articles = ArticleStore(database)
    library = await Library.open(articles, tmp_path / "index")
    ingesting = Ingesting(articles, lambda: NOW, library)
    await ingesting.ingest_text(STORY, "one")
    await ingesting.ingest_text(STORY.replace("Ardley", "Bexham"), "two", FOLDER)
    return Browsing(articles, library, ingesting)


async def test_articles_are_found_by_words_and_by_number(browsing):
    assert len(browsing.find()) == 2
    assert [v.article_id for v in browsing.find("bexham SWING")] == [2]
    assert [v.article_id for v in browsing.find("#1")] == [1]
    assert browsing.find("nothing like it") == []


async def test_a_forgotten_article_can_still_be_shown(browsing):
    await browsing.forget(1)
    assert (await browsing.newest("#1")).article.title == TITLE
    with pytest.raises(ArticleMissing):
        await browsing.forget(1)
    with pytest.raises(InFolder):
        await browsing.forget(2)


@pytest.mark.parametrize("named", ["", "x", "99", "-1", "9" * 40, "\uff11"])
async def test_what_is_not_there_is_said(browsing, named):
    with pytest.raises(ArticleMissing):
        await browsing.history(named)
