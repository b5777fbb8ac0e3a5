import pytest

TWO = """---
title: Two of a name
published: 2025-03-03
publisher: The Ardley Post
---

"Bread is back in the old square," baker Grace Okafor said.

"We start at four," Grace Okafor added.

"The harbour will close for a year," Harbour Minister Anna Okafor said.

"We must rebuild the wall," Anna Okafor added.

Anna Okafor denied that the harbour would be sold to strangers.
"""


@pytest.fixture
async def okafors(open_world, write_articles):
    async with open_world(attribune_articles=write_articles(two=TWO)) as world:
        yield world


async def test_speakers_lists_and_shows_a_card(okafors, read):
    listed = await okafors.alice.slash(okafors.channel, "speakers")
    assert "**Anna Okafor**" in "\n".join(read(listed.response))
    card = await okafors.alice.slash(okafors.channel, "speakers", name="harbour minister")
    texts = "\n".join(read(card.response))
    assert "### Anna Okafor" in texts
    assert "Harbour Minister" in texts


async def test_an_ambiguous_name_asks_back(okafors, read):
    asked = await okafors.alice.slash(okafors.channel, "speakers", name="Okafor")
    assert "### Who is meant?" in read(asked.response)[0]
    chosen = await okafors.alice.select(asked.response, ["Grace Okafor"])
    assert "### Grace Okafor" in "\n".join(read(chosen.response))


async def test_enough_over_time_comes_with_a_chart_and_its_words(open_world, write_articles, read):
    pytest.importorskip("matplotlib")
    days = {
        f"day{n}": TWO.replace("2025-03-03", f"2025-0{n}-03").replace("year", f"year {n}")
        for n in range(1, 5)
    }
    async with open_world(attribune_articles=write_articles(**days)) as world:
        card = await world.alice.slash(world.channel, "speakers", name="Anna Okafor")
        (chart,) = card.response.attachments
        assert chart.filename == "quotations.png"
        assert "Quotations of Anna Okafor by " in chart.description
