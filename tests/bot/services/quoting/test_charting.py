import sys
from datetime import date, timedelta

import pytest

from bot.services.quoting import charting
from bot.services.quoting.charting import Charting
from bot.services.quoting.models import Card, Known
from corpus.people import Person
from corpus.quotations import Gender


def card(*days):
    ann = Person("ann lee", "Ann Lee", ("Ann Lee",), (), Gender.UNKNOWN, True, ())
    return Card(Known(ann, 9, 3), (), (), (), (), tuple(days))


def days(number, step):
    return [(date(2025, 1, 1) + timedelta(days=n * step), n + 1) for n in range(number)]


async def test_too_little_makes_no_chart():
    assert await Charting().draw(card(*days(2, 9))) is None
    assert await Charting().draw(card()) is None


async def test_without_matplotlib_there_is_no_chart(monkeypatch):
    monkeypatch.setattr(charting, "find_spec", lambda name: None)
    assert await Charting().draw(card(*days(5, 9))) is None


@pytest.mark.parametrize(("step", "name"), [(2, "day"), (40, "month")])
async def test_a_chart_is_a_picture_with_its_words(step, name):
    pytest.importorskip("matplotlib")
    drawn = await Charting().draw(card(*days(5, step)))
    assert drawn.png.startswith(b"\x89PNG")
    assert f"Quotations of Ann Lee by {name}" in drawn.told
    assert "15 in all" in drawn.told


def test_starting_needs_no_matplotlib():
    assert "matplotlib" not in charting.__dict__
    assert sys.modules[charting.__name__] is charting
