import pytest

WALLACE = "What did Ben Wallace say about Poland?"


@pytest.fixture
def ask_on(world):
    """Ask, then go on by the button's form; return what the form was answered with."""

    async def ask_on(text, person=None, *, restarts=False, **options):
        asked = await world.alice.slash(world.channel, "ask", question=WALLACE, **options)
        if restarts:
            await world.restart()
        shown = await (person or world.alice).click(asked.response, label="Ask on")
        return await (person or world.alice).submit_modal(shown, {"question": text})

    return ask_on


def text(read, result):
    return "\n".join(read(result.followups[-1] if result.followups else result.response))


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_follow_up_is_understood_from_the_answer_above(ask_on, read, restarts):
    told = text(read, await ask_on("and what did he say about Nato?", restarts=restarts))
    assert "### and what did he say" not in told
    assert "-# about: Ben Wallace · Nato" in told


async def test_somebody_else_may_ask_on(world, ask_on, read):
    assert "Ben Wallace · Nato" in text(read, await ask_on("and about Nato?", world.bob))


async def test_what_follows_a_private_answer_is_private(ask_on):
    assert (await ask_on("and about Nato?", private=True)).ephemeral


async def test_nothing_asked_is_said_so(ask_on, read):
    assert "no question in that" in text(read, await ask_on("lol"))
