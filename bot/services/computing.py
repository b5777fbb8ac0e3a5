"""What is computed while people wait: off the event loop, one thing after another."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
# Threads that compute take turns anyway, and the event loop, which has people to acknowledge, is
# to wait for one of them and not for many.
_THREAD = ThreadPoolExecutor(1, thread_name_prefix="computing")


async def computed(job: Callable[[], _T]) -> _T:
    """Run a job of milliseconds on the thread that computes; return what it returns."""
    return await asyncio.get_running_loop().run_in_executor(_THREAD, job)
