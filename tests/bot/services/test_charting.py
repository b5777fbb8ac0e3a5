import sys
from datetime import date, timedelta

import pytest

from bot.services.charting import described, draw
from bot.services.reporting import Latency, Report
from bot.storage.usage_counts import DayCount


def report(days=30):
    counts = tuple(
        DayCount((date(2026, 1, 1) + timedelta(n)).isoformat(), 9 + n % 7, 5, 3)
        for n in range(days)
    )
    return Report(
        counts, (("ask", 9),), {}, tuple(range(24)), Latency(1, 2, 3), 4, 1, 0, (), (),
        keeps_questions=False,
    )  # fmt: skip


@pytest.mark.parametrize("days", [1, 365])
def test_a_chart_is_a_png(days):
    pytest.importorskip("matplotlib", reason="the extra `charts` is not installed")
    assert draw(report(days)).startswith(b"\x89PNG")


def test_without_matplotlib_there_is_no_chart(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    assert draw(report()) is None


def test_the_description_says_what_the_chart_shows():
    told = described(report())
    assert "most on 2026-01-07 with 15" in told
    assert "most at 23:00 UTC" in told
