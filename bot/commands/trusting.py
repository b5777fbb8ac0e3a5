"""`verify` and `feedback`."""

from __future__ import annotations

import asyncio

import click

from bot import rows, rows_trust, terminal, terminal_trust
from bot.bootstrap import open_app, open_store
from bot.commands._lines import lines_of, say
from bot.config import read_settings
from bot.errors import AttribuneError
from bot.services.proving import Proving
from bot.storage.articles import ArticleStore

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command()
@click.argument("proof")
@_JSON
def verify(proof: str, *, as_json: bool) -> None:
    """Check a PROOF id: does the article still say what was shown? `-` reads one a line."""
    asyncio.run(_verify(proof, as_json=as_json))


async def _verify(argument: str, *, as_json: bool) -> None:
    console = terminal.make_console()
    async with open_store(read_settings()) as database:
        proving = Proving(ArticleStore(database))
        for line in lines_of(argument):
            try:
                proven = await proving.prove(line)
            except AttribuneError as error:
                if argument != "-":
                    raise
                say(str(error), err=True)
                if as_json:
                    click.echo(rows.line({"proof": line, "standing": None, "error": str(error)}))
                continue
            if as_json:
                click.echo(rows.line(rows_trust.proof_row(proven)))
            else:
                terminal.show(console, terminal_trust.proof(proven))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="It is always one JSON object a line.")
def feedback(*, as_json: bool) -> None:
    """Export what people said of answers: labelled questions, one JSON object a line."""

    async def export() -> None:
        async with open_app(read_settings()) as app:
            for labelled in await app.judging.labelled():
                click.echo(rows.line(rows_trust.labelled_row(labelled)))

    asyncio.run(export())
