"""`feeds`: added, listed, checked, paused, removed; OPML in and out."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import rows, terminal
from bot.commands._lines import say
from bot.commands._opened import opened
from bot.errors import UnreadableFile
from bot.terminal_ingested import ingested

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.feeds.feeds import Checked, Preview
    from bot.storage.feeds import KeptFeed

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group(invoke_without_command=True)
@_JSON
@click.pass_context
def feeds(context: click.Context, *, as_json: bool) -> None:
    """List the feeds and how they fare, or see to one of them."""
    if context.invoked_subcommand is None:
        asyncio.run(_list(as_json=as_json))


async def _list(*, as_json: bool) -> None:
    async with opened() as collected:
        _show(await collected.feeds.all(), as_json=as_json)


@feeds.command()
@click.argument("url")
@click.option("--yes", is_flag=True, help="Add it without asking.")
@_JSON
def add(url: str, *, yes: bool, as_json: bool) -> None:
    """Add the feed at URL, or the one that the page there names."""
    asyncio.run(_add(url, asks=not yes and not as_json and sys.stdin.isatty(), as_json=as_json))


async def _add(url: str, *, asks: bool, as_json: bool) -> None:
    async with opened() as collected:
        if asks:
            found = await collected.feeds.preview(url)
            _show_preview(found)
            if not await asyncio.to_thread(click.confirm, "Add it?", default=True):
                return
            url = found.url
        _report([await collected.feeds.add(url)], as_json=as_json)


@feeds.command()
@click.argument("feed", nargs=-1)
@_JSON
def check(feed: tuple[str, ...], *, as_json: bool) -> None:
    """Ask feeds now, by id or address; all that are not paused when none is named."""
    asyncio.run(_check(feed, as_json=as_json))


async def _check(named: tuple[str, ...], *, as_json: bool) -> None:
    async with opened() as collected:
        if named:
            ids = [(await collected.feeds.find(one)).id for one in named]
        else:
            ids = [one.id for one in await collected.feeds.all() if one.paused is None]
        for feed_id in ids:
            _report([await collected.feeds.check(feed_id)], as_json=as_json)


@feeds.command()
@click.argument("feed")
def pause(feed: str) -> None:
    """Ask a feed no longer until it is resumed."""
    asyncio.run(_change(feed, "pause"))


@feeds.command()
@click.argument("feed")
def resume(feed: str) -> None:
    """Ask a paused feed again."""
    asyncio.run(_change(feed, "resume"))


@feeds.command()
@click.argument("feed")
def remove(feed: str) -> None:
    """Remove a feed, by id or address; its articles stay."""
    asyncio.run(_change(feed, "remove"))


async def _change(named: str, change: str) -> None:
    async with opened() as collected:
        found = await collected.feeds.find(named)
        done = await getattr(collected.feeds, change)(found.id)
    past = {"pause": "paused", "resume": "asked again", "remove": "removed"}[change]
    say(f"{done.title} ({done.url}) is {past}.")


@feeds.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
def import_(file: str) -> None:
    """Add the feeds of an OPML list; `-` reads it from the input."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UnreadableFile(file, error.strerror or "it cannot be opened") from error
    asyncio.run(_import(file, content))


async def _import(file: str, content: bytes) -> None:
    async with opened() as collected:
        new = await collected.feeds.read_list(content, name=file)
    click.echo(f"{len(new)} new feeds; each is asked for the first time when the bot runs.")


@feeds.command()
def export() -> None:
    """Print the feeds as an OPML list."""
    asyncio.run(_export())


async def _export() -> None:
    async with opened() as collected:
        written = await collected.feeds.write_list()
    sys.stdout.write(written.decode("utf-8"))


def _show(found: Sequence[KeptFeed], *, as_json: bool) -> None:
    if as_json:
        for feed in found:
            click.echo(rows.line(rows.feed_row(feed)))
    else:
        terminal.show(terminal.make_console(), terminal.feeds(found))


def _show_preview(found: Preview) -> None:
    say(f"{found.title} ({found.url}), {found.items} items")
    for title in found.latest:
        say(f"  {title}")
    if found.warning:
        say(found.warning)


def _report(done: Sequence[Checked], *, as_json: bool) -> None:
    for checked in done:
        if as_json:
            items = [rows.ingested_row(item) for item in checked.items]
            click.echo(rows.line(rows.feed_row(checked.feed) | {"items": items}))
            continue
        console = terminal.make_console()
        terminal.show(console, terminal.feeds([checked.feed]))
        terminal.show(console, ingested(checked.items))
        if checked.held:
            click.echo(f"{checked.held} older items are held back.")
