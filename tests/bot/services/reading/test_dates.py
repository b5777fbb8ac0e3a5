from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.reading.dates import calendar_day

DAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    "value",
    [
        "2026-05-12",
        "20260512",
        "2026-05-12T23:30:00-08:00",
        "2026-05-12 08:30",
        "Tue, 12 May 2026 08:30:00 GMT",
        "12 May 2026",
        "Tuesday, 12th May 2026, 8:30",
        "May 12, 2026",
        "Tue May 12 2026",
        DAY,
        datetime(2026, 5, 12, 23, 0, tzinfo=UTC),
        1778572800,
        1778572800000,
    ],
)
def test_a_day_is_read_in_the_zone_that_it_is_written_in(value):
    assert calendar_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["", "today", "03/04/2026", "2026", "May 2026", "2026-13-45", "0001-01-01", "31 Brumaire 1799",
     None, True, 0, -5, float("nan"), 1e300, ["2026-05-12"]],
)  # fmt: skip
def test_what_names_no_certain_day_is_unknown(value):
    assert calendar_day(value) is None


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_day_survives_its_forms(day):
    assert calendar_day(day.isoformat()) == day
    assert calendar_day(f"{day:%d %B} {day.year}") == day
    assert calendar_day(f"{day:%B %d}, {day.year}") == day


@given(st.text() | st.floats() | st.integers())
def test_any_value_is_a_day_or_unknown(value):
    found = calendar_day(value)
    assert found is None or isinstance(found, date)
