async def test_help_lists_every_command_and_operator(world, read):
    result = await world.alice.slash(world.channel, "help")
    text = "\n".join(read(result.response))
    assert result.ephemeral
    for name in world.alice.available_commands(world.channel):
        assert f"`/{name}" in text
    assert "`after:2022-02-07`" in text


async def test_about_counts_and_promises(world, read):
    text = "\n".join(read((await world.alice.slash(world.channel, "about")).response))
    assert "I search 2 articles of 2 publishers." in text
    assert "Verbatim" in text
