"""The doctor: looks at everything a host may have to mend, and says what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.errors import AttribuneError
from bot.services.preparing import find_files
from bot.storage.copying import examine
from bot.storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings

_DISCORD = "https://discord.com/api/v10"
_TIMEOUT_S = 10.0
_LITTLE_BYTES = 200 * 1024 * 1024
_MOST_OFF = timedelta(minutes=1)
_UNAUTHORISED = 401
_OK = 200


class Verdict(StrEnum):
    """How bad a finding is."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        name: What was looked at.
        verdict: How it is.
        detail: What was found, and what to do about it where something is wrong.
    """

    name: str
    verdict: Verdict
    detail: str


def check_machine(settings: Settings) -> list[Finding]:
    """Return what is found without database and network: folders, disk, zone data."""
    return [
        _check_data_folder(settings.attribune_data),
        _check_articles_folder(settings.attribune_articles),
        _check_zones(),
    ]


async def check_database(settings: Settings) -> tuple[Finding, Database | None]:
    """Return how the database is, and it opened if it can be used; nothing is changed in it.

    One that is to be brought up to date is not opened: the next start of the bot does that.
    """
    path = settings.database
    if not path.exists():
        return Finding("database", Verdict.OK, "none yet; the first start makes it"), None
    try:
        found = await asyncio.to_thread(examine, path)
        if found.faults:
            detail = f"{found.faults[0]}: stop the bot, then `restore`"
            return Finding("database", Verdict.ERROR, detail), None
        if found.missing:
            detail = f"{path} is sound; the next start applies {', '.join(found.missing)}"
            return Finding("database", Verdict.OK, detail), None
        database = await Database.open(path)
    except AttribuneError as error:
        return Finding("database", Verdict.ERROR, str(error)), None
    return Finding("database", Verdict.OK, f"{path} is sound"), database


def _check_data_folder(folder: Path) -> Finding:
    existing = next((p for p in (folder, *folder.resolve().parents) if p.exists()), folder)
    if not os.access(existing, os.W_OK):
        detail = f"{folder} cannot be written; change its owner, or ATTRIBUNE_DATA"
        return Finding("data folder", Verdict.ERROR, detail)
    free = shutil.disk_usage(existing).free
    detail = f"{folder}, {free / 1e9:.1f} GB free"
    if free < _LITTLE_BYTES:
        return Finding("data folder", Verdict.WARNING, f"{detail}: make room")
    return Finding("data folder", Verdict.OK, detail)


def _check_articles_folder(folder: Path) -> Finding:
    if folder.is_dir() and not any(folder.iterdir()):
        return Finding("articles folder", Verdict.OK, f"{folder}, no files yet")
    try:
        files = find_files(folder)
    except AttribuneError as error:
        return Finding("articles folder", Verdict.ERROR, f"{error} See ATTRIBUNE_ARTICLES")
    return Finding("articles folder", Verdict.OK, f"{folder}, {len(files)} files")


def _check_zones() -> Finding:
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        detail = "there is none, so no briefing can be set: install the package tzdata"
        return Finding("zone data", Verdict.ERROR, detail)
    try:
        return Finding("zone data", Verdict.OK, f"tzdata {version('tzdata')}, and the system's")
    except PackageNotFoundError:
        return Finding("zone data", Verdict.OK, "the system's")


async def check_token(settings: Settings) -> list[Finding]:
    """Return whether Discord takes the token, and whether this machine's clock is Discord's."""
    try:
        token = settings.token
    except AttribuneError as error:
        return [Finding("Discord token", Verdict.ERROR, str(error))]
    if token is None:
        detail = "DISCORD_TOKEN is not set; the console works without"
        return [Finding("Discord token", Verdict.WARNING, detail)]
    base = str(settings.discord_api_url or _DISCORD).rstrip("/")
    try:
        status, at = await _ask_who_i_am(base, token)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        detail = f"Discord cannot be reached: {type(error).__name__}"
        return [Finding("Discord token", Verdict.WARNING, detail)]
    return [_token_finding(status), *_check_clock(at)]


def _token_finding(status: int) -> Finding:
    if status == _UNAUTHORISED:
        detail = "Discord refuses it; copy it again from the Developer Portal into DISCORD_TOKEN"
        return Finding("Discord token", Verdict.ERROR, detail)
    if status != _OK:
        return Finding("Discord token", Verdict.WARNING, f"Discord answers {status}; try later")
    return Finding("Discord token", Verdict.OK, "Discord accepts it")


def _check_clock(theirs: datetime | None) -> list[Finding]:
    if theirs is None:
        return []
    off = abs(datetime.now(UTC) - theirs)
    if off > _MOST_OFF:
        detail = f"it is {off.total_seconds():.0f} s off Discord's: set it, or briefings are late"
        return [Finding("clock", Verdict.ERROR, detail)]
    return [Finding("clock", Verdict.OK, "it agrees with Discord's")]


async def _ask_who_i_am(base: str, token: str) -> tuple[int, datetime | None]:
    """Return Discord's answer, and the time it was given by its own clock."""
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    headers = {"Authorization": f"Bot {token}"}
    async with (
        aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
        session.get(f"{base}/users/@me") as response,
    ):
        at = response.headers.get("Date")
        return response.status, parsedate_to_datetime(at) if at else None
