"""`quote`, `whosaid` and `speakers`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import click

from bot import choice_terminal, quote_rows, quote_terminal, rows, terminal
from bot.bootstrap import open_app
from bot.commands._lines import lines_of, say
from bot.config import read_settings
from bot.errors import AttribuneError
from bot.services.quoting.models import Asked, Card
from bot.services.usage import Asker
from corpus.quotations import Kind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date, datetime

    from bot.bootstrap import App

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--by", help="Who said it: a name, a surname, a role; `-` reads one a line.")
@click.option("--about", help="What it is about; `-` reads one topic a line.")
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]))
@click.option("--since", type=_DAY, help="Only articles of this day or later.")
@click.option("--until", type=_DAY, help="Only articles of this day or earlier.")
@_JSON
def quote(
    *,
    by: str | None,
    about: str | None,
    kind: str | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Find quotations by who said them and what they are about."""
    if by == "-" and about == "-":
        raise click.UsageError("Only one of --by and --about can be `-`.")

    async def look(app: App, text: str) -> None:
        asked = Asked(
            by=text if by == "-" else by,
            about=text if about == "-" else about,
            kind=kind,
            since=_day(since),
            until=_day(until),
        )
        found = await app.quoting.quote(asked)
        if as_json:
            for row in quote_rows.found_rows(found):
                click.echo(rows.line(row))
        else:
            terminal.show(terminal.make_console(), quote_terminal.found(found))

    asyncio.run(_each("quote", "-" if "-" in {by, about} else "", look))


@click.command()
@click.argument("words", nargs=-1, required=True)
@_JSON
def whosaid(words: tuple[str, ...], *, as_json: bool) -> None:
    """Say who said WORDS, exactly or altered, or that nobody did; `-` reads one a line."""

    async def look(app: App, text: str) -> None:
        checked = await app.quoting.whosaid(text)
        before = await app.said_before.best(checked.quotes) if checked.is_found else ()
        if as_json:
            click.echo(rows.line(quote_rows.checked_row(checked, before)))
        else:
            terminal.show(terminal.make_console(), quote_terminal.checked(checked, before))

    asyncio.run(_each("whosaid", " ".join(words), look))


@click.command()
@click.argument("name", nargs=-1)
@_JSON
def speakers(name: tuple[str, ...], *, as_json: bool) -> None:
    """List who is quoted, or show everything about NAME; `-` reads one a line."""

    async def look(app: App, text: str) -> None:
        if not text:
            listed = await app.quoting.speakers()
            _print_list(listed, as_json=as_json)
            return
        found = await app.quoting.speaker(text)
        if not isinstance(found, Card):
            if not found:
                raise AttribuneError(f"Nobody called {text} is quoted.")
            _print_choices(found, as_json=as_json)
        elif as_json:
            click.echo(rows.line(quote_rows.card_row(found)))
        else:
            terminal.show(terminal.make_console(), quote_terminal.card(found))

    asyncio.run(_each("speakers", " ".join(name), look))


def _print_list(listed: list[Any], *, as_json: bool) -> None:
    if not as_json:
        terminal.show(terminal.make_console(), quote_terminal.speakers(listed))
        return
    for known in listed:
        click.echo(rows.line(quote_rows.known_row(known)))


def _print_choices(known: tuple[Any, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(rows.line({"choices": [quote_rows.known_row(item) for item in known]}))
    else:
        terminal.show(terminal.make_console(), choice_terminal.choices(known))


async def _each(command: str, argument: str, look: Callable[[App, str], Awaitable[None]]) -> None:
    """Look up the argument, or each line of standard input when it is ``-``."""
    async with open_app(read_settings()) as app:
        await app.quoting.ready()  # whoever asks once can wait for a whole answer
        for text in lines_of(argument):
            try:
                async with app.usage.record(command, Asker(), text):
                    await look(app, text)
            except AttribuneError as error:
                if argument != "-":
                    raise
                say(str(error), err=True)


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None
