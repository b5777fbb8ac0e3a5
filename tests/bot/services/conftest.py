from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.deliveries import DeliveryStore
from bot.storage.subscriptions import SubscriptionStore


class MovableClock:
    def __init__(self, at=datetime(2026, 1, 1, 12, tzinfo=UTC)):
        self.at = at

    def __call__(self):
        return self.at

    def move(self, **by):
        self.at += timedelta(**by)


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def subscriptions(database):
    return SubscriptionStore(database)


@pytest.fixture
def deliveries(database):
    return DeliveryStore(database)
