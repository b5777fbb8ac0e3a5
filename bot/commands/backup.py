"""`backup` and `restore`: whole copies of the database, and their drill."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import rows
from bot.config import Settings, read_settings
from bot.errors import BackupFailed
from bot.services.backing_up import Backup, Backups
from bot.services.loops import utc_now
from bot.services.restoring import Drill, drill
from bot.services.restoring import restore as put_back

if TYPE_CHECKING:
    from collections.abc import Iterable

_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--to", "folder", type=_FOLDER, help="Another folder than `backups` in the data.")
@click.option("--list", "is_list", is_flag=True, help="List the backups there are; make none.")
@_JSON
def backup(*, folder: Path | None, is_list: bool, as_json: bool) -> None:
    """Copy the database, also while the bot runs; delete copies that are too old."""
    backups = _backups(read_settings(), folder)
    made = backups.all() if is_list else [asyncio.run(_back_up(backups))]
    for one in made:
        click.echo(rows.line(_backup_row(one)) if as_json else _backup_line(one))


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--check", is_flag=True, help="Only try it out, on a copy.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_JSON
def restore(*, file: Path | None, check: bool, yes: bool, as_json: bool) -> None:
    """Put a backup in the database's place: FILE, or the newest there is."""
    settings = read_settings()
    path = file or _newest(settings)
    tried = asyncio.run(_try_out(path, settings))
    for line in [rows.line(_drill_row(tried))] if as_json else _drill_lines(tried):
        click.echo(line)
    if not tried.is_good:
        raise BackupFailed(f"{path} is not to be relied on; take another one.")
    if check:
        return
    if not yes:
        click.confirm(f"Replace {settings.database}? It is kept under another name", abort=True)
    aside = asyncio.run(put_back(path, settings.database, utc_now))
    click.echo(f"Restored. What was there before is {aside}." if aside else "Restored.", err=True)
    if not settings.person_key.exists():
        click.echo(_NO_KEY.format(path=settings.person_key), err=True)


_NO_KEY = (
    "There is no {path}: put the old one there before the next start, or nobody who opted out is"
    " recognised."
)


def _backups(settings: Settings, folder: Path | None = None) -> Backups:
    keep = timedelta(days=settings.attribune_backup_days)
    return Backups(settings.database, folder or settings.backups, utc_now, keep=keep)


async def _back_up(backups: Backups) -> Backup:
    made = await backups.make()
    await backups.prune()
    return made


def _newest(settings: Settings) -> Path:
    newest = next(iter(_backups(settings).all()), None)
    if newest is None:
        raise BackupFailed(f"there is no backup in {settings.backups}. Name a file.")
    return newest.path


async def _try_out(path: Path, settings: Settings) -> Drill:
    settings.attribune_data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return await drill(path, settings.attribune_data, utc_now)


def _backup_row(made: Backup) -> dict[str, object]:
    return {"path": str(made.path), "at": made.at.isoformat(), "size_bytes": made.size_bytes}


def _backup_line(made: Backup) -> str:
    return f"{made.path}  {made.at:%Y-%m-%d %H:%M} UTC  {made.size_bytes / 1e6:.1f} MB"


def _drill_row(tried: Drill) -> dict[str, object]:
    return {
        "path": str(tried.path),
        "good": tried.is_good,
        "faults": tried.found.faults,
        "migrations": tried.applied,
        "counts": tried.found.counts,
        "question": tried.question,
        "answer": tried.answer,
    }


def _drill_lines(tried: Drill) -> Iterable[str]:
    yield f"{tried.path}: {'; '.join(tried.found.faults) or 'sound'}"
    yield ", ".join(f"{count:,} {what}" for what, count in tried.found.counts.items())
    if tried.applied:
        yield f"A copy was brought up to date with {', '.join(tried.applied)}."
    if tried.question:
        found = "was found again" if tried.question in tried.answer else "was NOT found again"
        yield f"A sentence of the newest article {found}: {tried.question}"
    else:
        yield "It holds no article to ask for."
    sys.stdout.flush()
