from datetime import UTC, datetime, timedelta

import pytest

from bot.services.briefing import Briefing
from bot.services.reading_on import BriefingGone, LineMissing, ReadingOn
from bot.services.timing.schedule import Run
from bot.storage.articles import ArticleStore
from bot.storage.deliveries import Claim
from bot.storage.subscriptions import Wanted
from corpus.models import Article, Span
from corpus.segment import sentences

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = (
    "Bridge to close\n\nThe old bridge over the Tamsel will close in March for two years. Buses go "
    "round by the weir.\n\n“We cannot patch this bridge for a third time,” said Mayor Ida Brandt. "
    "“My shop will not last two years without the bridge,” said grocer Paul Ness."
)

OTHER = (
    "Tamsel shuts its bridge\n\nThe old bridge over the Tamsel will close in March for two years, "
    "the council said. Buses go round by the weir.\n\n“We cannot patch this bridge for a third "
    "time,” said Mayor Ida Brandt. “The weir floods every spring,” said engineer Mara Lind. “Our "
    "buses will be late,” said Mara Lind."
)


@pytest.fixture
def articles(database):
    return ArticleStore(database)


async def add(articles, text, publisher):
    title = text.splitlines()[0]
    article = Article(title, text, Span(0, len(title)), publisher)
    return await articles.add(article, sentences(text), identity=title, origin="x", at=NOW)


@pytest.fixture
async def send(articles, subscriptions, deliveries):
    async def send(*versions):
        """Send a briefing of some articles as message 8, marked n-1."""
        briefing = Briefing(lambda: versions, deliveries, articles)
        await claim(briefing, subscriptions, deliveries)
        return ReadingOn(deliveries, articles, briefing.piece)

    return send


@pytest.fixture
async def reading_on(articles, send):
    return await send(await add(articles, TEXT, "The Post"))


async def claim(briefing, subscriptions, deliveries):
    wanted = Wanted(7, None, None, "12:00", "UTC", 127)
    subscription = await subscriptions.add(wanted, at=NOW, next_at=NOW, seen_version=0)
    composed = await briefing.compose(subscription, Run(NOW.date(), NOW))
    tomorrow = NOW + timedelta(days=1)
    claim = Claim(NOW.date(), NOW, "n-1", composed.payload, "due", None, tomorrow, 1)
    await deliveries.claim(subscription, claim, at=NOW)
    await deliveries.sent(1, channel_id=3, message_id=8, at=NOW)


async def test_a_message_is_known_as_a_briefing(reading_on):
    assert await reading_on.of_message(8) == "n-1"
    assert await reading_on.of_message(9) is None


async def test_context_and_other_voices_are_slices(reading_on):
    around = await reading_on.around("n-1", 1)
    assert [piece.text for piece in around.before] == ["Bridge to close"]
    assert around.after[0].text == "Buses go round by the weir."
    told = {around.entry.told.speaker, *(voice.speaker for voice in around.voices)}
    assert told == {"Ida Brandt", "Paul Ness"}
    slices = [*around.before, *around.after, *(s for v in around.voices for s in v.slices)]
    assert all(TEXT[piece.start : piece.end] == piece.text for piece in slices)


async def test_who_spoke_in_other_outlets_is_told_too_each_quotation_once(articles, send):
    other, post = await add(articles, OTHER, "The Echo"), await add(articles, TEXT, "The Post")
    reading_on = await send(other, post)
    around = await reading_on.around("n-1", 1)
    assert [s.publisher for s in around.entry.also] == ["The Echo"]
    told = [around.entry.told, *around.voices]
    assert [voice.speaker for voice in told[:3]] == ["Paul Ness", "Ida Brandt", "Mara Lind"]
    assert around.voices[1].slices[0].text == "The weir floods every spring"
    assert len({voice.slices[0].text for voice in told}) == len(told) == 4
    texts = {post.version_id: TEXT, other.version_id: OTHER}
    for piece in (piece for voice in told for piece in voice.slices):
        assert texts[piece.version_id][piece.start : piece.end] == piece.text


async def test_a_line_that_is_not_there_is_explained(reading_on):
    with pytest.raises(LineMissing, match="its lines are 1 to 1"):
        await reading_on.around("n-1", 2)


async def test_a_briefing_no_longer_kept_is_explained(reading_on):
    with pytest.raises(BriefingGone):
        await reading_on.around("n-2", 1)
