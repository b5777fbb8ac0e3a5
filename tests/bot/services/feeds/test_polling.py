from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.fetch import Fetched, Validators
from bot.fetching.errors import AskedToWait, RefusedByRobots, Unreachable
from bot.services.feeds.polling import (
    LONGEST_BACK_OFF_S,
    LONGEST_INTERVAL_S,
    SHORTEST_INTERVAL_S,
    Found,
    after_failure,
    after_success,
)
from bot.storage.feeds import KeptFeed

NOW = datetime(2026, 5, 12, tzinfo=UTC)


def kept(interval_s=1800.0, failures=0):
    return KeptFeed(
        1, "https://a.example/", "A", NOW, None, None, interval_s, NOW, None, None, failures, None,
        None, None,
    )  # fmt: skip


def found(new, fresh_for_s=0.0):
    fetched = Fetched("u", b"", "text/xml", None, Validators(), fresh_for_s, True, None)
    return Found(fetched, None, new)


@given(st.lists(st.integers(0, 3), max_size=60), st.floats(0, 1e9))
def test_the_interval_stays_within_its_bounds(news, fresh_for_s):
    feed = kept()
    for new in news:
        feed = after_success(feed, found(new, fresh_for_s), NOW)
        assert SHORTEST_INTERVAL_S <= feed.interval_s <= LONGEST_INTERVAL_S
        assert timedelta(0) < feed.next_at - NOW <= timedelta(seconds=LONGEST_INTERVAL_S)


@given(st.integers(0, 2_000))
def test_failures_end_in_a_check_a_day(failures):
    feed = after_failure(kept(failures=failures), Unreachable("u", "it is down"), NOW)
    assert feed.next_at - NOW <= timedelta(seconds=LONGEST_BACK_OFF_S)
    assert feed.paused is None


def test_a_wait_that_is_asked_for_is_kept_however_long():
    feed = after_failure(kept(), AskedToWait("u", 429, 200_000.0), NOW)
    assert feed.next_at == NOW + timedelta(seconds=200_000)


def test_robots_are_asked_a_few_times_and_then_no_more():
    feed = kept()
    for _ in range(3):
        assert feed.paused is None
        feed = after_failure(feed, RefusedByRobots("u"), NOW)
    assert feed.paused == "the publisher refuses bots"
