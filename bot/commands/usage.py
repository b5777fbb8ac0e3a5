"""`usage`: how the bot is used, in the terminal."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from bot import rows, terminal, terminal_usage
from bot.bootstrap import open_store
from bot.config import read_settings
from bot.services.loops import utc_now
from bot.services.reporting import Reporting
from bot.services.usage import Usage, person_key
from bot.storage.usage import UsageStore
from bot.storage.usage_counts import UsageCounts

if TYPE_CHECKING:
    from bot.services.reporting import Report


@click.command()
@click.option("--days", type=click.IntRange(1, 3650), default=30, show_default=True)
@click.option("--guild", type=click.IntRange(1), help="Only the server with that id.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def usage(days: int, guild: int | None, *, as_json: bool) -> None:
    """Show how much was asked, what came of it, how fast, and when."""
    report = asyncio.run(_report(days, guild))
    if as_json:
        click.echo(rows.line(_row(report)))
    else:
        terminal.show(terminal.make_console(), terminal_usage.usage(report))


async def _report(days: int, guild: int | None) -> Report:
    settings = read_settings()
    keeps = settings.attribune_keep_questions
    async with open_store(settings) as database:
        key = await asyncio.to_thread(person_key, settings.attribune_data)
        log = Usage(
            UsageStore(database),
            key,
            utc_now,
            retention_days=settings.attribune_retention_days,
            keeps_questions=keeps,
        )
        reporting = Reporting(UsageCounts(database), log, utc_now, keeps_questions=keeps)
        return await reporting.report(days, guild_id=guild)


def _row(report: Report) -> dict[str, Any]:
    row = asdict(report)
    totals = {"questions": report.questions, "answered": report.answered}
    row |= totals | {"abstained": report.abstained, "busiest_hour": report.busiest_hour}
    row["commands"] = dict(report.commands)
    return row
