import asyncio

import aiohttp
import discord
import pytest

from bot.patience import PatientAdapter, be_patient, patiently
from tests.loopback.cases import CALLBACK, FOLLOW_UP
from tests.loopback.conftest import client, online, place, pointed, small_discord

FIXTURES = (client, online, place, pointed, small_discord)


@pytest.fixture
def answering(online):
    """Have the client answer every interaction as it is told; return what was raised."""

    def answer(act):
        raised = asyncio.get_running_loop().create_future()

        async def on_interaction(interaction):
            be_patient()
            try:
                await act(interaction)
            except Exception as error:
                raised.set_result(error)
            else:
                raised.set_result(None)

        online.on_interaction = on_interaction
        return raised

    return answer


async def click(small_discord, place):
    message, _ = small_discord.world.post(small_discord.world.me, place, {"content": "asked"})
    return await small_discord.click(place.guild.owner, message, "x")


async def defer_and_follow(interaction):
    await interaction.response.defer(thinking=True)
    await interaction.followup.send("here it is")


@pytest.mark.parametrize("route", [CALLBACK, FOLLOW_UP])
@pytest.mark.parametrize("kind", ["lose_answer", "lose_request"])
async def test_what_is_lost_is_sent_again_and_arrives_once(
    small_discord, place, answering, route, kind
):
    raised = answering(defer_and_follow)
    getattr(small_discord.faults, kind)(*route)
    clicked = await click(small_discord, place)
    assert await raised is None
    assert clicked.original.body["content"] == "here it is"
    assert clicked.follow_ups == []


async def test_a_second_follow_up_is_sent_again_rather_than_lost(small_discord, place, answering):
    async def act(interaction):
        await defer_and_follow(interaction)
        small_discord.faults.lose_request(*FOLLOW_UP)
        await interaction.followup.send("and this")

    raised = answering(act)
    clicked = await click(small_discord, place)
    assert await raised is None
    assert [m.body["content"] for m in clicked.follow_ups] == ["and this"]


async def test_a_click_that_another_process_answered_is_told(small_discord, place, answering):
    raised = answering(defer_and_follow)
    small_discord.faults.answer(*CALLBACK, 400, code=40060)
    await click(small_discord, place)
    assert (await raised).code == 40060


async def test_a_connection_that_stays_lost_is_raised(small_discord, place, answering, monkeypatch):
    monkeypatch.setattr("bot.patience._CALLBACK_RESTS_S", (0.0,))
    raised = answering(defer_and_follow)
    small_discord.faults.lose_request(*CALLBACK, times=None)
    await click(small_discord, place)
    assert isinstance(await raised, aiohttp.ClientError | OSError)


async def test_patience_ends(monkeypatch):
    monkeypatch.setattr("bot.patience._RESTS_S", (0.0, 0.0))
    tries = []

    async def send():
        tries.append(1)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await patiently(send)
    assert len(tries) == 3


async def test_what_is_refused_is_not_sent_again(client, place):
    channel = await client.fetch_channel(place.id)
    with pytest.raises(discord.HTTPException) as refused:
        await patiently(lambda: channel.send("x" * 2001))
    assert refused.value.status == 400


def test_memory_stays_small(monkeypatch):
    monkeypatch.setattr("bot.patience._MOST_TOKENS", 3)
    adapter = PatientAdapter()
    for n in range(9):
        adapter._note(str(n), {"type": 5})
    assert list(adapter._thinking) == ["6", "7", "8"]
