import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bootstrap import open_app
from corpus.errors import EmptyQuestion
from corpus.query import parse_query


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        yield app


async def test_each_sentence_of_a_text_is_looked_for(app):
    text = "Macron met President Putin in Moscow. All six Type 45 destroyers are docked in port."
    found = await app.finding.find(text)
    best = [hit.text for hit in found.hits[:2]]
    assert any("Macron met" in text for text in best)
    assert any("destroyers" in text for text in best)
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))


async def test_one_shared_word_is_not_enough(app):
    assert not (await app.finding.find("My dog went to Moscow by balloon with sausages.")).hits


@pytest.mark.parametrize("text", ["", "🎉", "https://x.example/a", "<@1>"])
async def test_a_text_without_words_is_refused(app, text):
    with pytest.raises(EmptyQuestion):
        await app.finding.find(text)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(text=st.text(max_size=300))
async def test_what_stands_for_a_text_can_be_searched(app, text):
    try:
        found = await app.finding.find(f"Kremlin {text}")
    except EmptyQuestion:
        return
    parse_query(found.question)
