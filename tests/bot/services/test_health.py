import asyncio
from contextlib import suppress

import pytest

from bot.services import health as health_module
from bot.services.health import Health
from bot.services.loops import Loops
from bot.storage.tallies import Tallies


class Connected:
    def __init__(self, *, ready=True, age_s=3.0):
        self.ready, self.age_s = ready, age_s

    def is_ready(self):
        return self.ready

    def heartbeat_age_s(self):
        return self.age_s


class Newsroom:
    """A desk whose scheduler is as told."""

    def __init__(self, is_healthy=True):
        self.scheduler = self
        self.is_healthy = lambda: is_healthy


class Ticks:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
async def ticks():
    return Ticks()


@pytest.fixture
async def loops(clock, ticks):
    loops = Loops(clock, ticks)
    yield loops
    await loops.close()


@pytest.fixture
def health(loops, database, clock):
    health = Health(loops, Newsroom(), Tallies(database), clock)
    health.gateway = Connected()
    return health


async def test_all_is_well(health):
    report = await health.report()
    assert (report.is_well, report.reasons, report.heartbeat_age_s) == (True, (), 3.0)


@pytest.mark.parametrize(
    ("gateway", "reason"),
    [
        (None, "not ready"),
        (Connected(ready=False), "not ready"),
        (Connected(age_s=101.0), "no heartbeat for 101 s"),
    ],
)
async def test_a_gateway_that_is_away_is_a_reason(health, gateway, reason):
    health.gateway = gateway
    [told] = (await health.report()).reasons
    assert reason in told


async def test_a_database_that_cannot_be_written_is_a_reason(health, database):
    await database.close()
    [told] = (await health.report()).reasons
    assert "has been closed" in told


async def test_a_database_that_hangs_is_a_reason(health, database, monkeypatch):
    monkeypatch.setattr(health_module, "_WRITE_TIMEOUT_S", 0.01)
    async with database.transaction():
        [told] = (await health.report()).reasons
    assert "could not be written" in told


async def test_a_loop_that_has_not_worked_for_long_is_a_reason(health, loops, ticks):
    async def fail():
        raise ZeroDivisionError("by nothing")

    loops.every(10.0, "counting", fail)
    await asyncio.sleep(0)
    ticks.now = 149.0
    assert (await health.report()).loop_ages_s == {"counting": 149.0}
    assert (await health.report()).is_well
    ticks.now = 151.0
    [told] = (await health.report()).reasons
    assert told == "counting: last worked 151 s ago (ZeroDivisionError: by nothing)."


async def test_a_loop_that_rests_longer_than_usual_is_well(health, loops, ticks):
    async def rest():
        return 600.0

    loops.every(60.0, "feeds", rest)
    await asyncio.sleep(0)
    ticks.now = 600.0
    assert (await health.report()).is_well
    ticks.now = 2000.0
    assert not (await health.report()).is_well


async def test_a_set_clock_makes_no_loop_look_old(health, loops, clock):
    async def work():
        return None

    loops.every(10.0, "counting", work)
    await asyncio.sleep(0)
    clock.move(days=400)
    assert (await health.report()).is_well


async def test_a_scheduler_that_hangs_is_a_reason(health):
    health._desk = Newsroom(is_healthy=False)
    [told] = (await health.report()).reasons
    assert "scheduler" in told


async def test_not_every_question_is_a_write(health, database):
    with suppress(AssertionError):
        await health.report()
    await database.close()
    assert (await health.report()).is_well
