import asyncio
from datetime import UTC, datetime

from bot.services.loops import Loops

AT = datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_loop_survives_its_errors_and_shows_them(caplog):
    steps = iter([ZeroDivisionError("x"), None])
    second = asyncio.Event()
    loops = Loops(lambda: AT)

    async def step():
        met = next(steps, None)
        if met:
            raise met
        second.set()

    loops.every(0.0, "counting", step)
    await asyncio.sleep(0)
    [loop] = loops.report()
    await asyncio.wait_for(second.wait(), 5)
    await asyncio.sleep(0)
    assert (loop.failures, loop.error, loop.succeeded_at) == (0, None, AT)
    assert "counting failed 1 times" in caplog.text
    await loops.close()
    await loops.close()


async def test_a_step_may_say_how_long_to_rest():
    calls = []

    async def step():
        calls.append(1)
        return 1000.0

    loops = Loops(lambda: AT)
    loops.every(0.0, "resting", step)
    for _ in range(5):
        await asyncio.sleep(0)
    await loops.close()
    assert len(calls) == 1
