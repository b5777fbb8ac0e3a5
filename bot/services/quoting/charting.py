"""A chart of how often a speaker is quoted over time; none without matplotlib, or of too little."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.services.chart_style import DPI, FIRST, GROUND, png, style

if TYPE_CHECKING:
    from bot.services.quoting.models import Card

_FEWEST_DAYS = 3
_FEWEST_QUOTES = 6
_MONTHS_FROM_DAYS = 120


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with what it shows in words.

    Attributes:
        png: The picture.
        told: The alternative text.
    """

    png: bytes
    told: str


class Charting:
    """Draws charts off the event loop, one at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def draw(self, card: Card) -> Chart | None:
        """Return a speaker's quotations over time; None where there is too little to see."""
        total = sum(count for _, count in card.days)
        if len(card.days) < _FEWEST_DAYS or total < _FEWEST_QUOTES:
            return None
        if find_spec("matplotlib") is None:
            return None
        async with self._turn:
            return await asyncio.to_thread(_drawn, card)


def _drawn(card: Card) -> Chart:
    from matplotlib.figure import Figure  # noqa: PLC0415 (an extra, and slow to import)

    step, counts = _stepped(card)
    figure = Figure(figsize=(8.0, 3.0), dpi=DPI, facecolor=GROUND, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(counts))
    axes.bar(places, [count for _, count in counts], color=FIRST)
    every = max(1, len(counts) // 6)
    axes.set_xticks(list(places)[::every], [name for name, _ in counts][::every])
    style(axes, f"Quotations a {step}")
    return Chart(png(figure), _told(card, step, counts))


def _stepped(card: Card) -> tuple[str, list[tuple[str, int]]]:
    """Return the counts by day, or by month over a longer time, gaps included."""
    first, last = card.days[0][0], card.days[-1][0]
    if (last - first).days <= _MONTHS_FROM_DAYS:
        by_day = dict(card.days)
        span = range(first.toordinal(), last.toordinal() + 1)
        days = [date.fromordinal(ordinal) for ordinal in span]
        return "day", [(f"{day.day} {day:%b}", by_day.get(day, 0)) for day in days]
    by_month: Counter[int] = Counter()
    for day, count in card.days:
        by_month[day.year * 12 + day.month - 1] += count
    months = range(min(by_month), max(by_month) + 1)
    named = ((date(month // 12, month % 12 + 1, 1), by_month[month]) for month in months)
    return "month", [(f"{day:%b %Y}", count) for day, count in named]


def _told(card: Card, step: str, counts: list[tuple[str, int]]) -> str:
    total = sum(count for _, count in counts)
    name, most = max(counts, key=lambda item: item[1])
    return (
        f"Quotations of {card.known.person.name} by {step}, {counts[0][0]} to {counts[-1][0]}: "
        f"{total} in all, most ({most}) in {name}."
    )
