from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Settings
from bot.services.collecting import collection
from tests.web.server import serve


class Clock:
    """Time that passes when told to."""

    def __init__(self):
        self.now = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, **by):
        self.now += timedelta(**by)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def site():
    async with serve() as served:
        yield served


@pytest.fixture
async def collected(database, clock, tmp_path):
    settings = Settings(attribune_data=tmp_path / "data", attribune_networks="127.0.0.1")
    made = collection(database, settings, clock, pause_s=0)
    yield made
    await made.close()
