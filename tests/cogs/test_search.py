import re

import pytest

from bot.errors import AttribuneError
from corpus.errors import EmptyQuestion, QueryMistake

CRIMEA = "When did Russian forces annex the Crimean peninsula?"

TRICKS = """---
title: "[click](http://evil.example) @everyone **bold** <@1>"
publisher: The `Tick`
published: 2022-02-07
url: https://news.example/a(b)
---

Zebra crossing number one is @everyone and <@123> and [a link](https://evil.example) here.

# Zebra heading\u202e reversed ||spoiler|| with `code` and ~~strike~~ and <t:1:R> inside it.
"""


def more_of(response):
    """Return the label of the button that turns the page."""
    rows = [row for row in response.components[0]["components"] if row["type"] == 1]
    labels = [button["label"] for row in rows for button in row["components"]]
    return next(label for label in labels if label.startswith("More"))


async def ask(world, question=CRIMEA, **options):
    return await world.alice.slash(world.channel, "ask", question=question, **options)


async def test_ask_answers_with_a_cited_sentence(world, read):
    result = await ask(world)
    texts = "\n".join(read(result.response))
    assert "Russian** **forces** **annexed** the **Crimean** **peninsula**" in texts
    assert re.search(r"· Forces News · date unknown · sentence \d+ of 19 · `[0-9A-Z-]+`", texts)
    assert not result.ephemeral


async def test_a_private_answer_can_be_shared(world, read):
    result = await ask(world, private=True)
    assert result.ephemeral
    shared = await world.alice.click(result.response, label="Share")
    assert not shared.ephemeral
    assert read(shared.response)[1:] == read(result.response)[1:]
    assert world.channel.history(viewer=world.bob)


async def test_context_opens_and_closes_in_place(world, read):
    result = await ask(world)
    before = read(result.response)
    await world.alice.click(result.response, label="Context")
    opened = read(world.channel.history()[-1])
    assert any("The Times carried his comments" in text for text in opened)
    await world.alice.click(world.channel.history()[-1], label="Less context")
    assert read(world.channel.history()[-1]) == before


@pytest.mark.parametrize("button", ["Context", "More", "Why?", "Share"])
async def test_each_button_outlives_a_restart(world, read, button):
    asked = {"query": "Russia Ukraine", "private": True}
    result = await world.alice.slash(world.channel, "search", **asked)
    label = more_of(result.response) if button == "More" else button
    before = await world.alice.click(result.response, label=label)
    await world.restart()
    again = await world.alice.slash(world.channel, "search", **asked)
    await world.restart()
    after = await world.alice.click(again.response, label=label)
    assert before.acknowledged
    assert after.acknowledged
    if button in {"Why?", "Share"}:
        assert read(after.response) == read(before.response)
        assert after.ephemeral is (button == "Why?")


async def test_more_turns_the_page(world, read):
    result = await world.alice.slash(world.channel, "search", query="Russia Ukraine")
    first = read(result.response)
    await world.alice.click(result.response, label=more_of(result.response))
    second = read(world.channel.history()[-1])
    assert set(first[1:]).isdisjoint(second[1:])
    await world.alice.click(world.channel.history()[-1], label="Back")
    assert read(world.channel.history()[-1]) == first


async def test_somebody_else_turns_pages_privately(world, read):
    result = await world.alice.slash(world.channel, "search", query="Russia Ukraine")
    before = read(world.channel.history()[-1])
    turned = await world.bob.click(result.response, label=more_of(result.response))
    assert turned.ephemeral
    assert read(world.channel.history()[-1]) == before


async def test_an_expired_message_asks_again(world, read):
    result = await ask(world, question="When was (the) Crimean peninsula* annexed_by Russia?")
    before = read(result.response)
    await world.env.advance_time(15 * 24 * 3600)
    id_ = result.response.components[0]["components"][-2]["components"][0]["custom_id"].split(":")[
        3
    ]
    assert await world.app.remembering.recall(id_) is None
    await world.alice.click(result.response, label="Context")
    after = read(world.channel.history()[-1])
    assert after[0] == before[0]
    assert len("".join(after)) > len("".join(before))


@pytest.mark.parametrize("question", ["Who won the Eurovision Song Contest?", "zzzz qqqq xxxx"])
async def test_no_answer_is_said_and_the_unknown_words_named(world, read, question):
    text = "\n".join(read((await ask(world, question=question)).response))
    assert "The articles do not answer that." in text
    assert question.rstrip("?").rsplit(" ", 1)[1] in text.split("No article contains:")[1]


async def test_a_misspelt_word_gets_a_suggestion(world, read):
    result = await world.alice.slash(world.channel, "search", query="Blaszczek")
    assert "Did you mean **Blaszczak** instead of Blaszczek?" in "\n".join(read(result.response))


@pytest.mark.parametrize("question", ["the of and", "what?", "🙂🙂", "?!…", "who who who"])
async def test_a_question_without_words_is_explained(world, read, question):
    result = await ask(world, question=question)
    assert [type(error) for error in world.expected_errors()] in ([EmptyQuestion], [])
    text = "\n".join(read(result.response))
    assert "no word to search for" in text or "do not answer" in text


async def test_a_mistake_in_a_query_is_explained(world, read):
    result = await world.alice.slash(world.channel, "search", query='"any day')
    assert isinstance(world.expected_errors()[0], QueryMistake)
    assert "never closed" in read(result.response)[0]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("why " * 250, id="1,000 characters"),
        pytest.param("Crimea " + "x" * 993, id="one long word"),
        pytest.param("*" * 499 + " Crimea " + "_" * 493, id="nothing but mark-up"),
        pytest.param(
            "@everyone <@1> [x](http://y) ||Crimea|| \u202e `x`", id="mark-up and mentions"
        ),
        pytest.param("Crimea 😀" * 100, id="emoji"),
    ],
)
async def test_odd_questions_fit_a_message(world, read, question):
    result = await ask(world, question=question[:1000])
    world.expected_errors()
    texts = read(result.response)
    assert "@everyone" not in texts[0].replace("\\@everyone", "")


async def test_article_text_comes_out_harmless(open_world, write_articles, read):
    folder = write_articles(tricks=TRICKS)
    async with open_world(attribune_articles=folder) as world:
        result = await world.alice.slash(world.channel, "search", query="zebra")
        text = "\n".join(read(result.response))
    shown = re.sub(r"\]\(https://news[^)]*\)|<t:1644235200:D>", "", text)
    shown = re.sub(r"\\(.)", " ", shown)  # what is escaped is printed as it is
    for trick in ("@", "<", "|", "~", "`c", "https://", "**b", "# Z", "\u202e"):
        assert trick not in shown
    assert "<t:1644235200:D>" in text
    assert "(https://news.example/a%28b%29#:~:text=Zebra%20crossing" in text


async def test_commands_work_in_direct_messages(world, read):
    result = await world.carol.slash("ask", question=CRIMEA)
    assert "Crimean" in "\n".join(read(result.response))
    assert (await world.carol.click(result.response, label="Why?")).ephemeral


async def test_autocomplete_offers_words_publishers_and_titles(world):
    async def offered(typed):
        choices = await world.alice.autocomplete(world.channel, "search", "query", typed)
        assert len(choices) <= 25
        return [choice["value"] for choice in choices]

    assert "Russia Lukashenko" in await offered("Russia Lukas")
    assert 'publisher:"ITV News"' in await offered("publisher:itv")
    assert await offered("") == []
    assert "x " * 60 not in await offered("x " * 60)


async def test_every_use_is_logged_without_the_question(world):
    await ask(world)
    await world.app.usage.close()
    rows = await world.app.database.all("SELECT * FROM usage")
    assert [(r["command"], r["outcome"], r["question"]) for r in rows] == [
        ("ask", "answered", None)
    ]
    assert rows[0]["person"] == world.app.usage.person(world.alice.id)
    assert rows[0]["guild_id"] == world.guild.id


async def test_a_failure_is_one_apology_and_no_trace(world, read, monkeypatch):
    async def fail(_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(world.app.answering, "answer", fail)
    result = await ask(world)
    assert isinstance(world.expected_errors()[0], ZeroDivisionError)
    text = read(result.response)[0]
    assert "went wrong" in text
    assert "secret" not in text


async def test_a_failing_button_says_so(world, read, monkeypatch):
    result = await ask(world)

    async def fail(*_):
        raise AttribuneError("The disk is full.")

    monkeypatch.setattr(world.app.remembering, "recall", fail)
    clicked = await world.alice.click(result.response, label="Context")
    assert read(clicked.response) == ["The disk is full."]


async def test_beyond_what_can_be_answered_soon_people_are_told_so(world, read, monkeypatch):
    monkeypatch.setattr(world.app.answering.turns, "_most", 0)
    for command, option in (("ask", "question"), ("search", "query")):
        asked = await world.alice.slash(world.channel, command, **{option: "the bridge"})
        assert "try again in a few seconds" in read(asked.response)[0]
        assert asked.ephemeral
    world.expected_errors()


async def test_why_tells_why_an_article_is_not_first(world, read):
    result = await world.alice.slash(world.channel, "why", question=CRIMEA, article=2)
    texts = "\n".join(read(result.response))
    assert result.ephemeral
    assert "Why not · When did Russian forces annex" in texts
    assert "It does not say: " in texts
    assert "It has more of: " in texts


async def test_why_says_so_of_an_article_that_is_first(world, read):
    result = await world.alice.slash(world.channel, "why", question=CRIMEA, article=1)
    assert "That article is what comes first" in "\n".join(read(result.response))


async def test_why_compares_with_the_next(world, read):
    asked = await ask(world)
    why = await world.alice.click(asked.response, label="Why?")
    assert "Ahead of the next by: " in "\n".join(read(why.response))
