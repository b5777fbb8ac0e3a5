"""`run` and `console`."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import click

from bot.bootstrap import open_app, start_backups, start_loops, start_ranking, start_watching
from bot.config import Settings, read_settings
from bot.log import set_up_logging
from bot.memory import give_back, settle_memory, spare_memory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.bootstrap import App
    from bot.client import Bot

_CONSOLE_INSTEAD = (
    "No DISCORD_TOKEN is set, so this is the console on your articles; "
    "the README says how to go on Discord."
)


@click.command()
def run() -> None:
    """Go on Discord; without a DISCORD_TOKEN, open the console."""
    settings = read_settings()
    token = settings.token
    if token is None:
        click.echo(_CONSOLE_INSTEAD)
        asyncio.run(_console(settings))
        return
    set_up_logging(settings.attribune_log, secrets=[token])
    asyncio.run(_discord(settings))


@click.command()
def console() -> None:
    """Ask in the terminal, with the same commands as on Discord."""
    asyncio.run(_console(read_settings()))


async def _discord(settings: Settings) -> None:
    from bot.online import run_bot  # noqa: PLC0415 (discord is imported only to go there)

    spare_memory()
    async with open_app(settings) as app, _monitored(app) as make:
        settle_memory()
        start_loops(app)
        start_watching(app)
        start_backups(app)
        start_ranking(app)
        settling = asyncio.create_task(_settle_again(app), name="settling")
        try:
            await run_bot(app, make)
        finally:
            settling.cancel()


async def _settle_again(app: App) -> None:
    """Have the collector pass over the quotations as well, once they are there."""
    await app.quoting.ready()
    gc.freeze()  # to look for what may go first would stop everything for a tenth of a second
    await asyncio.to_thread(give_back)


@asynccontextmanager
async def _monitored(app: App) -> AsyncIterator[Callable[[App], Bot]]:
    """Yield what makes the bot; what watches it is imported only where it is wanted."""
    if app.settings.attribune_health_port is None:
        from bot.client import Bot  # noqa: PLC0415 (as above)

        yield Bot
        return
    from bot.monitoring import monitored  # noqa: PLC0415 (imports the bot)

    async with monitored(app) as make:
        yield make


async def _console(settings: Settings) -> None:
    from bot.console import converse  # noqa: PLC0415 (prompt_toolkit is imported only to talk)

    set_up_logging("ERROR")
    async with open_app(settings) as app:
        start_watching(app)
        await converse(app)
