"""`preview`: the bot in a browser of this machine, without a Discord account."""

from __future__ import annotations

import asyncio
import importlib.util
import tempfile
from pathlib import Path

import click

from bot.bootstrap import open_app, start_loops
from bot.config import Settings, read_settings
from bot.errors import StartFailed
from bot.log import set_up_logging

_NEEDED = ("simcord", "markdown_it", "linkify_it", "regex", "PIL")
_MISSING = (
    "The preview needs the optional extra: run `make preview`, or "
    "`python -m pip install 'attribune[preview]'`."
)


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--port", type=click.IntRange(1, 65535), help="A port of 127.0.0.1; else any.")
def preview(*, folder: Path | None, port: int | None) -> None:
    """Try the bot in a browser, on the articles in FOLDER or ATTRIBUNE_ARTICLES.

    Nothing leaves this machine, and nothing is kept afterwards.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise StartFailed(_MISSING)
    articles = {"attribune_articles": folder} if folder else {}
    set_up_logging("ERROR")
    with tempfile.TemporaryDirectory(prefix="attribune-preview-") as data:
        chosen = read_settings(
            attribune_data=Path(data), discord_token=None, discord_token_file=None, **articles
        )
        if chosen.attribune_articles:
            click.echo("Reading the articles …", err=True)
        asyncio.run(_show(chosen, port))


async def _show(settings: Settings, port: int | None) -> None:
    from bot.preview import Clock, show  # noqa: PLC0415 (the extra is imported only here)

    clock = Clock()
    async with open_app(settings, clock=clock) as app:
        await show(app, clock, start_loops, _announce, port=port)


def _announce(url: str) -> None:
    click.echo(f"Click {url} to try the bot; Ctrl-C ends it.")
