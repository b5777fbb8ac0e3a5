"""What the README and `.env.example` must not forget."""

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.config import Settings
from bot.console_commands import COMMANDS as CONSOLE_COMMANDS

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
