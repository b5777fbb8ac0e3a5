import gzip
import zlib

import pytest

from bot.fetch import Fetcher, FetchLimits, Validators, user_agent
from bot.fetching.errors import (
    AskedToWait,
    BadAddress,
    BrokenAnswer,
    FetchError,
    FetchTimedOut,
    HostNotFound,
    NotThere,
    PrivateAddress,
    RefusedByPublisher,
    RefusedByRobots,
    ServerFailed,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from tests.web.server import LOOPBACK, Names, Page, redirect, serve

LIMITS = FetchLimits(
    networks=LOOPBACK, pause_s=0, size_bytes=100_000, timeout_s=0.3, contact="host@news.example"
)


@pytest.fixture
async def site():
    async with serve() as served:
        yield served


@pytest.fixture
async def fetcher():
    names = {
        "news.example": ["127.0.0.1"],
        "intranet.example": ["10.1.2.3"],
        "six.example": ["::1"],
        "mapped.example": ["::ffff:127.0.0.1"],
        "cloud.example": ["169.254.169.254"],
        "mixed.example": ["192.168.0.1", "127.0.0.1"],
    }
    async with Fetcher(LIMITS, resolver=Names(names)) as opened:
        yield opened


async def test_a_page_comes_with_what_the_server_says_of_it(site, fetcher):
    site.pages["/a"] = Page("Grüße", media_type="text/html; charset=UTF-8").with_headers(
        ETag='"v1"', Last_Modified="Mon, 01 Jun 2026 10:00:00 GMT", Cache_Control="max-age=60"
    )
    page = await fetcher.get(site.url("/a"))
    assert page.content.decode() == "Grüße"
    assert (page.media_type, page.charset.lower()) == ("text/html", "utf-8")
    assert page.validators == Validators('"v1"', "Mon, 01 Jun 2026 10:00:00 GMT")
    assert (page.fresh_for_s, page.is_unchanged, page.moved_to) == (60, False, None)


async def test_an_unchanged_page_is_not_sent_again(site, fetcher):
    site.pages["/a"] = Page("text").with_headers(ETag='"v1"')
    first = await fetcher.get(site.url("/a"))
    again = await fetcher.get(site.url("/a"), first.validators)
    assert again.is_unchanged
    assert again.content == b""


async def test_we_say_who_we_are_and_keep_no_cookies(site, fetcher):
    site.pages["/a"] = Page("text").with_headers(Set_Cookie="id=1")
    await fetcher.get(site.url("/a"))
    await fetcher.get(site.url("/a"))
    headers = site.asked[-1][1]
    assert headers["User-Agent"].startswith("Attribune/")
    assert "host@news.example" in headers["User-Agent"]
    assert "Cookie" not in headers


def test_a_contact_cannot_forge_a_header():
    assert "\n" not in user_agent("me\r\nX-Evil: 1")


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        pytest.param("gzip", gzip.compress(b"text"), id="gzip"),
        pytest.param("deflate", zlib.compress(b"text"), id="deflate"),
        pytest.param("deflate", zlib.compress(b"text")[2:-4], id="deflate without its header"),
        pytest.param("identity", b"text", id="identity"),
    ],
)
async def test_a_packed_page_is_unpacked(site, fetcher, encoding, body):
    site.pages["/a"] = Page(body).with_headers(Content_Encoding=encoding)
    assert (await fetcher.get(site.url("/a"))).content == b"text"


BOMB = gzip.compress(bytes(50_000_000))


@pytest.mark.parametrize(
    ("page", "error"),
    [
        pytest.param(Page(bytes(100_001)), TooLarge, id="large"),
        pytest.param(Page(BOMB).with_headers(Content_Encoding="gzip"), TooLarge, id="bomb"),
        pytest.param(Page(b"text").with_headers(Content_Encoding="gzip"), BrokenAnswer, id="lie"),
        pytest.param(Page(b"text").with_headers(Content_Encoding="br"), BrokenAnswer, id="br"),
        pytest.param(
            Page(gzip.compress(b"text")[:-9]).with_headers(Content_Encoding="gzip"),
            BrokenAnswer,
            id="torn gzip",
        ),
        pytest.param(Page(wire=b"hello"), BrokenAnswer, id="no HTTP"),
        pytest.param(
            Page(wire=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"),
            BrokenAnswer,
            id="cut short",
        ),
        pytest.param(Page(wire=b""), Unreachable, id="cut at once"),
        pytest.param(Page("half", stalls=True), FetchTimedOut, id="stalls"),
        pytest.param(Page(status=404), NotThere, id="404"),
        pytest.param(Page(status=410), NotThere, id="410"),
        pytest.param(Page(status=403), RefusedByPublisher, id="403"),
        pytest.param(Page(status=451), RefusedByPublisher, id="451"),
        pytest.param(Page(status=500), ServerFailed, id="500"),
        pytest.param(Page(status=503), ServerFailed, id="503"),
        pytest.param(Page(status=429), AskedToWait, id="429"),
        pytest.param(Page(status=503).with_headers(Retry_After="7"), AskedToWait, id="503, wait"),
        pytest.param(Page(status=302), BrokenAnswer, id="redirect to nowhere"),
        pytest.param(redirect("/a"), TooManyRedirects, id="circle"),
        pytest.param(redirect("file:///etc/passwd"), BadAddress, id="redirect to a file"),
        pytest.param(redirect("http://me@news.example/"), BadAddress, id="redirect with a name"),
        pytest.param(redirect("http://2130706433/"), BadAddress, id="redirect to a number"),
        pytest.param(redirect("http://127.0.0.2/"), PrivateAddress, id="redirect to loopback"),
        pytest.param(redirect("http://[::1]/"), PrivateAddress, id="redirect to IPv6 loopback"),
        pytest.param(redirect("http://six.example/"), PrivateAddress, id="name, IPv6 loopback"),
        pytest.param(redirect("//cloud.example/"), PrivateAddress, id="name, metadata"),
        pytest.param(redirect("http://mapped.example/"), PrivateAddress, id="name, IPv4-mapped"),
        pytest.param(redirect("http://nowhere.example/"), HostNotFound, id="no such host"),
    ],
)
async def test_each_fault_is_one_sentence(site, fetcher, page, error):
    site.pages["/a"] = page
    with pytest.raises(error) as caught:
        await fetcher.get(site.url("/a"))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "[fd00::1]", "0.0.0.0", "[::]"]
)
async def test_by_default_nothing_private_is_opened(site, host):
    async with Fetcher(FetchLimits(pause_s=0)) as strict:
        with pytest.raises(PrivateAddress):
            await strict.get(f"http://{host}:8080/")
    assert site.asked == []


async def test_a_name_with_one_open_address_leads_there(site, fetcher):
    site.pages["/a"] = Page("text")
    assert (await fetcher.get(site.url("/a", "mixed.example"))).content == b"text"


async def test_permanent_redirects_tell_the_new_address(site, fetcher):
    site.pages |= {"/a": redirect("/b", 301), "/b": redirect("/c", 308), "/c": Page("text")}
    assert (await fetcher.get(site.url("/a"))).moved_to == site.url("/c")
    site.pages["/b"] = redirect("/c", 302)
    page = await fetcher.get(site.url("/a"))
    assert (page.url, page.moved_to) == (site.url("/c"), None)


async def test_a_host_that_asks_to_wait_is_left_alone(site, fetcher):
    site.pages["/a"] = Page(status=429).with_headers(Retry_After="120")
    for path in ("/a", "/b"):
        with pytest.raises(AskedToWait) as caught:
            await fetcher.get(site.url(path))
        assert 100 < caught.value.wait_s <= 120
    assert site.paths == ["/a"]


async def test_robots_are_asked_once_and_kept_to(site, fetcher):
    site.pages |= {
        "/robots.txt": Page("User-agent: attribune\nDisallow: /no", media_type="text/plain"),
        "/yes": Page("text"),
        "/no": Page("text"),
    }
    await fetcher.get(site.url("/yes"))
    with pytest.raises(RefusedByRobots):
        await fetcher.get(site.url("/no"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/yes"]


async def test_a_redirect_does_not_lead_around_robots(site, fetcher):
    site.pages |= {"/robots.txt": Page("User-agent: *\nDisallow: /no"), "/a": redirect("/no")}
    with pytest.raises(RefusedByRobots):
        await fetcher.get(site.url("/a"))
    assert site.paths == ["/a"]


async def test_one_request_at_a_time_and_a_pause_between(site):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    site.pages["/a"] = Page("text")
    limits = FetchLimits(networks=LOOPBACK, pause_s=2)
    async with Fetcher(limits, clock=lambda: 100.0, sleep=sleep) as fetcher:
        await fetcher.get(site.url("/a"))
        await fetcher.get(site.url("/a"))
    assert site.most_at_once == 1
    assert len(slept) == 2
    assert all(2 <= seconds <= 3 for seconds in slept)


async def test_a_closed_port_is_unreachable(fetcher):
    with pytest.raises(FetchError) as caught:
        await fetcher.get("http://127.0.0.1:1/")
    assert isinstance(caught.value, Unreachable)
