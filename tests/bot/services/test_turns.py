import asyncio

import pytest

from bot.services.turns import TooBusy, Turns


async def hold(turns, leave, order, name):
    async with turns.turn():
        order.append(name)
        await leave.wait()


async def test_those_in_line_follow_in_order_and_the_rest_is_told_no():
    turns, leave, order = Turns(at_once=1, in_line=2), asyncio.Event(), []
    tasks = [asyncio.create_task(hold(turns, leave, order, name)) for name in "abc"]
    await asyncio.sleep(0)
    with pytest.raises(TooBusy):
        turns.demand_room()
    with pytest.raises(TooBusy, match="try again"):
        await hold(turns, leave, order, "d")
    leave.set()
    await asyncio.gather(*tasks)
    assert (order, turns.turned_away) == (["a", "b", "c"], 2)


async def test_whoever_gives_up_or_fails_leaves_the_line():
    turns, leave = Turns(at_once=1, in_line=1), asyncio.Event()
    tasks = [asyncio.create_task(hold(turns, leave, [], name)) for name in "ab"]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    with pytest.raises(KeyError):
        async with turns.turn():
            raise KeyError
    turns.demand_room()
