"""Charts of the usage report, drawn with matplotlib (the optional extra `charts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services.chart_style import DPI, FIRST, GRID, GROUND, INK, SECOND, THIRD, png, style

if TYPE_CHECKING:
    from bot.services.reporting import Report

_SIZE_INCHES = (8.0, 5.6)
_MOST_LABELS = 10


def draw(report: Report) -> bytes | None:
    """Return a PNG of questions a day and uses an hour; None without matplotlib.

    Takes about a second the first time; to be called in a thread.
    """
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 (optional, and slow to import)
    except ImportError:
        return None
    figure = Figure(figsize=_SIZE_INCHES, dpi=DPI, facecolor=GROUND, layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=(3, 2))
    _draw_days(above, report)
    _draw_hours(below, report)
    return png(figure)


def described(report: Report) -> str:
    """Return what the charts show in words, for people who do not see them."""
    busiest = max(report.days, key=lambda day: day.questions)
    hour = report.busiest_hour
    told = (
        f"Two charts. Questions a day over {len(report.days)} days: {report.questions} in all, "
        f"{report.answered} answered, {report.abstained} without an answer in the articles; most "
        f"on {busiest.day} with {busiest.questions}. Uses in each hour of the day: "
    )
    return told + ("none." if hour is None else f"most at {hour:02}:00 UTC, {max(report.hours)}.")


def _draw_days(axes: Any, report: Report) -> None:  # noqa: ANN401 (matplotlib's)
    places = range(len(report.days))
    answered = [day.answered for day in report.days]
    abstained = [day.abstained for day in report.days]
    other = [day.questions - day.answered - day.abstained for day in report.days]
    both = [a + b for a, b in zip(answered, abstained, strict=True)]
    axes.bar(places, answered, color=FIRST, label="answered")
    axes.bar(places, abstained, bottom=answered, color=SECOND, hatch="//", label="no answer")
    if any(other):
        axes.bar(places, other, bottom=both, color=THIRD, hatch="..", label="mistyped or failed")
    step = max(1, len(report.days) // _MOST_LABELS)
    axes.set_xticks(list(places)[::step], [day.day[5:] for day in report.days][::step])
    style(axes, "Questions a day (UTC)")
    legend = axes.legend(facecolor=GROUND, edgecolor=GRID)
    for text in legend.get_texts():
        text.set_color(INK)


def _draw_hours(axes: Any, report: Report) -> None:  # noqa: ANN401 (matplotlib's)
    axes.bar(range(24), report.hours, color=FIRST)
    axes.set_xticks(range(0, 24, 3), [f"{hour:02}:00" for hour in range(0, 24, 3)])
    style(axes, "Uses in each hour of the day (UTC)")
