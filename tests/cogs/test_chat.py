import pytest

from bot.services.conversing import REMEMBERED

POLAND = "How many troops is the UK sending to Poland?"
CRIMEA = "Did Russian forces annex the Crimean peninsula?"


@pytest.fixture
def say(world):
    """Say something to the bot in the channel; return what it answered last, or None."""

    async def say(person, text, **options):
        before = [m.id for m in world.channel.history()]
        await person.send(world.channel, f"<@{world.bot.user.id}> {text}", **options)
        new = [m for m in world.channel.history() if m.id not in before]
        return new[-1] if len(new) > 1 else None

    return say


def seen(read, message):
    return "\n".join(read(message))


async def test_a_mention_is_answered_as_a_reply(world, say, read):
    answer = await say(world.alice, CRIMEA)
    assert "Crimean** **peninsula" in seen(read, answer)
    question = world.channel.history()[-2]
    assert answer.reference.message_id == question.id
    assert not answer.mentions


async def test_what_is_not_meant_for_it_is_left_alone(world):
    await world.alice.send(world.channel, CRIMEA)
    await world.alice.send(world.channel, "@everyone hello")
    assert len(world.channel.history()) == 2


async def test_direct_messages_need_no_mention(world, read):
    await world.carol.send_dm(CRIMEA)
    assert "Crimean** **peninsula" in seen(read, world.carol.dm_channel.last_message)


async def test_a_follow_up_says_what_was_understood(world, say, read):
    await say(world.alice, "What did Ben Wallace say about Poland?")
    answer = await say(world.alice, "and what did he say about Nato?")
    text = seen(read, answer)
    assert text.startswith("### what did Ben Wallace say about Nato?")
    assert "-# about: Ben Wallace · Nato" in text


async def test_two_people_in_a_channel_are_not_mixed_up(world, say, read):
    await say(world.alice, "What did Ben Wallace say about Poland?")
    await say(world.bob, "What did Boris Johnson say about Ukraine?")
    assert "Ben Wallace · Nato" in seen(read, await say(world.alice, "and about Nato?"))
    assert "Boris Johnson · Nato" in seen(read, await say(world.bob, "and about Nato?"))


async def test_a_conversation_is_forgotten_after_some_minutes(world, say, read):
    await say(world.alice, "What did Ben Wallace say about Poland?")
    await world.env.advance_time(REMEMBERED.total_seconds() + 1)
    assert "no question in that" in seen(read, await say(world.alice, "why?"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello!", "Hello."),
        ("thanks", "welcome"),
        ("help", "`/help`"),
        ("", "`/help`"),
        ("lol", "no question"),
        ("🎉", "no question"),
    ],
)
async def test_small_talk_is_not_searched(world, say, read, text, said):
    assert said in seen(read, await say(world.alice, text))


async def test_ask_exactly_this_asks_what_was_typed(world, say, read):
    await say(world.alice, POLAND)
    answer = await say(world.alice, "and to Ukraine?")
    assert "How many troops is the UK sending to Ukraine?" in seen(read, answer)
    await world.restart()
    await world.alice.click(answer, label="Ask exactly this")
    assert seen(read, world.channel.history()[-1]).startswith("### and to Ukraine?")


async def test_somebody_else_asks_exactly_this_privately(world, say, read):
    await say(world.alice, POLAND)
    answer = await say(world.alice, "and to Ukraine?")
    before = seen(read, answer)
    clicked = await world.bob.click(answer, label="Ask exactly this")
    assert clicked.ephemeral
    assert seen(read, world.channel.history()[-1]) == before


async def test_an_edit_within_a_minute_edits_the_answer(world, say, read):
    answer = await say(world.alice, POLAND)
    question = world.channel.history()[-2]
    await world.alice.edit(question, f"<@{world.bot.user.id}> {CRIMEA}")
    assert "Crimean** **peninsula" in seen(read, world.channel.history()[-1])
    assert world.channel.history()[-1].id == answer.id
    await world.env.advance_time(61)
    await world.alice.edit(question, f"<@{world.bot.user.id}> {POLAND}")
    assert "Crimean** **peninsula" in seen(read, world.channel.history()[-1])


async def test_a_deletion_within_a_minute_deletes_the_answer(world, say):
    await say(world.alice, POLAND)
    await world.alice.delete(world.channel.history()[-2])
    assert world.channel.history() == []
    await say(world.alice, POLAND)
    await world.env.advance_time(61)
    await world.alice.delete(world.channel.history()[-2])
    assert len(world.channel.history()) == 1


async def test_a_reply_to_an_answer_asks_about_it(world, say, read):
    asked = await world.bob.slash(
        world.channel, "ask", question="What did Ben Wallace say about Poland?"
    )
    answer = await say(world.alice, "and about Nato?", reply_to=asked.response)
    assert "about: Ben Wallace · Nato" in seen(read, answer)


async def test_floods_are_told_once(world, say, read):
    answers = [await say(world.alice, "hello") for _ in range(11)]
    assert "a lot at once" in seen(read, answers[8])
    assert answers[9:] == [None, None]
    assert "Hello" in seen(read, await say(world.bob, "hello"))
    await world.env.advance_time(61)
    assert "Hello" in seen(read, await say(world.alice, "hello"))


async def test_more_and_context(world, say, read):
    first = seen(read, await say(world.alice, "Russia invasion Ukraine troops"))
    more = seen(read, await say(world.alice, "more"))
    assert set(more.split("\n")[3:]) != set(first.split("\n")[3:])
    context = seen(read, await say(world.alice, "show the context"))
    assert len(context) > len(more)


async def test_an_answer_has_its_buttons_and_its_usage(world, say):
    answer = await say(world.alice, CRIMEA)
    assert (await world.alice.click(answer, label="Why?")).ephemeral
    await world.app.usage.flush()
    rows = await world.app.database.all("SELECT command, outcome, guild_id FROM usage")
    assert tuple(rows[0]) == ("chat", "answered", world.guild.id)


async def test_a_failure_is_one_apology(world, say, read, monkeypatch):
    async def fail(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(world.app.answering, "answer", fail)
    text = seen(read, await say(world.alice, CRIMEA))
    assert "went wrong" in text
    assert "secret" not in text


async def test_deleting_what_is_stored_ends_the_conversation(world, say, read):
    await say(world.alice, "What did Ben Wallace say about Poland?")
    await world.alice.slash(world.channel, "privacy delete")
    assert "no question" in seen(read, await say(world.alice, "why?"))


async def test_other_bots_are_ignored(world):
    hook = world.guild.create_webhook(world.channel)
    await hook.send(f"<@{world.bot.user.id}> {CRIMEA}")
    assert len(world.channel.history()) == 1
