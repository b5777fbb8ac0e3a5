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
EARLIER = """---
title: On many things
publisher: The Ardley Post
published: 2025-05-01
---
"The people of this town need their ferry," Anna Okafor said.

"The people of the town want trees," Anna Okafor said.

"This town has good people," Anna Okafor said.

"We will subsidise the lighthouse museum," Anna Okafor said.
"""
NOW_SAID = """---
title: On many things again
publisher: The Ardley Post
published: 2025-07-01
---
"The people of the town love their choir," Anna Okafor said.

"The lighthouse and its museum need roofs," Anna Okafor said.

"The lighthouse leans towards the bay," Anna Okafor said.
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


@pytest.mark.parametrize(
    ("words", "earlier"),
    [
        pytest.param("The people of the town love their choir", 0, id="everyday"),
        pytest.param("The lighthouse and its museum need roofs", 1, id="two words of substance"),
        pytest.param("The lighthouse leans towards the bay", 0, id="one word, little alike"),
    ],
)
async def test_words_of_substance_must_be_shared(world, look, words, earlier):
    await world.ingest("earlier", EARLIER)
    await world.ingest("now", NOW_SAID)
    found = await look(words)
    assert len(found) == earlier
    assert all("museum" in quoted.text for quoted in found)
