import pytest

from tests.loopback.server import until


def listen(client):
    texts = []

    async def on_message(message):
        texts.append(message.content)

    client.on_message = on_message
    return texts


async def test_a_bot_comes_online_and_sees_its_servers(online, place):
    await until(lambda: online.get_channel(place.id) is not None)
    assert online.get_guild(place.guild.id).me.id == online.user.id


@pytest.mark.parametrize("code", [1006, 4000])
async def test_a_dropped_bot_resumes(small_discord, online, place, code):
    await small_discord.gateway.drop(code)
    await until(lambda: small_discord.gateway.resumes == 1)
    assert small_discord.gateway.identifies == 1


async def test_what_happened_while_away_is_replayed(small_discord, online, place):
    texts = listen(online)
    await small_discord.gateway.drop(1006)
    await small_discord.say(place.guild.owner, place, "hello")
    await until(lambda: texts == [""])


async def test_an_asked_reconnect_resumes(small_discord, online, place):
    await small_discord.gateway.ask_to_reconnect()
    await until(lambda: small_discord.gateway.resumes == 1)


async def test_text_is_hidden_without_the_intent_unless_mentioned(small_discord, online, place):
    texts = listen(online)
    me, ann = small_discord.world.me, place.guild.owner
    await small_discord.say(ann, place, "hidden")
    await small_discord.say(ann, place, f"<@{me.id}> shown")
    await until(lambda: len(texts) == 2)
    assert texts == ["", f"<@{me.id}> shown"]
