import io

import pytest
from rich.console import Console

from bot.bootstrap import open_app
from bot.console import answer_line
from bot.console_talk import Talk


@pytest.fixture
async def say(make_settings):
    """Say lines to the console; return what it printed for the last."""
    async with open_app(make_settings()) as app:
        out = io.StringIO()
        talk = Talk(app, Console(file=out, width=200))

        async def say(*lines):
            for line in lines:
                out.seek(0)
                out.truncate()
                assert await answer_line(talk, line)
            return out.getvalue()

        yield say


WALLACE = "What did Ben Wallace say about Poland?"


async def test_a_follow_up_is_understood_and_says_how(say):
    told = await say(WALLACE, "and what did he say about Nato?")
    assert "about: Ben Wallace · Nato" in told
    assert "NATO" in told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("why?", "about: Ben Wallace"),
        ("who else?", "about: Poland"),
        ("more", "sentence"),
        ("show the context", "Poland"),
        ("thanks!", "You are welcome."),
    ],
)
async def test_the_same_follow_ups_as_on_discord(say, line, told):
    assert told in await say(WALLACE, line)


async def test_it_goes_on_from_a_command_too(say):
    assert "Ben Wallace · Poland" in await say(
        "/quote by: Wallace about: Nato", "and about Poland?"
    )


async def test_commands_between_do_not_end_the_conversation(say):
    assert "Ben Wallace · Nato" in await say(WALLACE, "/usage", "/feeds", "and about Nato?")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/verify nonsense", "That id fits nothing"),
        ("/usage", "questions"),
        ("/feeds", "no feeds"),
        ("/corrections", "Nothing was put right"),
        ("/privacy", "without saying by whom"),
        ("more", "Ask something first."),
        ("hello", "Hello."),
    ],
)
async def test_what_else_makes_sense_here(say, line, told):
    assert told.lower() in (await say(line)).lower()


async def test_an_article_that_there_is_not_is_named(say):
    assert "There is no article called “budget”." in await say(WALLACE, "/why budget")
