from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.timing.days import Days, parse_days
from bot.services.timing.schedule import Schedule
from bot.services.timing.tzdatabase import load_zone, zone_keys

SIX = [
    "Europe/London",
    "America/New_York",
    "Europe/Kyiv",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]
DAILY = parse_days("every day")
minutes = st.times().map(lambda t: t.replace(second=0, microsecond=0))
moments = st.integers(1975 * 525_960, 2037 * 525_960).map(
    lambda minute: datetime(1, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)
day_sets = st.sets(st.integers(0, 6), min_size=1).map(lambda days: Days(frozenset(days)))


def runs(zone, wall, first, count=4, days=DAILY):
    schedule = Schedule(time.fromisoformat(wall), zone, days)
    found = schedule.next_runs(count, datetime.fromisoformat(first).replace(tzinfo=UTC))
    return ", ".join(f"{run.local_date:%d} {run.at:%dT%H:%M}" for run in found)


@pytest.mark.parametrize(
    ("zone", "wall", "first", "expected"),
    [
        pytest.param(
            "Europe/London",
            "01:30",
            "2026-03-28",
            "28 28T01:30, 29 29T01:00, 30 30T00:30",
            id="London skips 01:30: runs at 02:00, the first minute that exists",
        ),
        pytest.param(
            "Europe/London",
            "01:30",
            "2026-10-24",
            "24 24T00:30, 25 25T00:30, 26 26T01:30",
            id="London doubles 01:30: runs the first time only",
        ),
        pytest.param(
            "America/New_York",
            "02:15",
            "2026-03-07",
            "07 07T07:15, 08 08T07:00, 09 09T06:15",
            id="New York skips 02:15",
        ),
        pytest.param(
            "America/New_York",
            "01:15",
            "2026-10-31",
            "31 31T05:15, 01 01T05:15, 02 02T06:15",
            id="New York doubles 01:15",
        ),
        pytest.param(
            "Europe/Kyiv",
            "03:30",
            "2026-03-28",
            "28 28T01:30, 29 29T01:00, 30 30T00:30",
            id="Kyiv skips 03:30",
        ),
        pytest.param(
            "Europe/Kyiv",
            "03:30",
            "2026-10-23T12:00",
            "24 24T00:30, 25 25T00:30, 26 26T01:30",
            id="Kyiv doubles 03:30",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "02:10",
            "2026-10-02T16:00",
            "04 03T15:30, 05 04T15:10, 06 05T15:10",
            id="Lord Howe skips half an hour",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "01:45",
            "2026-04-03T16:00",
            "05 04T14:45, 06 05T15:15, 07 06T15:15",
            id="Lord Howe doubles half an hour",
        ),
        pytest.param(
            "Pacific/Apia",
            "07:30",
            "2011-12-28T18:00",
            "29 29T17:30, 31 30T17:30, 01 31T17:30",
            id="Apia skips a whole day: no run for it",
        ),
        pytest.param(
            "Asia/Kathmandu",
            "07:30",
            "1985-12-31",
            "31 31T02:00, 01 01T01:45, 02 02T01:45",
            id="Kathmandu moves by a quarter of an hour",
        ),
        pytest.param(
            "America/Havana",
            "00:30",
            "2026-03-07T12:00",
            "08 08T05:00, 09 09T04:30",
            id="Havana skips midnight",
        ),
    ],
)
def test_clock_changes(zone, wall, first, expected):
    assert runs(zone, wall, first, expected.count(",") + 1) == expected


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(zone_keys())), minutes, moments, day_sets)
def test_the_next_run_is_the_first_chosen_day_at_that_time(zone, wall, after, days):
    run = Schedule(wall, zone, days).next_run(after)
    assert run.at > after
    assert run.local_date in days
    local = run.at.astimezone(load_zone(zone))
    if local.date() == run.local_date and local.time() == wall:
        return
    before = (run.at - timedelta(seconds=1)).astimezone(load_zone(zone))
    nominal = datetime.combine(run.local_date, wall)
    assert before.replace(tzinfo=None) < nominal < local.replace(tzinfo=None)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIX), minutes, st.dates(date(2007, 1, 1), date(2036, 1, 1)))
def test_each_day_of_a_year_runs_once_and_in_order(zone, wall, first):
    start = datetime.combine(first, time(), UTC)
    found = Schedule(wall, zone, DAILY).next_runs(366, start)
    assert all(a.at < b.at for a, b in pairwise(found))
    steps = [b.local_date - a.local_date for a, b in pairwise(found)]
    skipped = zone == "Pacific/Apia" and first.year in {2010, 2011}
    assert sum(step != timedelta(days=1) for step in steps) <= skipped


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SIX), minutes, moments, st.floats(0, 1))
def test_looking_again_before_a_run_finds_the_same_run(zone, wall, after, part):
    schedule = Schedule(wall, zone, DAILY)
    run = schedule.next_run(after)
    assert schedule.next_run(after + (run.at - after) * part * 0.999) == run


def test_a_second_look_between_the_two_passes_of_a_doubled_hour_finds_tomorrow():
    schedule = Schedule(time(1, 30), "Europe/London", DAILY)
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert schedule.next_run(between).local_date == date(2026, 10, 26)


def test_a_chosen_weekday_is_kept():
    assert runs("Europe/London", "07:30", "2026-11-22", 3, parse_days("mon, wed")) == (
        "23 23T07:30, 25 25T07:30, 30 30T07:30"
    )
