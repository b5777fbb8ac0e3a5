"""`ask` and `search`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from bot import rows, terminal
from bot.bootstrap import open_app
from bot.commands._lines import lines_of, say
from bot.config import read_settings
from bot.errors import AttribuneError
from bot.services.usage import Asker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.bootstrap import App
    from bot.services.answers import Answer

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@click.argument("question", nargs=-1, required=True)
@_JSON
def ask(question: tuple[str, ...], *, as_json: bool) -> None:
    """Answer QUESTION from the articles; `-` reads one question a line."""
    asyncio.run(_each("ask", " ".join(question), as_json=as_json))


@click.command()
@click.argument("words", nargs=-1, required=True)
@_JSON
def search(words: tuple[str, ...], *, as_json: bool) -> None:
    r"""Search for WORDS with operators; `-` reads one query a line.

    "exact phrase"  -word  this OR that  speaker:  publisher:  title:  after:  before:

    Quote the query for the shell: attribune search '"any day" -Truss'
    """
    asyncio.run(_each("search", " ".join(words), as_json=as_json))


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--article", type=int, help="Why this article (its id) is not shown first.")
@_JSON
def why(question: tuple[str, ...], article: int | None, *, as_json: bool) -> None:
    """Show what the answers to QUESTION are ranked by, or why an article is not the first."""
    asyncio.run(_why(" ".join(question), article, as_json=as_json))


async def _why(question: str, article: int | None, *, as_json: bool) -> None:
    console = terminal.make_console()
    async with open_app(read_settings()) as app, app.usage.record("why", Asker(), question):
        if article is not None:
            found = await app.answering.why_not(question, article)
            drawn, row = terminal.why_not(found), rows.why_not_row(found)
        else:
            answer = await app.answering.answer(question)
            drawn, row = terminal.why(answer), rows.why_row(answer)
    if as_json:
        _print_row(row)
    else:
        terminal.show(console, drawn)


async def _each(command: str, argument: str, *, as_json: bool) -> None:
    console = terminal.make_console()
    async with open_app(read_settings()) as app:
        await app.quoting.ready()  # whoever asks once can wait for a whole answer
        for text in lines_of(argument):
            try:
                found = await _answered(app, command, text)
            except AttribuneError as error:
                if argument != "-":
                    raise
                say(str(error), err=True)
                if as_json:
                    _print_row(_unanswered(command, text, str(error)))
                continue
            if as_json:
                _print_row(
                    rows.search_row(found) if command == "search" else rows.answer_row(found)
                )
            else:
                terminal.show(console, terminal.answer(found))


async def _answered(app: App, command: str, text: str) -> Answer:
    answer: Callable[[str], Awaitable[Answer]] = (
        app.answering.search if command == "search" else app.answering.answer
    )
    async with app.usage.record(command, Asker(), text) as outcome:
        found = await answer(text)
        outcome.name = "answered" if found.answered else "abstained"
    return found


def _unanswered(command: str, text: str, sentence: str) -> dict[str, object]:
    """Return the row of a line that could not be asked, so that rows and lines stay in step."""
    if command == "search":
        return {
            "query": text,
            "hits": [],
            "missing_terms": [],
            "suggestions": [],
            "error": sentence,
        }
    return {
        "question": text,
        "kind": "fact",
        "answered": False,
        "confidence": 0.0,
        "answers": [],
        "near": [],
        "missing_terms": [],
        "suggestions": [],
        "error": sentence,
    }


def _print_row(row: dict[str, object]) -> None:
    click.echo(rows.line(row))
