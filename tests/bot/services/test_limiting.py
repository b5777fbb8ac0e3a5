from datetime import timedelta

from bot.services.limiting import Limit


def test_so_many_in_a_window_each_by_itself(clock):
    limit = Limit(clock, most=2, window=timedelta(minutes=1))
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    clock.move(seconds=60)
    assert limit.allows("a")


def test_it_is_told_once_a_window(clock):
    limit = Limit(clock, most=0, window=timedelta(minutes=1))
    assert [limit.may_tell("a"), limit.may_tell("a")] == [True, False]
    clock.move(seconds=61)
    assert limit.may_tell("a")


def test_a_clock_put_back_locks_nobody_out(clock):
    limit = Limit(clock, most=1, window=timedelta(minutes=1))
    assert limit.allows("a")
    assert limit.may_tell("a")
    clock.move(hours=-1)
    assert limit.allows("a")
    assert limit.may_tell("a")


def test_memory_stays_small(clock):
    limit = Limit(clock, most=1, window=timedelta(minutes=1))
    for key in range(10_000):
        limit.allows(key)
    clock.move(minutes=2)
    limit.allows("last")
    assert len(limit._passed) == 1
