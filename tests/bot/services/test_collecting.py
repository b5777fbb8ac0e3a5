from datetime import UTC, datetime

from bot.services.collecting import collection
from tests.web.pages import PARAGRAPHS

STORY = "\n\n".join(PARAGRAPHS)


async def test_all_that_brings_articles_in_shares_one_store(database, make_settings):
    made = collection(database, make_settings(), lambda: datetime(2026, 5, 12, tzinfo=UTC))
    (item,) = [one async for one in made.adding.unnamed(STORY.encode(), "pasted")]
    assert (await made.ingesting.ingest_text(STORY, "again")).article_id == item.article_id
    assert await made.articles.count() == 1
    await made.close()
    await made.close()


async def test_the_settings_decide(database, make_settings):
    settings = make_settings(attribune_languages="de", attribune_networks="127.0.0.1")
    made = collection(database, settings, lambda: datetime(2026, 5, 12, tzinfo=UTC))
    (item,) = [one async for one in made.adding.unnamed(STORY.encode(), "pasted")]
    assert item.reason == "wrong language"
    assert made.fetcher._limits.networks == settings.networks
