import pytest
from yarl import URL

from bot.fetching.errors import (
    AskedToWait,
    NotThere,
    RefusedByPublisher,
    ServerFailed,
    TooLarge,
    Unreachable,
)
from bot.fetching.robots import KEPT_S, Robots

PAGE = URL("http://news.example/no/page")
FORBIDS = b"User-agent: *\nDisallow: /no/\nCrawl-delay: 5\n\nUser-agent: Other\nDisallow: /"


class Reader:
    def __init__(self, result):
        self.result = result
        self.asked = []

    async def __call__(self, url):
        self.asked.append(str(url))
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


async def test_wishes_are_kept_to():
    robots = Robots(Reader(FORBIDS), clock=lambda: 0.0)
    rules = await robots.rules_for(PAGE)
    assert not rules.allow(PAGE)
    assert rules.allow(URL("http://news.example/yes"))
    assert rules.pause_s == 5


async def test_a_rule_for_us_goes_before_the_rule_for_all():
    text = b"User-agent: *\nDisallow: /\nUser-agent: attribune\nAllow: /\n"
    rules = await Robots(Reader(text), clock=lambda: 0.0).rules_for(PAGE)
    assert rules.allow(PAGE)


async def test_they_are_read_once_a_day():
    now = 0.0
    reader = Reader(b"")
    robots = Robots(reader, clock=lambda: now)
    for now in (0.0, KEPT_S - 1, KEPT_S + 1):  # noqa: B007 - the clock above reads it
        await robots.rules_for(PAGE)
    assert reader.asked == ["http://news.example/robots.txt"] * 2


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(NotThere("u", is_gone=False), id="404"),
        pytest.param(RefusedByPublisher("u", 403), id="403"),
        pytest.param(ServerFailed("u", 418), id="418"),
        pytest.param(TooLarge("u", 1), id="large"),
    ],
)
async def test_a_site_without_wishes_allows_all(error):
    rules = await Robots(Reader(error), clock=lambda: 0.0).rules_for(PAGE)
    assert rules.allow(PAGE)


@pytest.mark.parametrize(
    "error", [ServerFailed("u", 500), AskedToWait("u", 429, 9), Unreachable("u", "it is down")]
)
async def test_a_site_that_does_not_answer_allows_nothing(error):
    with pytest.raises(type(error)):
        await Robots(Reader(error), clock=lambda: 0.0).rules_for(PAGE)


@pytest.mark.parametrize("wild", [b"\xff\xfe\0", b"<html>", b"\xef\xbb\xbfUser-agent: *\nAllow: /"])
async def test_wild_bytes_are_no_wishes(wild):
    rules = await Robots(Reader(wild), clock=lambda: 0.0).rules_for(PAGE)
    assert rules.allow(PAGE)
