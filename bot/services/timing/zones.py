"""Time zones by any name a person gives them: a city, a country, an abbreviation, an offset."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.services.timing.errors import ZoneUnknown
from bot.services.timing.tzdatabase import (
    load_zone,
    located_zones,
    offset_key,
    offset_minutes,
    renamed_zones,
    zone_keys,
)

if TYPE_CHECKING:
    from datetime import datetime

MOST_CHOICES = 25  # what Discord's autocomplete shows
_SURE = 0.8  # how alike a misspelling is: "Sydeny" is .83 to Sydney
_LIKELY = 0.6
_MARGIN = 0.04  # how far the best must be ahead of the next other zone
_SHORTEST_FUZZY = 4  # characters: below it a misspelling is a guess
_SHORTEST_INNER = 3  # characters: below it a match inside a name is noise


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone as autocomplete offers it.

    Attributes:
        label: What the person reads, at most 100 characters.
        key: What :func:`load_zone` takes.
    """

    label: str
    key: str


def parse_zone(written: str) -> str:
    """Return the stored key of the zone that the words name.

    Raises:
        ZoneUnknown: No zone has that name, or two fit equally well.
    """
    minutes = offset_minutes(written)
    if minutes is not None:
        return offset_key(minutes)
    named = _names().get(_folded(written))
    if named:
        return named
    wide = _several().get(_folded(written))
    if wide:
        raise ZoneUnknown(written, tuple(_city(key) for key in wide))
    close = _close(written)
    sure = close and close[0][1] >= _SURE and len(_folded(written)) >= _SHORTEST_FUZZY
    if sure and (len(close) == 1 or close[0][1] - close[1][1] >= _MARGIN):
        return close[0][0]
    raise ZoneUnknown(written, tuple(_city(key) for key, _ in close[:3]))


def suggest_zones(written: str, now: datetime, limit: int = MOST_CHOICES) -> list[ZoneChoice]:
    """Return zones for autocomplete, best first, with their local time at ``now``."""
    minutes = offset_minutes(written)
    keys = [offset_key(minutes)] if minutes is not None else _matching(written)
    return [ZoneChoice(_label(key, now), key) for key in keys[:limit]]


def zone_label(key: str) -> str:
    """Return a stored key as a person reads it: "New York" for ``America/New_York``."""
    return _city(key)


def _matching(written: str) -> list[str]:
    wanted = _folded(written)
    common = _everyday().common
    if not wanted:
        return list(common)
    if wanted in _several():
        return _several()[wanted]
    ranks: dict[str, tuple[int, int, str]] = {}
    for name, key in _names().items():
        how = _fit(wanted, name)
        if how is not None:
            rank = (how, common.index(key) if key in common else len(common), key)
            ranks[key] = min(rank, ranks.get(key, rank))
    fitting = sorted(ranks, key=ranks.__getitem__)
    return fitting + [key for key, _ in _close(written) if key not in ranks]


def _fit(wanted: str, name: str) -> int | None:
    """Return how well a name fits what was typed so far, 0 best; None when it does not."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if len(wanted) >= _SHORTEST_INNER and wanted in name else None


def _close(written: str) -> list[tuple[str, float]]:
    """Return zones with a name spelt alike, best first, each once with its likeness, 0 to 1."""
    wanted, names = _folded(written), _names()
    likeness = OSA.normalized_similarity
    if len(wanted) < _SHORTEST_INNER:
        return []
    found = process.extract(
        wanted, list(names), scorer=likeness, score_cutoff=_LIKELY, limit=MOST_CHOICES
    )
    best: dict[str, float] = {}
    for name, score, _ in found:
        best.setdefault(names[name], score)
    return sorted(best.items(), key=lambda item: -item[1])


def _label(key: str, now: datetime) -> str:
    city, local = _city(key), now.astimezone(load_zone(key))
    place = located_zones().get(key, "")
    where = f"{city}, {place}" if place and place != city else city
    return f"{where} · {local:%H:%M} now"[:100]


def _city(key: str) -> str:
    return key.rsplit("/", 1)[-1].replace("_", " ")


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^\w+]+|_", " ", letters).split()
    if len(words) > 1 and words[-1] in {"time", "timezone", "tz"}:
        words.pop()
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Everyday:
    common: tuple[str, ...]
    several: dict[str, list[str]]
    names: dict[str, list[str]]


@cache
def _everyday() -> _Everyday:
    source = resources.files("bot.services.timing") / "names.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return _Everyday(tuple(table["common"]), table["several"], table["names"])


@cache
def _several() -> dict[str, list[str]]:
    return {_folded(country): keys for country, keys in _everyday().several.items()}


@cache
def _names() -> dict[str, str]:
    """Return every folded name with its zone: everyday names, then cities, keys, countries."""
    names: dict[str, str] = {}
    for key, everyday in _everyday().names.items():
        for name in everyday:
            names.setdefault(_folded(name), key)
    for key in sorted(located_zones()):
        names.setdefault(_folded(_city(key)), key)
        names.setdefault(_folded(key), key)
    for key in sorted(zone_keys()):
        current = renamed_zones().get(key, key)
        names.setdefault(_folded(key), current)
        if "/" in key and not key.startswith("Etc/"):
            names.setdefault(_folded(_city(key)), current)
    return names | _country_names(names)


def _country_names(taken: dict[str, str]) -> dict[str, str]:
    zones_of: dict[str, list[str]] = {}
    for key, country in located_zones().items():
        zones_of.setdefault(country, []).append(key)
    only = {_folded(country): keys[0] for country, keys in zones_of.items() if len(keys) == 1}
    return {name: key for name, key in only.items() if name not in taken}
