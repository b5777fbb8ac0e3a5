"""The command line: `attribune`, also `python -m bot`.

Each command is imported when it is called, so that starting costs no more than it needs.
"""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import click

from bot.services.harmless import harmless
from corpus.errors import AttribuneError

_GARBAGE_AFTER = 20_000  # objects
COMMANDS = {
    "run": "bot.commands.running:run",
    "console": "bot.commands.running:console",
    "preview": "bot.commands.preview:preview",
    "ask": "bot.commands.asking:ask",
    "search": "bot.commands.asking:search",
    "why": "bot.commands.asking:why",
    "quote": "bot.commands.quoting:quote",
    "whosaid": "bot.commands.quoting:whosaid",
    "speakers": "bot.commands.quoting:speakers",
    "articles": "bot.commands.articles:articles",
    "ingest": "bot.commands.articles:ingest",
    "forget": "bot.commands.articles:forget",
    "feeds": "bot.commands.feeds:feeds",
    "extract": "bot.commands.extract:extract",
    "verify": "bot.commands.trusting:verify",
    "feedback": "bot.commands.trusting:feedback",
    "eval": "bot.commands.evaluate:evaluate",
    "privacy": "bot.commands.privacy:privacy",
    "usage": "bot.commands.usage:usage",
    "briefing": "bot.commands.briefing:briefing",
    "sync": "bot.commands.hosting:sync",
    "doctor": "bot.commands.hosting:doctor",
    "health": "bot.commands.health:health",
    "backup": "bot.commands.backup:backup",
    "restore": "bot.commands.backup:restore",
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of this file."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=_LazyGroup, invoke_without_command=True)
@click.version_option(package_name="attribune")
@click.pass_context
def attribune(ctx: click.Context) -> None:
    """Answers from your articles in their own words, and who said what.

    Without a command: on Discord when DISCORD_TOKEN is set, else the console.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(ctx.command.get_command(ctx, "run"))  # type: ignore[attr-defined]  # a group


def main(arguments: list[str] | None = None) -> Any:  # noqa: ANN401 (it never returns)
    """Run the command line; exit with 0, 1 (failed, with one sentence) or 2 (misuse)."""
    # Starting makes many objects that stay: looking for garbage among them takes a tenth of it.
    gc.set_threshold(_GARBAGE_AFTER, 20, 20)
    try:
        code = attribune.main(arguments, prog_name="attribune", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except AttribuneError as error:
        click.echo(harmless(str(error)), err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:  # the reader has gone: `attribune search x | head`
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
