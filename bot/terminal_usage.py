"""The usage report as a person sees it in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from bot.services.harmless import one_line
from bot.services.reporting import MORE_THAN, sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from bot.services.reporting import Report, Topic

_MOST_BARS = 60
_MOST_COMMANDS = 12


def usage(report: Report) -> RenderableType:
    """Draw the report: numbers, a sparkline of the days and one of the hours."""
    hour, latency = report.busiest_hour, report.latency
    days = [day.questions for day in report.days][-_MOST_BARS:]
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    busiest = "" if hour is None else f"  busiest at {hour:02}:00 UTC"
    for name, shown in (
        ("questions", f"{report.questions:,} of {report.people:,} people"),
        ("answered", f"{report.answered:,}, no answer {report.abstained:,}"),
        ("judged", f"right {report.right:,}, wrong {report.wrong:,}"),
        ("a day", f"{sparkline(days)}  {report.days[-len(days)].day} to {report.days[-1].day}"),
        ("by hour", f"{sparkline(report.hours)}{busiest}"),
        (
            "latency",
            f"p50 {latency.p50_ms:,.0f} ms, p90 {latency.p90_ms:,.0f} ms, "
            f"p99 {latency.p99_ms:,.0f} ms",
        ),
        ("commands", ", ".join(f"{name} {n:,}" for name, n in report.commands[:_MOST_COMMANDS])),
        *_asked_about(report),
    ):
        table.add_row(name, Text(one_line(shown) or "none"))
    return Group(table)


def _asked_about(report: Report) -> list[tuple[str, str]]:
    if not report.keeps_questions:
        return [("topics", "the text of questions is not kept")]
    return [
        ("topics", f"{_listed(report.topics)} (asked by more than {MORE_THAN} people)"),
        ("speakers", f"{_listed(report.speakers)} (asked for by more than {MORE_THAN} people)"),
    ]


def _listed(topics: Iterable[Topic]) -> str:
    return ", ".join(f"{topic.name} {topic.people}" for topic in topics) or "none"
