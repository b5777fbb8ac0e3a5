"""`articles`, `ingest` and `forget`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot import rows, terminal
from bot.bootstrap import open_store
from bot.config import read_settings
from bot.errors import ArticleMissing, InFolder
from bot.services.ingesting import FOLDER, Ingesting, Status
from bot.services.loops import utc_now
from bot.services.plain_files import article_files
from bot.storage.articles import ArticleStore

if TYPE_CHECKING:
    from bot.services.ingesting import Ingested

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@_JSON
def articles(*, as_json: bool) -> None:
    """List the articles that are searched."""

    async def list_them() -> None:
        settings = read_settings()
        async with open_store(settings) as database:
            store = ArticleStore(database)
            await Ingesting(store, utc_now).mirror(settings.attribune_articles)
            versions = [version for version, _ in await store.living()]
        if as_json:
            for version in versions:
                click.echo(rows.line(rows.article_row(version)))
        else:
            terminal.show(terminal.make_console(), terminal.articles(versions))

    asyncio.run(list_them())


@click.command()
@click.argument("paths", nargs=-1, required=True)
@_JSON
def ingest(paths: tuple[str, ...], *, as_json: bool) -> None:
    """Bring in articles: text and Markdown files, folders of them; `-` is one from the input."""
    done = asyncio.run(_ingest(paths, as_json=as_json))
    if not as_json:
        terminal.show(terminal.make_console(), terminal.ingested(done))
    if done and all(item.status is Status.QUARANTINED for item in done):
        sys.exit(1)


async def _ingest(paths: tuple[str, ...], *, as_json: bool) -> list[Ingested]:
    files = [file for path in paths if path != "-" for file in article_files(Path(path))]
    done: list[Ingested] = []
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        disable=not sys.stderr.isatty(),
        console=terminal.make_error_console(),
        transient=True,
    )
    async with open_store(read_settings()) as database:
        ingesting = Ingesting(ArticleStore(database), utc_now)
        with bar:
            task = bar.add_task("Reading", total=len(files))
            async for item in ingesting.ingest_files(files):
                _keep(item, done, as_json=as_json)
                bar.advance(task)
        if "-" in paths:
            raw = sys.stdin.read()
            _keep(await ingesting.ingest_text(raw, "standard input"), done, as_json=as_json)
    return done


def _keep(item: Ingested, done: list[Ingested], *, as_json: bool) -> None:
    done.append(item)
    if as_json:
        click.echo(rows.line(rows.ingested_row(item)))


@click.command()
@click.argument("article", type=int)
def forget(article: int) -> None:
    """Search the ARTICLE with that id no longer; what cited it can still be verified."""

    async def forget_it() -> None:
        async with open_store(read_settings()) as database:
            store = ArticleStore(database)
            kept = {k.article_id for k in await store.by_origin(FOLDER)}
            if article in kept:
                raise InFolder(article)
            if not await Ingesting(store, utc_now).forget(article):
                raise ArticleMissing(article)
        click.echo(f"Article {article} is no longer searched.")

    asyncio.run(forget_it())
