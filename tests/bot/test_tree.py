import pytest

QUESTION = "When was Crimea annexed?"


@pytest.fixture
async def hurried(open_world):
    """A world in which a person may use two commands a minute, and a server three."""
    async with open_world(
        attribune_commands_per_person=2, attribune_commands_per_server=3
    ) as world:
        yield world


async def ask(world, who):
    asked = await who.slash(world.channel, "ask", question=QUESTION)
    return asked.response


async def test_one_command_too_many_is_refused_with_the_time_when_it_ends(hurried):
    for _ in range(2):
        assert not (await ask(hurried, hurried.alice)).content
    refused = await ask(hurried, hurried.alice)
    at = int(hurried.env.now().timestamp()) + 60
    assert refused.content == f"That was a lot at once. You may ask again <t:{at}:R>."
    assert refused.ephemeral
    await hurried.env.advance_time(61)
    assert not (await ask(hurried, hurried.alice)).content


async def test_one_server_does_not_use_up_the_bot(hurried):
    await ask(hurried, hurried.alice)
    await ask(hurried, hurried.alice)
    assert not (await ask(hurried, hurried.bob)).content
    assert "a lot at once" in (await ask(hurried, hurried.bob)).content
    elsewhere = hurried.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    bob = elsewhere.add_member(hurried.bob.user)
    asked = await bob.slash(channel, "ask", question=QUESTION)
    assert not asked.response.content


async def test_owners_have_no_cooldown(hurried):
    hurried.bot.app.settings.__dict__["attribune_owners"] = {hurried.alice.user.id}
    for _ in range(5):
        assert not (await ask(hurried, hurried.alice)).content


async def test_autocomplete_is_not_counted(hurried):
    for _ in range(5):
        await hurried.alice.autocomplete(hurried.channel, "search", "query", "cri")
    assert not (await ask(hurried, hurried.alice)).content


async def test_one_press_too_many_is_refused_too(hurried):
    shown = await ask(hurried, hurried.alice)
    for _ in range(6):  # three presses for each of two commands
        assert not (await hurried.alice.click(shown, label="Why?")).response.content
    refused = (await hurried.alice.click(shown, label="Why?")).response
    assert refused.content.startswith("That was a lot at once. You may ask again <t:")
    assert refused.ephemeral
    assert not (await hurried.bob.click(shown, label="Why?")).response.content
