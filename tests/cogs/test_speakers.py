import pytest


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


async def test_enough_over_time_comes_with_a_chart_and_its_words(
    open_world, write_articles, read, two_of_a_name
):
    pytest.importorskip("matplotlib")
    days = {
        f"day{n}": two_of_a_name.replace("2025-03", f"2025-0{n}").replace("year", f"year {n}")
        for n in range(1, 5)
    }
    async with open_world(attribune_articles=write_articles(**days)) as world:
        card = await world.alice.slash(world.channel, "speakers", name="Anna Okafor")
        (chart,) = card.response.attachments
        assert chart.filename == "quotations.png"
        assert "Quotations of Anna Okafor by " in chart.description
