import pytest

from bot.services.delivering import Patience
from bot.services.desk import Desk
from bot.services.subscribing import Limits, Person, Place, Wishes
from bot.storage.articles import ArticleStore
from bot.storage.subscriptions import Wanted
from tests.bot.services.couriers import MemoryCourier
from tests.loopback.server import until

PATIENCE = Patience(pace_s=0)


@pytest.fixture
async def desk(database, clock):
    desk = Desk(database, ArticleStore(database), list, clock, Limits(9, 9), PATIENCE)
    yield desk
    await desk.stop()


async def test_a_new_subscription_wakes_the_scheduler(desk, clock):
    courier = MemoryCourier(clock)
    desk.start(courier)
    await until(lambda: desk.scheduler.health.succeeded_at is not None)
    await desk.subscribing.subscribe(Person(1), Place(), Wishes(time="12:01", timezone="UTC"))
    clock.move(minutes=1)
    desk.scheduler.wake()
    await until(lambda: courier.arrived)


async def test_it_stops_and_starts_again(desk, clock):
    desk.start(MemoryCourier(clock))
    await desk.stop()
    await desk.stop()
    assert desk.scheduler is None
    desk.start(MemoryCourier(clock))
    await until(desk.scheduler.is_healthy)


async def test_many_due_at_one_minute_are_all_sent_once(desk, subscriptions, clock):
    for n in range(100):
        wanted = Wanted(n, 70, n, "12:00", "UTC", 127)
        await subscriptions.add(wanted, at=clock(), next_at=clock(), seen_version=0)
    courier = MemoryCourier(clock)
    desk.start(courier)
    await until(lambda: len(courier.arrived) >= 100)
    await until(desk.scheduler.is_healthy)
    assert len({nonce for nonce, _, _ in courier.arrived}) == len(courier.arrived) == 100
