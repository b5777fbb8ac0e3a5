import json

import pytest

from bot.services.subscribing import Person

UNUSUAL = "Where does the zyxwvut grow?"


@pytest.fixture
async def world(open_world):
    async with open_world(attribune_keep_questions=True) as world:
        yield world


async def use_everything(world, person):
    asked = await person.slash(world.channel, "ask", question=UNUSUAL)
    await person.click(asked.response, label="Wrong")
    await world.bob.click(asked.response, label="Right")


async def privacy(world, person, name):
    result = await person.slash(world.channel, f"privacy {name}")
    assert result.ephemeral
    return result


def bytes_of(world):
    data = world.app.settings.attribune_data
    return b"".join(path.read_bytes() for path in data.glob("attribune.sqlite3*"))


def traces(world, person):
    """Return everything that would tell of a person in a file."""
    key = world.app.usage.key_of(person.id)
    numbers = [person.id.to_bytes(8, "big"), str(person.id).encode()]
    return [UNUSUAL.encode(), key.encode(), *numbers]


async def test_show_counts_what_is_stored(world, read):
    assert "Nothing." in read((await privacy(world, world.alice, "show")).response)[0]
    await use_everything(world, world.alice)
    text = read((await privacy(world, world.alice, "show")).response)[0]
    assert "usage: **2**" in text
    assert "shown answers: **1**, since <t:" in text
    assert "judgements: **1**" in text


async def test_export_comes_as_a_file_by_direct_message(world, read):
    await use_everything(world, world.alice)
    assert "sent" in read((await privacy(world, world.alice, "export")).response)[0]
    message = world.alice.user.dm_channel.last_message
    told = json.loads(await message.attachments[0].read())
    assert told["usage"][0]["question"] == UNUSUAL
    assert told["shown answers"][0]["verdict"]["answered"] is False
    assert "person" not in told["usage"][0]


async def test_export_with_closed_direct_messages(world, read):
    world.env.inject_error("POST", "/channels/*/messages", status=403)
    result = await privacy(world, world.alice, "export")
    assert "closed to me" in read(result.response)[0]
    assert json.loads(await result.response.attachments[0].read())["usage"] == []


async def test_delete_leaves_no_byte_in_the_file(world, read):
    await use_everything(world, world.alice)
    await subscribe(world, world.alice)
    await world.app.usage.flush()
    assert sum(trace in bytes_of(world) for trace in traces(world, world.alice)) == 3
    assert "deleted" in read((await privacy(world, world.alice, "delete")).response)[0]
    left = bytes_of(world)
    assert not any(trace in left for trace in traces(world, world.alice))
    assert world.app.usage.key_of(world.bob.id).encode() in left
    assert "Nothing." in read((await privacy(world, world.alice, "show")).response)[0]


async def subscribe(world, person):
    async with world.app.database.transaction() as tx:
        for key, channel in (("dm", None), ("server", 5)):
            await tx.execute(
                "INSERT INTO subscription (key, user_id, channel_id, wall, zone, days, topics,"
                " speakers, quiet, created_at, seen_version) VALUES (:key, :user, :channel,"
                " '07:00', 'UTC', 127, '[]', '[]', 'no', '2026-01-01', 0)",
                {"key": key, "user": person.id, "channel": channel},
            )


async def test_a_servers_briefing_outlives_who_set_it_up(world):
    await subscribe(world, world.alice)
    await privacy(world, world.alice, "delete")
    rows = await world.app.database.all("SELECT key, user_id FROM subscription")
    assert [tuple(row) for row in rows] == [("server", 0)]


async def test_after_opt_out_nothing_is_stored_and_everything_works(world, read):
    await privacy(world, world.alice, "opt-out")
    result = await world.alice.slash(world.channel, "ask", question="When was Crimea annexed?")
    await world.alice.click(result.response, label="Context")
    assert "Ms Truss will hold discussions there" in "\n".join(read(world.channel.history()[-1]))
    refused = await world.alice.click(result.response, label="Right")
    assert "opted out" in read(refused.response)[0]
    world.expected_errors()
    await world.app.usage.flush()
    assert b"Crimea annexed?" not in bytes_of(world)
    text = read((await privacy(world, world.alice, "show")).response)[0]
    assert "Nothing." in text
    assert "You have opted out" in text


async def test_an_opt_out_outlives_a_restart_until_it_is_taken_back(world):
    await privacy(world, world.alice, "opt-out")
    world.app.usage.opt_in(world.app.usage.key_of(world.alice.id))
    await world.app.privacy.open()
    assert world.app.usage.person(world.alice.id) is None
    await privacy(world, world.alice, "opt-in")
    assert world.app.usage.person(world.alice.id)
    key = world.app.usage.key_of(world.alice.id)
    assert key.encode() not in bytes_of(world)


async def test_it_works_in_direct_messages(world, read):
    await world.carol.slash("ask", question=UNUSUAL)
    shown = await world.carol.slash("privacy show")
    assert "usage: **1**" in read(shown.response)[0]
    await world.carol.slash("privacy delete")
    await world.carol.slash("privacy export")
    assert world.carol.dm_channel.last_message.attachments


async def test_delete_ends_briefings_and_watches_and_leaves_no_byte(world, read):
    chosen = {"time": "07:30", "timezone": "London", "topic": "zyxwvut"}
    await world.alice.slash(world.channel, "briefing subscribe", **chosen)
    asked = await world.alice.slash(world.channel, "ask", question=UNUSUAL)
    offered = await world.alice.click(asked.response, label="Tell me when it appears")
    await world.alice.click(offered.response, label="By direct message")
    held = read((await privacy(world, world.alice, "show")).response)[0]
    assert "watches: **1**" in held
    assert "subscriptions: **1**" in held
    await privacy(world, world.alice, "delete")
    assert not [trace for trace in traces(world, world.alice) if trace in bytes_of(world)]
    assert b"zyxwvut" not in bytes_of(world)
    assert await world.app.desk.watching.all_of(world.alice.id) == []
    assert await world.app.desk.subscribing.all_of(Person(world.alice.id)) == []
