import asyncio

from bot.fetching import manners
from bot.fetching.manners import LONGEST_PAUSE_S, Manners


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.now += seconds


def made(pause_s=1.0):
    clock = Clock()
    return Manners(pause_s, clock=clock, sleep=clock.sleep), clock


async def test_a_host_is_asked_by_one_at_a_time():
    polite, _ = made()
    at_once = most = 0

    async def ask():
        nonlocal at_once, most
        async with polite.turn("news.example"):
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0)
            at_once -= 1

    await asyncio.gather(*(ask() for _ in range(5)))
    assert most == 1


async def test_only_the_same_host_has_to_pause():
    polite, clock = made()
    async with polite.turn("a.example"):
        pass
    async with polite.turn("b.example"):
        assert clock.now == 0
    async with polite.turn("a.example"):
        assert 1 <= clock.now <= 1.5


async def test_a_pause_that_a_site_asks_for_is_kept_within_reason():
    polite, clock = made()
    polite.slow_down("a.example", 1e9)
    async with polite.turn("a.example"):
        pass
    async with polite.turn("a.example"):
        assert LONGEST_PAUSE_S <= clock.now <= LONGEST_PAUSE_S * 1.5


async def test_a_shut_host_opens_again():
    polite, clock = made()
    polite.shut("a.example", 60)
    assert polite.shut_for_s("a.example") == 60
    clock.now = 61
    assert polite.shut_for_s("a.example") == 0
    assert polite.shut_for_s("b.example") == 0


async def test_hosts_of_long_ago_are_forgotten(monkeypatch):
    monkeypatch.setattr(manners, "MOST_HOSTS", 3)
    polite, clock = made()
    polite.shut("shut.example", 1e6)
    for number in range(10):
        clock.now += 10
        async with polite.turn(f"{number}.example"):
            pass
    assert polite.shut_for_s("shut.example") > 0
    assert len(polite._hosts) <= 5
