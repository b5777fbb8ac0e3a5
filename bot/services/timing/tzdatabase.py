"""The tz database as the pinned ``tzdata`` package holds it, whatever the machine has."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?(?:\s*hours?)?")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_WIDEST_EAST_MIN, _WIDEST_WEST_MIN = 14 * 60, 12 * 60


@cache
def zone_keys() -> frozenset[str]:
    """Return every key of the database, old spellings included."""
    listed = (resources.files("tzdata") / "zones").read_text(encoding="utf-8")
    return frozenset(listed.split()) - {"Factory"}


@cache
def located_zones() -> dict[str, str]:
    """Return the zones that stand for places, each with its country; these are never old names."""
    countries = dict(_table("iso3166.tab"))
    found: dict[str, str] = {}
    for code, _, key, *_ in _table("zone.tab"):
        found.setdefault(key, countries[code])
    return found


@cache
def renamed_zones() -> dict[str, str]:
    """Return old spellings with the key that a person would call it by today."""
    text = _file("tzdata.zi")
    links = [line.split()[1:] for line in text.splitlines() if line.startswith("L ")]
    current = located_zones()
    return {old: new for new, old in links if old not in current and not old.startswith("Etc/")}


@cache
def load_zone(key: str) -> tzinfo:
    """Return the zone of a stored key: a database key or an offset like ``UTC+05:30``.

    Raises:
        ValueError: The key is neither; stored keys always are.
    """
    if key == "UTC":
        return UTC
    if key in zone_keys():
        source = resources.files("tzdata.zoneinfo").joinpath(*key.split("/"))
        with source.open("rb") as compiled:
            return ZoneInfo.from_file(compiled, key=key)
    minutes = offset_minutes(key)
    if minutes is None:
        raise ValueError(f"not a time zone: {key!r}")
    return timezone(timedelta(minutes=minutes), key)


def offset_minutes(written: str) -> int | None:
    """Return the minutes east of UTC of "UTC+2" or "+05:30"; None where it is no such offset."""
    found = _OFFSET.fullmatch(_DASHES.sub("-", written.strip().casefold()))
    if not found:
        return None
    size = int(found[2]) * 60 + int(found[3] or 0)
    minutes = size if found[1] == "+" else -size
    return minutes if -_WIDEST_WEST_MIN <= minutes <= _WIDEST_EAST_MIN else None


def offset_key(minutes: int) -> str:
    """Return the key under which an offset is stored: ``UTC+05:30``, or ``UTC`` for none."""
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours:02}:{rest:02}"


def _table(name: str) -> list[list[str]]:
    lines = _file(name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _file(name: str) -> str:
    return (resources.files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
