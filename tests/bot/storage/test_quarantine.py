from datetime import UTC, datetime

from bot.storage.quarantine import QuarantineStore
from corpus.models import Article, Span

NOW = datetime(2026, 5, 12, tzinfo=UTC)
ARTICLE = Article("Title", "Title\n\nText.", Span(0, 5), "Ardley Times", NOW.date(), "http://a/")


async def put(store, article=ARTICLE, identity="url:http://a/"):
    return await store.add(
        article, identity=identity, origin="feed", name="n", doubt="too short", at=NOW
    )


async def test_a_text_waits_as_it_came_until_it_is_accepted(database):
    store = QuarantineStore(database)
    id_ = await put(store)
    (waiting,) = await store.waiting()
    assert (waiting.id, waiting.article, waiting.doubt) == (id_, ARTICLE, "too short")
    await store.accept(id_, at=NOW)
    assert await store.waiting() == []
    assert await store.get(id_) is None
    assert await store.is_accepted("url:http://a/", ARTICLE.text)


async def test_another_text_under_the_same_identity_waits_again(database):
    store = QuarantineStore(database)
    id_ = await put(store)
    await store.accept(id_, at=NOW)
    changed = Article("Title", "Another text.")
    assert await put(store, changed) == id_
    assert (await store.get(id_)).article == changed
    assert not await store.is_accepted("url:http://a/", ARTICLE.text)


async def test_what_waits_can_be_dropped(database):
    store = QuarantineStore(database)
    await put(store)
    await store.remove("url:http://a/")
    assert await store.waiting() == []
