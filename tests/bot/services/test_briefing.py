from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.briefing import Briefing
from bot.services.edition import from_json
from bot.services.timing.schedule import Run
from bot.storage.articles import KeptArticle
from bot.storage.deliveries import Claim
from bot.storage.subscriptions import Wanted
from corpus.models import Article, ArticleVersion, Span

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
RUN = Run(date(2026, 3, 2), NOW)
WANTED = Wanted(7, None, None, "12:00", "UTC", 127)
BRIDGE = "The old bridge will close. “It is over and done with for good,” said Mayor Ida Brandt."
APPLES = "Growers expect their smallest harvest for a decade. Cider makers buy fruit abroad."


def version(version_id, title, text, *, article_id=None, number=1, published=None):
    whole = f"{title}\n\n{text}"
    article = Article(title, whole, Span(0, len(title)), "The Post", published)
    return ArticleVersion(article_id or version_id, version_id, number, NOW, article)


@pytest.fixture
def versions():
    return [version(1, "Bridge to close", BRIDGE), version(2, "A poor year for apples", APPLES)]


class Articles:
    """The store, as far as a briefing asks it."""

    def __init__(self, versions):
        self.kept, self.baseline = versions, []

    async def by_origin(self, origin):
        return [KeptArticle(one, str(one), origin, "", False) for one in self.baseline]

    async def versions(self, article_id):
        return [version for version in self.kept if version.article_id == article_id]


@pytest.fixture
def articles(versions):
    return Articles(list(versions))


@pytest.fixture
def briefing(versions, deliveries, articles):
    return Briefing(lambda: versions, deliveries, articles)


@pytest.fixture
def subscribe(subscriptions, clock):
    async def make(seen=0, **changes):
        wanted = replace(WANTED, **changes)
        return await subscriptions.add(wanted, at=NOW, next_at=NOW, seen_version=seen)

    return make


async def test_what_is_new_is_told_in_slices(briefing, versions, subscribe):
    composed = await briefing.compose(await subscribe(), RUN)
    edition = from_json(composed.payload)
    assert (edition.kind, len(edition.entries)) == ("new", 2)
    assert (composed.seen_version, composed.articles) == (2, {1, 2})
    texts = {v.version_id: v.article.text for v in versions}
    for entry in edition.entries:
        slices = [entry.sentence, *(entry.told.slices if entry.told else ())]
        assert all(texts[s.version_id][s.start : s.end] == s.text for s in slices)


async def test_only_what_came_after_the_last_one_is_new(briefing, subscribe):
    edition = from_json((await briefing.compose(await subscribe(seen=1), RUN)).payload)
    assert [entry.source.article_id for entry in edition.entries] == [2]


async def test_a_new_version_of_what_was_told_is_a_change_and_no_story(
    briefing, versions, articles, subscribe, deliveries
):
    subscription = await subscribe(seen=2)
    day = timedelta(days=1)
    claim = Claim(RUN.local_date, NOW, "n", "{}", "due", None, NOW + day, 2, frozenset({1, 2}))
    await deliveries.claim(subscription, claim, at=NOW)
    now = BRIDGE.replace("will close", "will stay open")
    versions[0] = version(3, "Bridge to close", now, article_id=1, number=2)
    articles.kept.append(versions[0])
    versions.append(version(4, "Ferry sold", "The last ferry was sold to a museum."))
    edition = from_json((await briefing.compose(subscription, RUN)).payload)
    assert [entry.source.article_id for entry in edition.entries] == [4]
    [altered] = edition.altered
    assert (altered.before.text, altered.now.text) == (
        "The old bridge will close.",
        "The old bridge will stay open.",
    )
    assert altered.source.article_id == 1


async def test_what_a_feed_held_when_it_was_added_is_no_news(briefing, articles, subscribe):
    articles.baseline = [1]
    edition = from_json((await briefing.compose(await subscribe(), RUN)).payload)
    assert [entry.source.article_id for entry in edition.entries] == [2]


async def test_nothing_new_of_a_speaker_is_what_they_said_before(briefing, subscribe):
    subscription = await subscribe(seen=2, speakers=("Ida Brandt",))
    edition = from_json((await briefing.compose(subscription, RUN)).payload)
    assert (edition.kind, edition.label) == ("archive", "Said before")
    assert edition.entries[0].told.speaker == "Ida Brandt"


async def test_nothing_new_is_a_piece_of_the_archive_not_had_before(briefing, subscribe):
    composed = await briefing.compose(await subscribe(seen=2), RUN)
    edition = from_json(composed.payload)
    assert (edition.kind, edition.label) == ("archive", "From the archive")
    assert len(composed.articles) == 1


async def test_a_year_ago_comes_before_the_rest_of_the_archive(briefing, versions, subscribe):
    published = date(2025, 3, 1)
    versions[0] = version(1, "Bridge to close", BRIDGE, published=published)
    edition = from_json((await briefing.compose(await subscribe(seen=2), RUN)).payload)
    assert edition.label == "A year ago"


async def test_nothing_new_is_silence_if_asked_for(briefing, subscribe):
    composed = await briefing.compose(await subscribe(seen=2, quiet="silence"), RUN)
    assert composed.silence == "Nothing was new."
    assert composed.articles == frozenset()


async def test_a_speaker_is_followed(briefing, subscribe):
    edition = from_json(
        (await briefing.compose(await subscribe(speakers=("Brandt",)), RUN)).payload
    )
    [entry] = edition.entries
    assert (entry.told.speaker, entry.matched) == ("Ida Brandt", ("Brandt",))


async def test_nothing_at_all_is_said_plainly(briefing, subscribe):
    edition = from_json((await briefing.compose(await subscribe(topics=("opera",)), RUN)).payload)
    assert edition.kind == "empty"


async def test_a_preview_counts_from_a_day(briefing):
    day = date(2026, 3, 3)
    new = await briefing.preview((), (), since=date(2026, 3, 2), day=day)
    old = await briefing.preview((), (), since=day, day=day)
    assert (new.kind, old.kind) == ("new", "archive")
