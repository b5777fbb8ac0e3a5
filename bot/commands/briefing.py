"""`briefing preview`: what a briefing would tell, without Discord."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from bot import rows, terminal, terminal_briefing
from bot.bootstrap import open_app
from bot.config import read_settings
from bot.services.subscribing import followed
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from bot.services.edition import Edition, Entry, Source, Told

_AGO = re.compile(r"(\d{1,4})\s*(?:d|days?)?")
_LONGEST_AGO = 3650


class SinceUnclear(AttribuneError):
    """What stands behind --since is no day.

    Attributes:
        written: What was typed.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"--since takes a day (2026-03-01) or a number of days, not {written!r}.")


@click.group()
def briefing() -> None:
    """Look at a briefing before anybody gets it."""


@briefing.command()
@click.option("--topic", default="", help="Topics to follow, with commas between.")
@click.option("--speaker", default="", help="Speakers to follow, with commas between.")
@click.option("--since", default="7", help="A day, or how many days back; 7 unless given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def preview(*, topic: str, speaker: str, since: str, as_json: bool) -> None:
    """Show what a briefing would tell of what is new since a day."""
    asyncio.run(_preview(followed(topic), followed(speaker), since, as_json=as_json))


async def _preview(
    topics: tuple[str, ...], speakers: tuple[str, ...], since: str, *, as_json: bool
) -> None:
    async with open_app(read_settings()) as app:
        today = app.clock().date()
        edition = await app.desk.briefing.preview(
            topics, speakers, since=first_day(since, today), day=today
        )
    if as_json:
        for row in edition_rows(edition):
            click.echo(rows.line(row))
    else:
        terminal.show(terminal.make_console(), terminal_briefing.edition(edition))


def first_day(written: str, today: date) -> date:
    """Return the day that "2026-03-01" or "7" (days before today) names.

    Raises:
        SinceUnclear: it names none.
    """
    ago = _AGO.fullmatch(written.strip().lower())
    if ago and int(ago[1]) <= _LONGEST_AGO:
        return today - timedelta(days=int(ago[1]))
    try:
        return date.fromisoformat(written.strip())
    except ValueError as mistake:
        raise SinceUnclear(written) from mistake


def edition_rows(edition: Edition) -> list[dict[str, object]]:
    """Return an object for each story, those that do not fit the message last."""
    shown = len(edition.entries)
    every = (*edition.entries, *edition.held_back)
    return [_entry_row(entry, edition.kind, is_shown=n < shown) for n, entry in enumerate(every)]


def _entry_row(entry: Entry, kind: str, *, is_shown: bool) -> dict[str, object]:
    sentence = entry.sentence
    return {
        "number": entry.number,
        "kind": kind,
        "shown": is_shown,
        **_source_row(entry.source),
        "text": sentence.text if sentence else None,
        "start": sentence.start if sentence else None,
        "end": sentence.end if sentence else None,
        "quote": _told_row(entry.told) if entry.told else None,
        "matched": list(entry.matched),
        "also": [_source_row(source) for source in entry.also],
    }


def _source_row(source: Source) -> dict[str, object]:
    return {
        "article": source.article_id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url,
    }


def _told_row(told: Told) -> dict[str, object]:
    return {
        "speaker": told.speaker,
        "kind": "direct" if told.is_direct else "indirect",
        "slices": [{"text": s.text, "start": s.start, "end": s.end} for s in told.slices],
    }
