"""The doctor: looks at everything a host may have to mend, and says what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import aiohttp

from bot.errors import AttribuneError
from bot.services.preparing import find_files
from bot.storage.articles import ArticleStore
from bot.storage.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Settings

_DISCORD = "https://discord.com/api/v10"
_TIMEOUT_S = 10.0
_LITTLE_BYTES = 200 * 1024 * 1024
_OLDEST_PLAUSIBLE_YEAR = 2025
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


async def check_all(settings: Settings) -> list[Finding]:
    """Return a finding for each thing, the settings' first. Nothing is changed."""
    return [
        _check_data_folder(settings.attribune_data),
        await asyncio.to_thread(_check_articles_folder, settings.attribune_articles),
        *await _check_database(settings),
        _check_clock(),
        await _check_token(settings),
    ]


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
    try:
        files = find_files(folder)
    except AttribuneError as error:
        return Finding("articles folder", Verdict.ERROR, f"{error} See ATTRIBUNE_ARTICLES")
    return Finding("articles folder", Verdict.OK, f"{folder}, {len(files)} files")


async def _check_database(settings: Settings) -> list[Finding]:
    if not settings.database.exists():
        return [Finding("database", Verdict.OK, "none yet; the first start makes it")]
    try:
        database = await Database.open(settings.database)
    except AttribuneError as error:
        return [Finding("database", Verdict.ERROR, str(error))]
    try:
        faults = await database.faults()
        count = await ArticleStore(database).count()
    finally:
        await database.close()
    if faults:
        detail = f"{faults[0]}; restore a backup"
        return [Finding("database", Verdict.ERROR, detail)]
    verdict = Verdict.OK if count else Verdict.WARNING
    hint = "" if count else ": bring some in with `ingest`"
    return [
        Finding("database", Verdict.OK, f"{settings.database} is sound"),
        Finding("articles", verdict, f"{count} articles are searched{hint}"),
    ]


def _check_clock() -> Finding:
    now = datetime.now(UTC)
    local = now.astimezone(ZoneInfo("Europe/London"))  # fails without zone data
    if now.year < _OLDEST_PLAUSIBLE_YEAR:
        detail = f"it is set to {now.year}; set it, or briefings come at the wrong time"
        return Finding("clock", Verdict.ERROR, detail)
    return Finding("clock", Verdict.OK, f"{local:%Y-%m-%d %H:%M} in London, zone data is there")


async def _check_token(settings: Settings) -> Finding:
    try:
        token = settings.token
    except AttribuneError as error:
        return Finding("Discord token", Verdict.ERROR, str(error))
    if token is None:
        detail = "DISCORD_TOKEN is not set; the console works without"
        return Finding("Discord token", Verdict.WARNING, detail)
    base = str(settings.discord_api_url or _DISCORD).rstrip("/")
    try:
        status = await _ask_who_i_am(base, token)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        detail = f"Discord cannot be reached: {type(error).__name__}"
        return Finding("Discord token", Verdict.WARNING, detail)
    if status == _UNAUTHORISED:
        detail = "Discord refuses it; copy it again from the Developer Portal into DISCORD_TOKEN"
        return Finding("Discord token", Verdict.ERROR, detail)
    if status != _OK:
        return Finding("Discord token", Verdict.WARNING, f"Discord answers {status}; try later")
    return Finding("Discord token", Verdict.OK, "Discord accepts it")


async def _ask_who_i_am(base: str, token: str) -> int:
    timeout = aiohttp.ClientTimeout(total=_TIMEOUT_S)
    headers = {"Authorization": f"Bot {token}"}
    async with (
        aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
        session.get(f"{base}/users/@me") as response,
    ):
        return response.status
