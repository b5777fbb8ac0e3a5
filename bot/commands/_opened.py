"""What brings articles in, opened for one command."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.bootstrap import open_store
from bot.config import read_settings
from bot.services.collecting import Collection, collection
from bot.services.loops import utc_now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def opened() -> AsyncIterator[Collection]:
    """Open the store and all that brings articles into it; nothing is searched.

    Raises:
        AttribuneError: a setting or the database cannot be used.
    """
    settings = read_settings()
    async with open_store(settings) as database:
        collected = collection(database, settings, utc_now)
        try:
            yield collected
        finally:
            await collected.close()
