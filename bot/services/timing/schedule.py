"""When a wall time comes round: the next run of a schedule, through every clock change.

A wall time that a clock change skips runs at the first minute that exists; one that comes twice
runs the first time only; a day that a zone skips whole (Apia, 30 December 2011) has no run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from bot.services.timing.tzdatabase import load_zone

if TYPE_CHECKING:
    from bot.services.timing.days import Days

_DAY = timedelta(days=1)
_LOOK_AHEAD = 16  # days: a weekly schedule whose one day is skipped whole still has a run


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a schedule.

    Attributes:
        local_date: The calendar day it belongs to, in the schedule's zone: its identity.
        at: The instant, in UTC.
    """

    local_date: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """A wall time on some days in one time zone."""

    wall: time
    zone: str
    days: Days

    def next_run(self, after: datetime) -> Run:
        """Return the first run strictly after an aware instant."""
        zone = load_zone(self.zone)
        day = after.astimezone(zone).date() - _DAY
        for _ in range(_LOOK_AHEAD):
            if day in self.days and _exists(day, zone):
                at = _instant(day, self.wall, zone)
                if at > after:
                    return Run(day, at)
            day += _DAY
        raise ValueError(f"no run of {self} within {_LOOK_AHEAD} days of {after}")

    def next_runs(self, count: int, after: datetime) -> list[Run]:
        """Return the first ``count`` runs strictly after an aware instant, in order."""
        runs: list[Run] = []
        for _ in range(count):
            runs.append(self.next_run(runs[-1].at if runs else after))
        return runs


def _exists(day: date, zone: tzinfo) -> bool:
    return _instant(day, time(0), zone) < _instant(day + _DAY, time(0), zone)


def _instant(day: date, wall: time, zone: tzinfo) -> datetime:
    local = datetime.combine(day, wall, zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return local.astimezone(UTC)
    before, behind = (local.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    return _whole_minute(_clock_change(before, behind, zone), zone)


def _clock_change(before: datetime, behind: datetime, zone: tzinfo) -> datetime:
    """Return the first second of the new offset between two instants around a change."""
    old = before.astimezone(zone).utcoffset()
    while behind - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(behind - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            behind = middle
    return behind


def _whole_minute(instant: datetime, zone: tzinfo) -> datetime:
    seconds = instant.astimezone(zone).second
    return instant + timedelta(seconds=60 - seconds) if seconds else instant
