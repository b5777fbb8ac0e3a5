import pytest

from bot.bootstrap import open_app
from bot.services.recognising import _parts
from corpus.errors import EmptyQuestion


@pytest.fixture
async def app(make_settings):
    async with open_app(make_settings()) as app:
        yield app


async def test_an_exact_part_wins_over_a_longer_like_one(app):
    text = (
        "Nobody there wants to divide anything. “It poses no threat to Russia” he said, they say."
    )
    checked = await app.recognising.recognise(text)
    assert checked.words == "It poses no threat to Russia"
    assert checked.quotes[0].speaker == "Ben Wallace"


@pytest.mark.parametrize("text", ["", "🎉", "“”"])
async def test_a_text_without_words_is_refused(app, text):
    with pytest.raises(EmptyQuestion):
        await app.recognising.recognise(text)


def test_a_long_text_is_looked_at_in_ten_parts():
    parts = _parts(
        "This is one of many sentences. " * 5 + " ".join(f"Number {n} is it." for n in range(50))
    )
    assert len(parts) == 10
    assert max(map(len, parts)) <= 600
