"""`health`: asks the running bot how it is; for container health checks."""

from __future__ import annotations

import asyncio
import sys

import aiohttp
import click

from bot.config import read_settings
from bot.errors import SettingMistake

_TIMEOUT_S = 5.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (what is listened on is asked by its own machine)


@click.command()
def health() -> None:
    """Ask the running bot how it is; exit with 1 and the reasons when it is not well."""
    settings = read_settings()
    port = settings.attribune_health_port
    if port is None:
        raise SettingMistake("ATTRIBUNE_HEALTH_PORT", "it is not set, so nobody can be asked.")
    host = _EVERYWHERE.get(settings.attribune_health_host, settings.attribune_health_host)
    shown = f"[{host}]" if ":" in host else host
    reasons = asyncio.run(_ask(f"http://{shown}:{port}/healthz"))
    click.echo("\n".join(reasons) or "ok")
    sys.exit(1 if reasons else 0)


async def _ask(url: str) -> list[str]:
    """Return what is wrong; empty when all is well."""
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
            return [str(reason) for reason in (await response.json())["reasons"]]
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError, KeyError) as error:
        return [f"{url} does not answer: {type(error).__name__}."]
