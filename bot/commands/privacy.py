"""`privacy`: what is stored about one person, for the host who is asked by letter."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import click

from bot import rows
from bot.bootstrap import open_store
from bot.config import read_settings
from bot.services.loops import utc_now
from bot.services.privacy import Privacy
from bot.services.usage import Usage, person_key
from bot.storage.personal import PersonalStore
from bot.storage.usage import UsageStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


T = TypeVar("T")
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_USER = click.argument("user", type=click.IntRange(1))


@click.group()
def privacy() -> None:
    """Show, export or delete what is stored about the person with a Discord id."""


@privacy.command()
@_USER
@_JSON
def show(user: int, *, as_json: bool) -> None:
    """Say how much is stored about USER."""
    held = asyncio.run(_with(lambda service: service.show(user)))
    for holding in held.holdings:
        row = {"name": holding.name, "count": holding.count, "oldest": holding.oldest}
        click.echo(rows.line(row) if as_json else f"{holding.count:8,}  {holding.name}")
    if held.has_opted_out and not as_json:
        click.echo("This person has opted out.")


@privacy.command()
@_USER
def export(user: int) -> None:
    """Print everything that is stored about USER, as JSON."""
    click.echo(asyncio.run(_with(lambda service: service.export(user))).decode())


@privacy.command()
@_USER
def delete(user: int) -> None:
    """Delete everything that is stored about USER, at once."""
    asyncio.run(_with(lambda service: service.delete(user)))
    click.echo("Deleted. Backups made before still hold it.")


async def _with(ask: Callable[[Privacy], Awaitable[T]]) -> T:
    settings = read_settings()
    async with open_store(settings) as database:
        key = await asyncio.to_thread(person_key, settings.attribune_data)
        usage = Usage(UsageStore(database), key, utc_now, retention_days=0, keeps_questions=False)
        service = Privacy(PersonalStore(database), usage, utc_now)
        await service.open()
        return await ask(service)
