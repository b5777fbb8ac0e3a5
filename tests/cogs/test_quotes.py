import re
from datetime import timedelta

import pytest

from bot.errors import AttribuneError


async def quote(world, **options):
    return await world.alice.slash(world.channel, "quote", **options)


async def test_quote_shows_words_speaker_reason_and_citation(world, read):
    texts = "\n".join(read((await quote(world, by="the defence secretary", about="Nato")).response))
    assert "### What did Ben Wallace say about Nato?" in texts
    assert "— **Ben Wallace**" in texts
    assert "named in the sentence" in texts
    assert re.search(r"sentence \d+ of \d+ · `[0-9A-Z-]+`", texts)


async def test_pages_and_context_outlive_a_restart(world, read):
    result = await quote(world, by="Ben Wallace")
    before = read(result.response)
    await world.restart()
    await world.alice.click(result.response, label="Context")
    opened = read(world.channel.history()[-1])
    assert len("".join(opened)) > len("".join(before))
    assert any("— **Ben Wallace**" in text for text in opened)


async def test_why_tells_how_the_speaker_was_found(world, read):
    result = await quote(world, by="Ben Wallace", about="Nato")
    why = await world.alice.click(result.response, label="Why?")
    assert "Ben Wallace: named in the sentence" in "\n".join(read(why.response))


async def test_what_is_denied_is_never_shown_as_said(okafors, read):
    texts = "\n".join(read((await quote(okafors, by="Anna Okafor", about="sold")).response))
    assert "— **Anna Okafor denied**" in texts


async def test_an_ambiguous_name_asks_back(okafors, read):
    asked = await quote(okafors, by="Okafor", about="the harbour")
    assert "### Who is meant?" in read(asked.response)[0]
    await okafors.restart()
    chosen = await okafors.alice.select(asked.response, ["Anna Okafor"])
    texts = "\n".join(read(chosen.response))
    assert "What did Anna Okafor say about the harbour?" in texts
    assert "close for a year" in texts


async def test_the_one_chosen_keeps_kind_and_days(okafors, read):
    asked = await quote(okafors, by="Okafor", about="the harbour", kind="indirect")
    chosen = await okafors.alice.select(asked.response, ["Anna Okafor"])
    texts = "\n".join(read(chosen.response))
    assert "Only indirect ones." in texts
    assert "close for a year" not in texts


async def test_an_expired_look_up_asks_for_the_same_again(okafors, read):
    result = await quote(okafors, by="Anna Okafor", kind="indirect", since="2025-03-01")
    before = read(result.response)
    await okafors.app.remembering.expire(before=okafors.app.clock() + timedelta(days=1))
    await okafors.alice.click(result.response, label="Context")
    after = read(okafors.channel.history()[-1])
    assert after[:1] == before[:1]
    assert "Only indirect ones, since 2025-03-01." in "\n".join(after)


async def test_a_question_with_an_ambiguous_name_asks_back(okafors, read):
    question = "What has Okafor said?"
    asked = await okafors.alice.slash(okafors.channel, "ask", question=question)
    assert "Who is meant? Anna Okafor, Grace Okafor." in "\n".join(read(asked.response))
    await okafors.restart()
    chosen = await okafors.alice.select(asked.response, ["Grace Okafor"])
    texts = "\n".join(read(chosen.response))
    assert "What has Grace Okafor said?" in texts
    assert "Bread is back" in texts


async def test_nobody_and_nothing_are_said_plainly(world, read):
    nobody = "\n".join(read((await quote(world, by="Zebedee Quux")).response))
    assert "Nobody called Zebedee Quux is quoted." in nobody
    nothing = "\n".join(read((await quote(world, by="Ben Wallace", about="elephants")).response))
    assert "No quotation by Ben Wallace on elephants; Ben Wallace is quoted on: " in nothing


async def test_days_are_read_or_refused_in_one_sentence(okafors, read):
    found = await quote(okafors, since="2025-03-01", kind="direct")
    assert "Only direct ones, since 2025-03-01." in "\n".join(read(found.response))
    refused = await quote(okafors, since="yesterday")
    assert "A day is written such as 2022-02-07." in read(refused.response)[0]
    assert all(isinstance(error, AttribuneError) for error in okafors.expected_errors())


async def test_whosaid_tells_exact_altered_and_not_found(okafors, read):
    async def say(words):
        result = await okafors.alice.slash(okafors.channel, "whosaid", words=words)
        return "\n".join(read(result.response))

    assert "Exactly so." in await say("“we must rebuild the WALL…”")
    altered = await say("we must rebuild the bridge")
    assert "Altered" in altered
    assert "~~bridge~~ **wall**" in altered
    assert "Nobody is quoted saying that." in await say("elephants may vote on Sundays")


async def test_names_complete_by_form_and_role(okafors):
    async def complete(typed, command="quote", option="by"):
        found = await okafors.alice.autocomplete(okafors.channel, command, option, typed)
        return [choice["name"] for choice in found]

    assert await complete("harbour") == ["Anna Okafor"]
    assert await complete("oka") == ["Anna Okafor", "Grace Okafor"]
    assert await complete("grace", "speakers", "name") == ["Grace Okafor"]


async def test_ask_answers_who_said_from_the_quotations(okafors, read):
    asked = await okafors.alice.slash(
        okafors.channel, "ask", question="who said the harbour will close for a year"
    )
    assert "— **Anna Okafor**" in "\n".join(read(asked.response))


async def test_search_keeps_to_what_a_speaker_said(okafors, read):
    async def search(query):
        result = await okafors.alice.slash(okafors.channel, "search", query=query)
        return "\n".join(read(result.response))

    assert "baker Grace" in await search("square OR harbour speaker:grace")
    assert "harbour" not in (await search("square harbour speaker:grace")).split("\n", 1)[1]
    assert "Nobody called quux is quoted." in await search("harbour speaker:quux")
    okafors.expected_errors()


BEFORE = """---
title: Harbour wall to cost more
published: 2025-06-01
publisher: The Ardley Post
---

"The harbour wall must be rebuilt before winter," Harbour Minister Anna Okafor said.
"""
EARLIER = BEFORE.replace("2025-06-01", "2024-01-05").replace("must be", "will never be")


@pytest.fixture
async def walls(open_world, write_articles):
    folder = write_articles(now=BEFORE, then=EARLIER.replace("cost more", "stay"))
    async with open_world(attribune_articles=folder) as world:
        yield world


async def test_what_was_said_before_is_a_list_with_days(walls, read):
    words = "the harbour wall must be rebuilt before winter"
    result = await walls.alice.slash(walls.channel, "whosaid", words=words)
    shown = "\n".join(read(result.response))
    assert "**Said before** by Anna Okafor" in shown
    assert "will never be rebuilt before winter" in shown
    assert "contradict" not in shown
    before = await walls.alice.click(result.response, label="Said before (1)")
    assert before.ephemeral
    assert "<t:1704456000:D>" in "\n".join(read(before.response))


async def test_quotations_are_corrected_when_their_article_changes(walls, read, write_articles):
    await walls.alice.slash(walls.channel, "quote", by="Okafor", about="harbour wall")
    write_articles(now=BEFORE.replace("before winter", "some day"))
    await walls.app.collection.folder.sync()
    await walls.app.amending.step()
    shown = "\n".join(read(walls.channel.history()[-1]))
    assert "— **Anna Okafor**" in shown
    assert "-# Correction to `" in shown


async def test_a_quotation_can_be_replied_to(world, read):
    result = await quote(world, by="Ben Wallace", about="Nato")
    mention = f"<@{world.bot.user.id}>"
    await world.alice.send(world.channel, f"{mention} and about Poland?", reply_to=result.response)
    assert "Ben Wallace · Poland" in "\n".join(read(world.channel.history()[-1]))
