from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.timing.days import Days, parse_days
from bot.services.timing.errors import DaysUnclear

SHORT = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WRITTEN = {
    "every day": "0123456",
    "daily": "0123456",
    "evry day": "0123456",
    "weekdays": "01234",
    "working days": "01234",
    "weekdys": "01234",
    "weekends": "56",
    "mon, wed": "02",
    "Mon/Wed/Fri": "024",
    "mon-fri": "01234",
    "mon\u2013fri": "01234",
    "Monday to Friday": "01234",
    "fri-mon": "0456",
    "tues & thurs": "13",
    "wensday": "2",
    "mondays and fridays": "04",
    "every day except sunday": "012345",
    "not monday": "123456",
    "mo we fr": "024",
}


@pytest.mark.parametrize(("written", "days"), WRITTEN.items(), ids=WRITTEN)
def test_reads_days_as_people_write_them(written, days):
    assert parse_days(written) == Days(frozenset(map(int, days)))


@pytest.mark.parametrize(
    "written", ["", "t", "someday", "never", "every other day", "daily except daily", "mon-"]
)
def test_unclear_days_are_explained(written):
    with pytest.raises(DaysUnclear, match="mon-fri"):
        parse_days(written)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_any_set_survives_writing_and_storing(chosen):
    days = Days(frozenset(chosen))
    assert parse_days(", ".join(SHORT[day] for day in chosen)) == days
    assert parse_days(str(days)) == days
    assert Days.from_mask(days.mask) == days


def test_a_date_is_in_the_days_by_its_weekday():
    monday = date(2026, 11, 23)
    assert monday in parse_days("mon")
    assert monday + timedelta(days=1) not in parse_days("mon")


def test_no_days_at_all_is_refused():
    with pytest.raises(ValueError, match="weekdays"):
        Days(frozenset())


@given(st.text(max_size=200))
def test_any_text_is_days_or_a_sentence(written):
    with suppress(DaysUnclear):
        parse_days(written)


def test_a_long_text_is_not_echoed_whole():
    with pytest.raises(DaysUnclear) as unclear:
        parse_days("x" * 5000)
    assert len(str(unclear.value)) < 200
