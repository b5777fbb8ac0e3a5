"""What the README and `.env.example` must not forget."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from bot.bootstrap import open_app
from bot.cli import COMMANDS
from bot.config import Settings
from bot.console import answer_line
from bot.console_commands import COMMANDS as CONSOLE_COMMANDS
from bot.console_talk import Talk

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_documented(name):
    assert f"| `{name}` |" in README
    assert re.search(rf"^#?{name}=", EXAMPLE, re.MULTILINE)


def test_the_example_has_no_setting_too_many_and_true_defaults():
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE)
    assert {name for name, _ in lines} == {name.upper() for name in Settings.model_fields}
    example = Settings(**{name.lower(): value for name, value in lines if "_FILE" not in name})
    assert example == Settings()


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_of_the_command_line_is_documented(name):
    assert f"`attribune {name}" in README


@pytest.mark.parametrize("name", list(CONSOLE_COMMANDS))
def test_every_command_of_the_console_is_documented(name):
    assert re.search(rf"`/{name}\b", README)


async def test_every_slash_command_is_documented_and_says_where_it_works(world):
    for command in world.bot.tree.walk_commands():
        name = command.qualified_name
        assert re.search(rf"`/{re.escape(name)}[ `]", README), f"/{name} is not in the README"
    for command in world.bot.tree.get_commands():
        described = command.to_dict(world.bot.tree)
        assert described["contexts"], f"/{command.name} has no contexts"
        assert described["integration_types"], f"/{command.name} has no install types"


def test_nothing_is_written_that_only_this_machine_has():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("requirements*.txt")]:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text
        assert "index-url" not in text


async def test_the_readme_shows_what_the_console_answers(make_settings):
    transcript = README.split("```\n")[1]
    shown = [turn.split("\n", 1) for turn in transcript.split("› ")[1:]]
    assert len(shown) == 3
    async with open_app(make_settings()) as app:
        out = io.StringIO()
        talk = Talk(app, Console(file=out, width=10_000))
        for question, answer in shown:
            out.seek(0)
            out.truncate()
            await answer_line(talk, question)
            # A confidence may move by a few points from one fit of the model to the next.
            (was, told), (now, said) = (_without_confidence(t) for t in (answer, out.getvalue()))
            assert said == told
            assert abs(was - now) <= 5


def _without_confidence(text):
    """Return the confidence that a text states, 0 without one, and its other words."""
    stated = re.search(r"confidence (\d+)%", text)
    words = re.sub(r"confidence \d+%", "confidence", text).split()
    return int(stated[1]) if stated else 0, words
