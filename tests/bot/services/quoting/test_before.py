import pytest

from bot.services.quoting.before import SaidBefore

LATER = """---
title: Harbour wall to cost more
publisher: The Ardley Post
published: 2025-06-01
---
"The northern wall of the harbour must be rebuilt before the winter storms," Anna Okafor said.

"The concert was lovely," Anna Okafor said.
"""
UNDATED = """---
title: A wall
publisher: The Ardley Post
---
"We must rebuild the northern wall of the harbour," Anna Okafor said.
"""


@pytest.fixture
async def look(world):
    async def look(words):
        checked = await world.quoting.whosaid(words)
        return await SaidBefore(world.quoting).of(checked.quotes[0])

    await world.ingest("later", LATER)
    await world.ingest("undated", UNDATED)
    return look


async def test_earlier_words_of_the_same_speaker_on_the_same_are_listed(look):
    found = await look("The northern wall of the harbour must be rebuilt before the winter storms")
    assert [(q.speaker, q.version.article.published.month) for q in found][:1] == [
        ("Anna Okafor", 3)
    ]
    assert "rebuild the northern wall" in found[0].text


async def test_nothing_is_before_the_first_or_on_something_else(look):
    assert await look("We must rebuild the northern wall before the winter storms return") == ()
    assert await look("The concert was lovely") == ()


async def test_what_has_no_day_is_not_said_to_be_earlier(look):
    assert await look("We must rebuild the northern wall of the harbour") == ()


async def test_of_no_quotation_there_is_nothing(world):
    assert await SaidBefore(world.quoting).best(()) == ()
