from datetime import UTC, date, datetime, timedelta

import discord
import pytest

from bot.services.delivering import Arrival, Parcel, TryLater, Undeliverable
from bot.services.edition import Edition, Entry, Slice, Source, to_json
from bot.services.subscribing import Delivery, Subscription, Wanted
from cogs._courier import DiscordCourier, missing_permissions
from tests.loopback.conftest import client, place, pointed, small_discord
from tests.loopback.world import ANNOUNCEMENT, CROSSPOSTED, FORUM, HISTORY, PUBLIC_THREAD, SEND

FIXTURES = (client, place, pointed, small_discord)
DAY = date(2026, 3, 2)
NONCE = "0123456789ab-20260302"
EDITION = Edition(
    DAY, "new", (Entry(1, Source(1, 1, "Bridge to close"), Slice(1, 0, 10, "It closes.")),)
)
POST = ("POST", "/channels/*/messages")


@pytest.fixture
def courier(client):
    return DiscordCourier(client)


@pytest.fixture
def parcel(place):
    def make(where=place, *, quiet="no", is_late=False):
        ids = (place.guild.id, where.id) if where else (None, None)
        wanted = Wanted(place.guild.owner.id, *ids, "07:30", "UTC", 127, quiet=quiet)
        now = datetime.now(UTC)
        due = now - timedelta(hours=2) if is_late else now
        subscription = Subscription(1, NONCE[:12], wanted, now, now, None, 0, None, None)
        delivery = Delivery(
            1, 1, DAY, due, due, NONCE, to_json(EDITION), "sending", 1, now, None, None, None, None
        )  # fmt: skip
        return Parcel(subscription, delivery, is_late)

    return make


async def find(courier, sent):
    since, until = (
        datetime.now(UTC) - timedelta(minutes=5),
        datetime.now(UTC) + timedelta(minutes=9),
    )
    return await courier.find(sent, since=since, until=until)


async def test_what_was_sent_is_found_by_its_mark(courier, parcel, place, small_discord):
    await small_discord.say(place.guild.owner, place, "something else")
    assert await find(courier, parcel()) is None
    arrival = await courier.send(parcel())
    assert arrival == Arrival(place.id, small_discord.messages(place)[0].id)
    assert await find(courier, parcel()) == arrival


async def test_direct_messages_are_found_too(courier, parcel, small_discord):
    arrival = await courier.send(parcel(None))
    assert await find(courier, parcel(None)) == arrival


async def test_the_same_nonce_arrives_once(courier, parcel, place, small_discord):
    assert await courier.send(parcel()) == await courier.send(parcel())
    assert len(small_discord.messages(place)) == 1


async def test_a_forum_gets_a_post_and_it_is_found(courier, parcel, place, small_discord):
    forum = small_discord.world.add_channel(place.guild, "forum", FORUM)
    arrival = await courier.send(parcel(forum))
    assert small_discord.world.channel(arrival.channel_id).parent is forum
    assert await find(courier, parcel(forum)) == arrival


async def test_a_thread_gets_a_message(courier, parcel, place, small_discord):
    thread = small_discord.world.add_channel(place.guild, "daily", PUBLIC_THREAD, place)
    arrival = await courier.send(parcel(thread))
    assert arrival.channel_id == thread.id


async def test_an_announcement_is_published_even_when_only_found(
    courier, parcel, place, small_discord
):
    news = small_discord.world.add_channel(place.guild, "announcements", ANNOUNCEMENT)
    small_discord.faults.answer("POST", "/channels/*/messages/*/crosspost", 503, times=5)
    sent = await courier.send(parcel(news))
    small_discord.faults.clear()
    assert not news.messages[sent.message_id].flags & CROSSPOSTED
    await find(courier, parcel(news))
    assert news.messages[sent.message_id].flags & CROSSPOSTED


async def test_a_late_one_says_so_and_a_soundless_one_makes_none(
    courier, parcel, place, small_discord
):
    await courier.send(parcel(quiet="soundless", is_late=True))
    [message] = small_discord.messages(place)
    assert "Late by 2 h." in str(message.body["components"])
    assert message.body["flags"] & (1 << 12)


async def test_what_discord_refuses_is_explained(courier, parcel, place, small_discord):
    place.overwrites[place.guild.id] = (0, SEND)
    with pytest.raises(Undeliverable, match="lost a permission"):
        await courier.send(parcel())
    del place.guild.members[small_discord.world.me.id]
    with pytest.raises(Undeliverable, match="removed from the server"):
        await courier.send(parcel())
    small_discord.world.delete_channel(place)
    with pytest.raises(Undeliverable, match="The channel is gone"):
        await courier.send(parcel())


async def test_without_history_nothing_is_guessed(courier, parcel, place):
    place.overwrites[place.guild.id] = (0, HISTORY)
    with pytest.raises(Undeliverable, match="Read Message History"):
        await find(courier, parcel())


async def test_closed_direct_messages_are_explained(courier, parcel, place):
    place.guild.owner.closed_dms = True
    with pytest.raises(Undeliverable, match="direct messages are closed"):
        await courier.send(parcel(None))
    with pytest.raises(Undeliverable):
        await courier.tell(parcel().subscription, "The channel is gone.")


async def test_what_may_pass_is_tried_later(courier, parcel, small_discord):
    small_discord.faults.answer(*POST, 503)
    with pytest.raises(TryLater, match="503"):
        await courier.send(parcel())
    small_discord.faults.lose_answer(*POST)
    with pytest.raises(TryLater, match="connection"):
        await courier.send(parcel())


async def test_the_subscriber_is_told_with_one_click_to_go_on(
    courier, parcel, place, small_discord
):
    await courier.tell(parcel().subscription, "The channel is gone.")
    [told] = small_discord.messages(small_discord.world.dm_with(place.guild.owner))
    assert "07:30 in UTC, every day) is paused: The channel is gone." in str(told.body)
    assert f"briefing:resume:{NONCE[:12]}-00000000" in str(told.body)


async def test_each_missing_permission_is_named(client, place):
    channel = await client.fetch_channel(place.id)
    few = discord.Permissions(view_channel=True)
    assert missing_permissions(channel, few) == ["Send Messages", "Read Message History"]
    assert missing_permissions(channel, discord.Permissions.all()) == []
