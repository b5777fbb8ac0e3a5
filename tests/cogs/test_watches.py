import pytest

NEWS = "A singer from Lviv won the Eurovision in Kyiv on Saturday night, the jury said."
QUESTION = "Who won the Eurovision in Kyiv?"


@pytest.fixture
def ask(world):
    async def ask(person=None, **options):
        person = person or world.alice
        return await person.slash(world.channel, "ask", question=QUESTION, **options)

    return ask


@pytest.fixture
def wait_for_it(world, ask, read):
    """Press the button under an abstention, choose where, and return what is said."""

    async def wait_for_it(person=None, where="By direct message"):
        person = person or world.alice
        asked = await ask(person)
        offered = await person.click(asked.response, label="Tell me when it appears")
        assert offered.ephemeral
        return await person.click(offered.response, label=where)

    return wait_for_it


async def arrive(world):
    await world.app.ingesting.ingest_text(NEWS, "news")
    await world.env.advance_time(1)


def last(channel, read):
    return "\n".join(read(channel.last_message))


async def test_what_appears_is_told_by_direct_message_once(world, wait_for_it, read):
    await wait_for_it()
    dm = world.alice.user.dm_channel
    assert "when an article has **Eurovision** and **Kyiv**" in dm.last_message.content
    await arrive(world)
    told = last(dm, read)
    assert "It has appeared" in told
    assert f"having asked: {QUESTION}" in told
    assert "won the **Eurovision** in **Kyiv**" in told
    count = len(dm.history())
    await world.app.ingesting.ingest_text(NEWS.replace("Lviv", "Odesa"), "again")
    await world.env.advance_time(1)
    assert len(dm.history()) == count


async def test_in_the_channel_whoever_waits_is_mentioned(world, wait_for_it, read):
    await wait_for_it(where="In this channel")
    await arrive(world)
    assert f"<@{world.alice.id}>" in last(world.channel, read)
    assert [user.id for user in world.channel.last_message.mentions] == [world.alice.id]


async def test_it_outlives_a_restart(world, ask, read):
    asked = await ask()
    await world.restart()
    offered = await world.alice.click(asked.response, label="Tell me when it appears")
    await world.restart()
    await world.alice.click(offered.response, label="By direct message")
    await world.restart()
    await arrive(world)
    assert "It has appeared" in last(world.alice.user.dm_channel, read)


async def test_it_is_listed_and_ended(world, wait_for_it, read):
    await wait_for_it()
    listed = await world.alice.slash(world.channel, "watches")
    assert "**Eurovision** and **Kyiv** → direct messages" in "\n".join(read(listed.response))
    await world.alice.click(listed.response, label="End 1")
    again = await world.alice.slash(world.channel, "watches")
    assert "You wait for nothing." in "\n".join(read(again.response))


async def test_closed_direct_messages_are_said_at_once(world, ask, read):
    asked = await ask()
    offered = await world.alice.click(asked.response, label="Tell me when it appears")
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    refused = await world.alice.click(offered.response, label="By direct message")
    assert "closed to me" in "\n".join(read(refused.response))
    assert await world.app.desk.watching.all_of(world.alice.id) == []


async def test_whoever_opted_out_can_wait_all_the_same(world, wait_for_it, read):
    await world.alice.slash(world.channel, "privacy opt-out")
    await wait_for_it()
    assert len(await world.app.desk.watching.all_of(world.alice.id)) == 1


async def test_an_answer_offers_no_such_button(world):
    asked = await world.alice.slash(
        world.channel, "ask", question="Did Russian forces annex the Crimean peninsula?"
    )
    rows = asked.response.components[0]["components"]
    assert [b["label"] for b in rows[-1]["components"]] == ["Right", "Wrong", "Ask on"]
