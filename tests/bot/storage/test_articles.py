from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.storage.article_columns import packed_sentences, text_hash
from bot.storage.articles import ArticleStore, Coming, Outcome
from bot.storage.quotations import PackedExtraction, QuotationStore
from corpus.models import Article, Span
from corpus.quotes.extract import find_quotes
from corpus.segment import sentences

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
TEXT = "The bridge opens\n\nIt is open. Cars may cross.\n\nThe mayor came."
BRIDGE = Article("The bridge opens", TEXT, Span(0, 16), "The Times", date(2026, 1, 1), "http://x")


@pytest.fixture
def store(database):
    return ArticleStore(database)


async def add(store, article=BRIDGE, identity="url:a", origin="ingest"):
    return await store.add(
        article, sentences(article.text), identity=identity, origin=origin, at=AT
    )


async def test_an_article_comes_back_as_it_went_in(store):
    added = await add(store)
    [(version, found)] = await store.living()
    assert version == added
    assert version.article == BRIDGE
    assert found == sentences(TEXT)


async def test_what_is_unknown_stays_unknown(store):
    plain = Article("T", "A text.")
    await add(store, plain)
    assert (await store.living())[0][0].article == plain


async def test_the_same_identity_is_a_new_version(store):
    first = await add(store)
    second = await add(store, Article("The bridge opens", "It is shut."))
    assert (second.article_id, second.number) == (first.article_id, 2)
    assert [v for v, _ in await store.living()] == [second]
    assert await store.versions(first.article_id) == [first, second]
    assert await store.version(first.version_id) == first


async def test_a_forgotten_article_keeps_its_versions_and_can_come_back(store):
    added = await add(store)
    assert await store.forget(added.article_id, at=AT)
    assert not await store.forget(added.article_id, at=AT)
    assert (await store.living(), await store.count()) == ([], 0)
    assert await store.version(added.version_id) == added
    assert (await store.by_identity("url:a")).is_forgotten
    await store.revive(added.article_id)
    assert await store.count() == 1


async def test_a_living_article_is_found_by_its_text(store):
    added = await add(store)
    assert (await store.by_hash(text_hash(TEXT))).article_id == added.article_id
    await store.forget(added.article_id, at=AT)
    assert await store.by_hash(text_hash(TEXT)) is None


async def test_articles_are_listed_by_door_and_page(store):
    for n in range(5):
        await add(store, identity=f"file:{n}", origin="folder" if n % 2 else "ingest")
    assert [kept.identity for kept in await store.by_origin("folder")] == ["file:1", "file:3"]
    page = [v.article_id for v, _ in await store.living(after=1, limit=2)]
    assert page == [2, 3]


async def keep(store, article, identity, **more):
    found = packed_sentences(sentences(article.text))
    coming = Coming(article, found, identity, "ingest", **more)
    return await store.keep(coming, at=AT)


async def test_what_comes_is_added_changed_the_same_a_twin_or_back(store):
    added = await keep(store, BRIDGE, "url:a")
    same = await keep(store, BRIDGE, "url:a")
    twin = await keep(store, replace(BRIDGE, url="http://y"), "url:b")
    changed = await keep(store, Article("The bridge", "It is shut."), "url:a")
    undone = await keep(store, BRIDGE, "url:a")
    await store.forget(added.article_id, at=AT)
    back = await keep(store, BRIDGE, "url:a")
    outcomes = [added, same, twin, changed, undone, back]
    assert [str(o.outcome.value) for o in outcomes] == [
        "added", "same", "twin", "changed", "changed", "back"
    ]  # fmt: skip
    assert {o.article_id for o in outcomes} == {added.article_id}
    assert (twin.version, changed.before, undone.before) == (None, TEXT, "It is shut.")
    assert [v.number for v in await store.versions(added.article_id)] == [1, 2, 3]


async def test_a_forgotten_article_that_changed_is_new(store):
    added = await keep(store, BRIDGE, "url:a")
    await store.forget(added.article_id, at=AT)
    kept = await keep(store, Article("The bridge", "It is shut."), "url:a")
    assert (kept.outcome, kept.before, kept.version.number) == (Outcome.ADDED, None, 2)


async def test_an_article_comes_with_its_quotations(store, database):
    said = Article("T", "“We will open it,” said Ann Poe, the mayor.")
    kept = await keep(
        store, said, "a", quotations=PackedExtraction.of(find_quotes(said.text), extractor=7)
    )
    quotations = QuotationStore(database)
    assert await quotations.extractors([kept.version.version_id]) == {kept.version.version_id: 7}
    [quote] = await quotations.of_versions([kept.version.version_id])
    assert [span.of(said.text) for span in quote.quote.contents] == ["We will open it"]


async def test_pages_hold_every_living_article_once(store):
    for n in range(5):
        await add(store, identity=f"file:{n}")
    await store.forget(2, at=AT)
    pages = [[version.article_id for version, _ in page] async for page in store.pages(2)]
    assert pages == [[1, 3], [4, 5]]
