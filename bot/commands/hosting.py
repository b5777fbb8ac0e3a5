"""`sync` and `doctor`: for the person who hosts the bot."""

from __future__ import annotations

import asyncio
import sys

import click

from bot import rows
from bot.bootstrap import open_app
from bot.config import read_settings
from bot.services.checking import Finding, Verdict, check_all

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_SIGNS = {Verdict.OK: "ok     ", Verdict.WARNING: "warning", Verdict.ERROR: "error  "}


@click.command()
def sync() -> None:
    """Register the slash commands with Discord now."""
    from bot.client import register_commands  # noqa: PLC0415 (discord is imported only here)

    async def register() -> int:
        async with open_app(read_settings()) as app:
            return await register_commands(app)

    click.echo(f"{asyncio.run(register())} commands are registered.")


@click.command()
@_JSON
def doctor(*, as_json: bool) -> None:
    """Check settings, database, articles, disk and token; exit with 1 when something is wrong."""
    findings = asyncio.run(check_all(read_settings()))
    for finding in findings:
        click.echo(rows.line(_row(finding)) if as_json else _line(finding))
    sys.exit(1 if any(f.verdict is Verdict.ERROR for f in findings) else 0)


def _row(finding: Finding) -> dict[str, object]:
    return {"check": finding.name, "verdict": str(finding.verdict), "detail": finding.detail}


def _line(finding: Finding) -> str:
    return f"{_SIGNS[finding.verdict]}  {finding.name}: {finding.detail}"
