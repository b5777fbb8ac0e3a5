import asyncio
import threading

import pytest

from bot.services.computing import computed


async def test_jobs_take_turns_off_the_event_loop():
    threads = await asyncio.gather(*(computed(threading.get_ident) for _ in range(5)))
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


async def test_what_a_job_raises_is_raised():
    def fails():
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        await computed(fails)
