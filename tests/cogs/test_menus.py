import discord
import pytest

from cogs.menus import FIND, WHO

SAID = "Macron met President Putin in Moscow, didn't he? And the weather was fine."


@pytest.fixture
def find(world, read):
    async def find(person, message):
        result = await person.context_menu(world.channel, FIND, message)
        assert result.ephemeral
        return "\n".join(read(result.response)), result

    return find


async def test_it_finds_what_a_message_says_and_shares_it(world, find, read):
    message = await world.bob.send(world.channel, SAID)
    text, result = await find(world.alice, message)
    assert "Emmanuel" in text
    shared = await world.alice.click(result.response, label="Share")
    assert not shared.ephemeral
    assert "Emmanuel" in "\n".join(read(shared.response))


async def test_a_message_of_the_bot_itself(world, find):
    asked = await world.bob.slash(world.channel, "ask", question="When was Crimea annexed?")
    assert "2014" in (await find(world.alice, asked.response))[0]


async def test_embeds_are_read(world, find):
    hook = world.guild.create_webhook(world.channel)
    embed = discord.Embed(title="News", description="Six Type 45 destroyers are docked in port.")
    message = await hook.send(embeds=[embed])
    assert "destroyers" in (await find(world.alice, message))[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Kremlin has denied the claims. " * 57, id="2,000 characters"),
        pytest.param('"unclosed -Kremlin OR denied: (claims publisher:', id="operators"),
        pytest.param("@everyone <@1> https://x.example/Kremlin **Kremlin** denied", id="mark-up"),
    ],
)
async def test_odd_messages(world, find, text):
    message = await world.bob.send(world.channel, text[:2000])
    shown, result = await find(world.alice, message)
    assert "Kremlin" in shown
    assert (await world.alice.click(result.response, label="Why?")).ephemeral


async def test_nothing_like_it(world, find):
    message = await world.bob.send(world.channel, "I baked a chocolate cake with bananas.")
    assert "No sentence meets that search." in (await find(world.alice, message))[0]


async def test_a_message_without_text(world, find):
    message = await world.bob.send(world.channel, attachments=[("x.txt", b"x")])
    assert "no text" in (await find(world.alice, message))[0]
    assert len(world.expected_errors()) == 1


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("lol he really said “No one wants to divide and rule Russia” wow", "**Exactly"),
        ("Look: nobody wants to divide and then rule Russia. Anyway.", "~~then~~"),
        ("I baked a chocolate cake with bananas.", "Nobody"),
    ],
)
async def test_who_said_this(world, read, text, verdict):
    message = await world.bob.send(world.channel, text)
    result = await world.alice.context_menu(world.channel, WHO, message)
    assert result.ephemeral
    assert verdict in "\n".join(read(result.response))


async def who(person, channel, message, read):
    result = await person.context_menu(channel, WHO, message)
    assert result.ephemeral
    return "\n".join(read(result.response))


async def test_who_said_an_embed_and_a_long_message(world, read):
    hook = world.guild.create_webhook(world.channel)
    embed = discord.Embed(title="News", description="“No one wants to divide and rule Russia”")
    quoted = await hook.send(embeds=[embed])
    assert "Ben Wallace" in await who(world.alice, world.channel, quoted, read)
    long = await hook.send("It snowed again. " * 100 + "“No one wants to divide and rule Russia”")
    assert "Ben Wallace" in await who(world.alice, world.channel, long, read)


async def test_what_is_shared_is_corrected_and_replied_to_like_any_answer(world, find):
    message = await world.bob.send(world.channel, SAID)
    _, result = await find(world.alice, message)
    shared = await world.alice.click(result.response, label="Share")
    assert await world.app.remembering.in_message(shared.response.id)
