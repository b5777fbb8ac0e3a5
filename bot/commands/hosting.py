"""`sync` and `doctor`: for the person who hosts the bot."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from bot import rows
from bot.bootstrap import open_app
from bot.commands._lines import say
from bot.config import Settings, read_settings
from bot.log import set_up_logging
from bot.services.checking import (
    Finding,
    Verdict,
    check_database,
    check_machine,
    check_token,
)
from bot.services.checking_stored import check_stored
from bot.storage.subscriptions import SubscriptionStore

if TYPE_CHECKING:
    from bot.storage.subscriptions import Subscription

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_SIGNS = {Verdict.OK: "ok     ", Verdict.WARNING: "warning", Verdict.ERROR: "error  "}


@click.command()
def sync() -> None:
    """Register the slash commands with Discord now."""
    from bot.client import register_commands  # noqa: PLC0415 (discord is imported only here)

    settings = read_settings()
    set_up_logging(settings.attribune_log, secrets=filter(None, [settings.token]))

    async def register() -> int:
        async with open_app(settings) as app:
            return await register_commands(app)

    click.echo(f"{asyncio.run(register())} commands are registered.")


@click.command()
@_JSON
def doctor(*, as_json: bool) -> None:
    """Look at all that a host may have to mend; exit with 1 when something is wrong."""
    set_up_logging("CRITICAL")
    findings = asyncio.run(_examine(read_settings()))
    for finding in findings:
        click.echo(rows.line(_row(finding))) if as_json else say(_line(finding))
    sys.exit(1 if any(f.verdict is Verdict.ERROR for f in findings) else 0)


async def _examine(settings: Settings) -> list[Finding]:
    """Return a finding for each thing, this machine's first. Nothing is changed."""
    findings = await asyncio.to_thread(check_machine, settings)
    of_database, database = await check_database(settings)
    findings.append(of_database)
    used: list[Subscription] = []
    if database is not None:
        try:
            findings += await check_stored(settings, database)
            used = await SubscriptionStore(database).running()
        finally:
            await database.close()
    of_token = await check_token(settings)
    findings += of_token
    if of_token[0].verdict is Verdict.OK:
        from bot.checking_discord import check_discord  # noqa: PLC0415 (discord is slow to import)

        findings += await check_discord(settings, used)
    return findings


def _row(finding: Finding) -> dict[str, object]:
    return {"check": finding.name, "verdict": str(finding.verdict), "detail": finding.detail}


def _line(finding: Finding) -> str:
    return f"{_SIGNS[finding.verdict]}  {finding.name}: {finding.detail}"
