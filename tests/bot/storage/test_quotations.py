from datetime import UTC, datetime

import pytest

from bot.storage.articles import ArticleStore
from bot.storage.quotations import QuotationStore
from corpus.models import Article, Span
from corpus.quotations import Extraction, Kind, Polarity, Quote, Resolution, Speaker
from corpus.segment import sentences

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = 'Ann Lee said: "It rains." Officials denied it, and nobody asked why.'


def extraction(extra=()):
    quote = Quote(
        kind=Kind.DIRECT,
        contents=(Span(15, 24),),
        cue=Span(8, 12),
        source=Span(0, 7),
        speaker=0,
        rule="before",
        resolution=Resolution.NAMED,
        confidence=0.9,
        addressee=Span(26, 35),
        in_headline=True,
    )
    denial = Quote(
        kind=Kind.INDIRECT,
        contents=(Span(43, 45), Span(47, 50)),
        cue=Span(36, 42),
        source=Span(26, 35),
        speaker=1,
        rule="head",
        resolution=Resolution.GROUP,
        confidence=0.5,
        polarity=Polarity.DENIED,
    )
    speakers = (
        Speaker("Ann Lee", ("Ann Lee", "Lee"), ("mayor",)),
        Speaker("Officials", ("Officials",), is_person=False),
    )
    return Extraction((quote, denial, *extra), speakers)


@pytest.fixture
def store(database):
    return QuotationStore(database)


@pytest.fixture
async def version(database):
    article = Article("Rain", TEXT)
    return await ArticleStore(database).add(
        article, sentences(TEXT), identity="text:1", origin="test", at=NOW
    )


async def test_quotations_come_back_as_they_were(store, version):
    await store.add([(version.version_id, extraction())], extractor=3, at=NOW)
    kept = await store.of_versions([version.version_id])
    assert tuple(k.quote for k in kept) == extraction().quotes
    assert [k.number for k in kept] == [0, 1]
    assert await store.extractors() == {version.version_id: 3}


async def test_speakers_come_back_and_groups_are_nobody_elsewhere(store, version):
    await store.add([(version.version_id, extraction())], extractor=1, at=NOW)
    speakers = await store.speakers_of([version.version_id])
    assert tuple(s.speaker for s in speakers) == extraction().speakers
    assert [s.is_named for s in speakers] == [True, False]


async def test_extracting_again_replaces_what_was_there(store, version):
    await store.add([(version.version_id, extraction())], extractor=1, at=NOW)
    await store.add([(version.version_id, Extraction())], extractor=2, at=NOW)
    assert await store.of_versions([version.version_id]) == []
    assert await store.speakers_of([version.version_id]) == []
    assert await store.extractors() == {version.version_id: 2}


async def test_quotations_are_those_of_the_versions_asked_for(store, version, database):
    articles = ArticleStore(database)
    newer = await articles.add(
        Article("Rain", TEXT + " More."), sentences(TEXT), identity="text:1", origin="t", at=NOW
    )
    both = [version.version_id, newer.version_id]
    await store.add([(id_, extraction()) for id_ in both], extractor=1, at=NOW)
    assert [kept.version_id for kept in await store.of_versions(both[1:])] == both[1:] * 2
    assert [kept.version_id for kept in await store.speakers_of(both)] == both[:1] * 2 + both[
        1:
    ] * 2
    assert await store.of_versions([]) == []


async def test_get_keeps_the_order_and_leaves_out_what_is_gone(store, version):
    await store.add([(version.version_id, extraction())], extractor=1, at=NOW)
    first, second = [k.id for k in await store.of_versions([version.version_id])]
    assert [k.id for k in await store.get([second, 999, first])] == [second, first]


async def test_no_words_are_stored(store, version, database):
    await store.add([(version.version_id, extraction())], extractor=1, at=NOW)
    rows = [tuple(row) for row in await database.all("SELECT * FROM quotation")]
    assert "It rains" not in str(rows)
