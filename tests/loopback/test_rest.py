import discord
import pytest

from tests.loopback.world import ANNOUNCEMENT, CROSSPOSTED, FORUM, HISTORY, SEND


@pytest.fixture
async def channel(client, place):
    return await client.fetch_channel(place.id)


async def test_a_message_is_sent_edited_read_and_deleted(channel, place):
    sent = await channel.send("hello", nonce="7")
    await sent.edit(content="changed")
    assert [m.content async for m in channel.history()] == ["changed"]
    assert (await channel.fetch_message(sent.id)).edited_at
    await sent.delete()
    assert not place.messages


async def test_history_pages_both_ways(channel):
    sent = [await channel.send(str(n)) for n in range(5)]
    after = [m.content async for m in channel.history(after=sent[1], limit=2)]
    before = [m.content async for m in channel.history(before=sent[3], limit=2)]
    assert (after, before) == (["2", "3"], ["2", "1"])


async def test_an_enforced_nonce_gives_the_first_message_back(channel, place):
    first = await channel.send("hello", nonce="abc")
    assert (await channel.send("again", nonce="abc")).id == first.id
    assert len(place.messages) == 1


async def test_a_nonce_is_forgotten_after_minutes(small_discord, channel, place):
    await channel.send("hello", nonce="abc")
    small_discord.world.nonce_window_s = -1
    await channel.send("hello", nonce="abc")
    assert len(place.messages) == 2


async def test_permissions_are_kept(client, small_discord, channel, place):
    guild = place.guild
    place.overwrites[guild.id] = (0, SEND)
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50013
    place.overwrites[guild.id] = (0, HISTORY)
    with pytest.raises(discord.Forbidden):
        await channel.fetch_message(1)
    del guild.members[small_discord.world.me.id]
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50001


async def test_a_deleted_channel_is_unknown(small_discord, channel, place):
    small_discord.world.delete_channel(place)
    with pytest.raises(discord.NotFound) as missing:
        await channel.send("hello")
    assert missing.value.code == 10003


async def test_direct_messages_arrive_unless_closed(small_discord, client, place):
    ann = place.guild.owner
    user = await client.fetch_user(ann.id)
    await user.send("hello")
    assert len(small_discord.messages(small_discord.world.dm_with(ann))) == 1
    ann.closed_dms = True
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert refused.value.code == 50007


async def test_announcements_are_published_once(small_discord, client, place):
    news = small_discord.world.add_channel(place.guild, "announcements", ANNOUNCEMENT)
    sent = await (await client.fetch_channel(news.id)).send("hello")
    await sent.publish()
    assert news.messages[sent.id].flags & CROSSPOSTED
    with pytest.raises(discord.HTTPException):
        await sent.publish()


async def test_a_forum_takes_posts(small_discord, client, place):
    forum = small_discord.world.add_channel(place.guild, "forum", FORUM)
    made = await (await client.fetch_channel(forum.id)).create_thread(name="today", content="hi")
    assert made.thread.parent_id == forum.id
    thread = await client.fetch_channel(made.thread.id)
    assert [m.content async for m in thread.history()] == ["hi"]


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2001},
        {"embed": discord.Embed(description="x" * 4097)},
        {"content": "x", "nonce": "n" * 26},
    ],
    ids=["content", "embed", "nonce"],
)
async def test_a_body_beyond_the_limits_is_refused(channel, body):
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send(**body)
    assert refused.value.code == 50035
