from datetime import timedelta


async def ask(world):
    return await world.alice.slash(world.channel, "ask", question="When was Crimea annexed?")


async def test_an_answer_can_be_judged_by_anybody(world, read):
    result = await ask(world)
    for person, label in ((world.alice, "Right"), (world.bob, "Wrong")):
        thanks = await person.click(result.response, label=label)
        assert thanks.ephemeral
        assert "Thank you" in read(thanks.response)[0]
    judged = [labelled.judgement for labelled in await world.app.judging.labelled()]
    assert [j.is_right for j in judged] == [True, False]
    assert {j.guild_id for j in judged} == {world.guild.id}


async def test_the_buttons_outlive_a_restart(world):
    result = await ask(world)
    await world.restart()
    await world.bob.click(result.response, label="Wrong")
    assert len(await world.app.judging.labelled()) == 1


async def test_judgements_expire(world):
    result = await ask(world)
    await world.bob.click(result.response, label="Wrong")
    await world.env.advance_time(10)
    await world.app.judging.expire(keep=timedelta(seconds=5))
    assert await world.app.judging.labelled() == []
