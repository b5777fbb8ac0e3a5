import asyncio
from datetime import UTC, date, datetime, timedelta
from time import monotonic

import pytest

from bot.services import scheduling
from bot.services.delivering import Patience, Sender
from bot.services.scheduling import Composed, Scheduler, next_runs
from bot.storage.subscriptions import Wanted
from tests.bot.services.couriers import MemoryCourier
from tests.loopback.server import until

PATIENCE = Patience(pace_s=0, nap_s=3600)
NOON = Wanted(7, 70, 700, "12:00", "UTC", 127)


class Composer:
    def __init__(self):
        self.silence, self.error = None, None

    async def __call__(self, subscription, run):
        if self.error:
            raise self.error
        return Composed("{}", 9, frozenset({1}), self.silence)


@pytest.fixture
def composer():
    return Composer()


@pytest.fixture
def courier(clock):
    return MemoryCourier(clock)


@pytest.fixture
def scheduler(subscriptions, deliveries, courier, clock, composer):
    return make(subscriptions, deliveries, courier, clock, composer)


def make(subscriptions, deliveries, courier, clock, composer):
    sender = Sender(subscriptions, deliveries, courier, clock, PATIENCE)
    return Scheduler(subscriptions, deliveries, composer, sender, clock, PATIENCE)


@pytest.fixture
def twin(subscriptions, deliveries, courier, clock, composer):
    return make(subscriptions, deliveries, courier, clock, composer)


@pytest.fixture
async def subscription(subscriptions, clock):
    return await subscriptions.add(NOON, at=clock(), next_at=clock(), seen_version=0)


async def states(deliveries, subscription):
    kept = await deliveries.history(subscription.id, limit=99)
    return {d.local_date.day: d.state for d in kept}


async def test_a_week_is_delivered_day_by_day(scheduler, courier, clock, subscription):
    for _ in range(7 * 24):
        await scheduler._step()
        clock.move(hours=1)
    nonces = [nonce for nonce, _, _ in courier.arrived]
    assert nonces == [f"{subscription.key}-2026010{day}" for day in range(1, 8)]
    assert all(at.hour == 12 for _, at, _ in courier.arrived)


async def test_it_naps_until_the_next_is_due_and_no_longer(scheduler, clock, subscription):
    assert await scheduler._step() == 3600  # the longest nap
    clock.move(hours=23, minutes=50)
    assert await scheduler._step() == 600


async def test_down_over_the_due_time_within_the_grace(scheduler, courier, clock, subscription):
    clock.move(hours=5)
    await scheduler._step()
    assert [parcel.is_late for _, _, parcel in courier.arrived] == [True]


async def test_down_beyond_the_grace_is_merged_into_the_next(
    scheduler, deliveries, courier, clock, subscription
):
    clock.move(days=3, hours=7)
    await scheduler._step()
    assert courier.arrived == []
    clock.move(hours=17)
    await scheduler._step()
    assert await states(deliveries, subscription) == {
        1: "merged", 2: "merged", 3: "merged", 4: "merged", 5: "sent",
    }  # fmt: skip


async def test_a_year_away_is_neither_a_flood_nor_a_long_list(
    scheduler, deliveries, courier, clock, subscription
):
    clock.move(days=365)
    await scheduler._step()
    assert len(courier.arrived) == 1
    assert len(await deliveries.history(subscription.id, limit=999)) < 20


async def test_silence_is_claimed_and_not_sent(
    scheduler, deliveries, courier, composer, subscription
):
    composer.silence = "Nothing was new."
    await scheduler._step()
    assert courier.arrived == []
    assert await states(deliveries, subscription) == {1: "silent"}


async def test_two_schedulers_on_one_database_send_once(scheduler, twin, courier, subscription):
    await asyncio.gather(scheduler._step(), twin._step())
    assert len(courier.arrived) == 1


async def test_a_newer_tz_database_moves_the_run_instead_of_doubling_it(
    scheduler, subscriptions, courier, clock
):
    early = clock() - timedelta(hours=1)
    await subscriptions.add(NOON, at=early, next_at=early, seen_version=0)
    clock.move(minutes=-30)
    await scheduler._step()
    assert courier.arrived == []
    assert await subscriptions.next_due() == datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
async def running(scheduler):
    task = asyncio.create_task(scheduler.run())
    yield scheduler
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_survives_its_own_errors(composer, subscription, running, caplog):
    composer.error = ZeroDivisionError("a bug")
    await until(lambda: "goes on" in caplog.text)
    assert not running.is_healthy()
    composer.error = None
    running.wake()
    await until(running.is_healthy)


async def test_a_change_wakes_it(running, subscriptions, courier, clock):
    await until(lambda: running.health.succeeded_at is not None)
    await subscriptions.add(NOON, at=clock(), next_at=clock(), seen_version=0)
    running.wake()
    await until(lambda: courier.arrived)


async def test_its_age_tells_when_it_hangs(subscription, running, monkeypatch):
    await until(running.is_healthy)
    monkeypatch.setattr(scheduling, "monotonic", lambda: monotonic() + 3 * 3600)
    assert not running.is_healthy()


async def test_a_set_clock_is_no_reason_for_alarm(subscription, running, clock):
    await until(running.is_healthy)
    worked_at = running.health.worked_at
    clock.move(hours=3)
    assert running.is_healthy()
    assert running.health.worked_at == worked_at


async def test_the_next_times_pass_over_a_day_already_had(
    scheduler, subscriptions, clock, subscription
):
    await scheduler._step()
    found = await subscriptions.get(subscription.id)
    dates = [run.local_date for run in next_runs(found, 3, clock() - timedelta(hours=2))]
    assert dates == [date(2026, 1, 2), date(2026, 1, 3), date(2026, 1, 4)]


@pytest.mark.parametrize(
    "jumps",
    [
        pytest.param([-26, 26], id="back and right again"),
        pytest.param([26, -26], id="ahead and right again"),
        pytest.param([-1, 0, 1, -1, 1], id="to and fro around the hour"),
    ],
)
async def test_a_clock_that_jumps_delivers_no_day_twice(
    scheduler, deliveries, subscription, courier, clock, jumps
):
    await scheduler._step()
    for hours in jumps:
        clock.move(hours=hours)
        await scheduler._step()
    days = [d.local_date for d in await deliveries.history(subscription.id, limit=99)]
    assert len(days) == len(set(days))
    assert len(courier.arrived) == len(days)
