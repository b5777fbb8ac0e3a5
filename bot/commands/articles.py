"""`articles`, `ingest` and `forget`."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import rows, terminal
from bot.commands._opened import opened
from bot.config import read_settings
from bot.errors import ArticleMissing, InFolder
from bot.services.ingesting import FOLDER, Status
from bot.services.library import save_index
from bot.services.preparing import find_files
from bot.terminal_ingested import ingested

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.services.collecting import Collection
    from bot.services.ingesting import Ingested
    from bot.services.preparing import FoundFile
    from bot.services.reading.models import Unread

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# From so many new articles on, the index is made at once: the next start would make it first.
MANY = 100
_SEARCHED = (Status.NEW, Status.UPDATED)


@click.group(invoke_without_command=True)
@_JSON
@click.pass_context
def articles(context: click.Context, *, as_json: bool) -> None:
    """List the articles that are searched, or see to one of them."""
    if context.invoked_subcommand is None:
        asyncio.run(_list(as_json=as_json))


async def _list(*, as_json: bool) -> None:
    async with opened() as collected:
        await collected.folder.sync()
        versions = [version for version, _ in await collected.articles.living()]
    if as_json:
        for version in versions:
            click.echo(rows.line(rows.article_row(version)))
    else:
        terminal.show(terminal.make_console(), terminal.articles(versions))


@articles.command()
@click.argument("article", type=int)
@_JSON
def show(article: int, *, as_json: bool) -> None:
    """Show the newest version of the ARTICLE with that id."""
    asyncio.run(_show(article, as_json=as_json))


async def _show(article: int, *, as_json: bool) -> None:
    async with opened() as collected:
        versions = await collected.articles.versions(article)
    if not versions:
        raise ArticleMissing(article)
    if as_json:
        row = rows.article_row(versions[-1]) | {"text": versions[-1].article.text}
        click.echo(rows.line(row))
    else:
        terminal.show(terminal.make_console(), terminal.article(versions[-1]))


@articles.command()
@click.argument("article", type=int)
@_JSON
def history(article: int, *, as_json: bool) -> None:
    """Show the versions of the ARTICLE with that id, and what changed."""
    asyncio.run(_history(article, as_json=as_json))


async def _history(article: int, *, as_json: bool) -> None:
    async with opened() as collected:
        versions = await collected.articles.versions(article)
    if not versions:
        raise ArticleMissing(article)
    if as_json:
        for row in rows.history_rows(versions):
            click.echo(rows.line(row))
    else:
        terminal.show(terminal.make_console(), terminal.history(versions))


@articles.command()
@_JSON
def quarantine(*, as_json: bool) -> None:
    """List the texts that may be no articles and wait for a decision."""
    asyncio.run(_quarantine(as_json=as_json))


async def _quarantine(*, as_json: bool) -> None:
    async with opened() as collected:
        waiting = await collected.quarantine.waiting(limit=1000)
    if as_json:
        for doubtful in waiting:
            click.echo(rows.line(rows.doubtful_row(doubtful)))
    else:
        terminal.show(terminal.make_console(), terminal.quarantine(waiting))


@articles.command()
@click.argument("quarantined", type=int, nargs=-1, required=True)
@_JSON
def accept(quarantined: tuple[int, ...], *, as_json: bool) -> None:
    """Take texts in quarantine, by their ids there, for articles."""
    asyncio.run(_accept(quarantined, as_json=as_json))


async def _accept(quarantined: tuple[int, ...], *, as_json: bool) -> None:
    async with opened() as collected:
        done = [await collected.ingesting.accept(one) for one in quarantined]
    _report(done, as_json=as_json)


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="PATH|URL|-...")
@_JSON
def ingest(places: tuple[str, ...], *, as_json: bool) -> None:
    """Bring in articles: files (txt, md, html, json, jsonl, zip), folders, addresses.

    `-` is one file from the input.
    """
    done = asyncio.run(_ingest(places, as_json=as_json))
    if not as_json:
        terminal.show(terminal.make_console(), ingested(done))
    if done and all(item.status is Status.QUARANTINED for item in done):
        sys.exit(1)


async def _ingest(places: tuple[str, ...], *, as_json: bool) -> list[Ingested]:
    urls = [place for place in places if _ADDRESS.match(place)]
    paths = [place for place in places if place != "-" and place not in urls]
    files = [file for path in paths for file in find_files(Path(path))]
    done: list[Ingested] = []
    async with opened() as collected:
        with _bar() as bar:
            task = bar.add_task("Reading", total=len(files) + len(urls))
            async for items in _read(collected, files, urls):
                bar.advance(task)
                _keep(items, done, as_json=as_json)
            if sum(item.status in _SEARCHED for item in done) >= MANY:
                bar.add_task("Indexing", total=None)
                await save_index(collected.articles, read_settings().index)
        if "-" in places:
            content = sys.stdin.buffer.read()
            async for item in collected.adding.unnamed(content, "standard input"):
                _keep([item], done, as_json=as_json)
    return done


async def _read(
    collected: Collection, files: Sequence[FoundFile | Unread], urls: Sequence[str]
) -> AsyncIterator[list[Ingested]]:
    async for _, items in collected.ingesting.ingest_files(files):
        yield items
    for url in urls:
        yield await collected.adding.address(url)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        disable=not sys.stderr.isatty(),
        console=terminal.make_error_console(),
        transient=True,
    )


def _keep(items: list[Ingested], done: list[Ingested], *, as_json: bool) -> None:
    done += items
    if as_json:
        for item in items:
            click.echo(rows.line(rows.ingested_row(item)))


def _report(items: list[Ingested], *, as_json: bool) -> None:
    if as_json:
        for item in items:
            click.echo(rows.line(rows.ingested_row(item)))
    else:
        terminal.show(terminal.make_console(), ingested(items))


@click.command()
@click.argument("article", type=int)
def forget(article: int) -> None:
    """Search the ARTICLE with that id no longer; what cited it can still be verified."""
    asyncio.run(_forget(article))
    click.echo(f"Article {article} is no longer searched.")


async def _forget(article: int) -> None:
    async with opened() as collected:
        if article in {kept.article_id for kept in await collected.articles.by_origin(FOLDER)}:
            raise InFolder(article)
        if not await collected.ingesting.forget(article):
            raise ArticleMissing(article)
