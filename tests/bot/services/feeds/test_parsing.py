from datetime import UTC, date
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.feeds import models, parsing
from bot.services.feeds.errors import NotAFeed
from bot.services.feeds.parsing import parse_feed
from tests.web.feeds import ATOM, BROKEN, ERROR_PAGE, JSON_FEED, LONG, WHOLE, rss, rss_item
from tests.web.pages import TITLE

URL = "https://ardley.example/feed"
BRIDGE = "https://ardley.example/bridge"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(rss(rss_item(html=WHOLE)), id="RSS"),
        pytest.param(ATOM, id="Atom"),
        pytest.param(JSON_FEED, id="JSON Feed"),
        pytest.param(b"\xef\xbb\xbf" + JSON_FEED, id="JSON Feed with a mark"),
        pytest.param(b"\n" + rss(rss_item(html=WHOLE)), id="RSS after a blank line"),
    ],
)
def test_every_format_gives_the_same_entry(content):
    feed = parse_feed(content, url=URL)
    (entry,) = feed.entries
    assert (feed.title, feed.site) == ("Ardley Times", "https://ardley.example/")
    assert (entry.key, entry.url, entry.title) == (BRIDGE, BRIDGE, TITLE)
    assert entry.published == date(2026, 5, 12)
    assert entry.text.split("\n\n") == LONG


def test_a_teaser_is_no_whole_text():
    html = WHOLE + "<p>The post <a>A</a> appeared first on <a>Ardley Times</a>.</p>"
    for markup, is_whole in [("<p>Short.</p>", False), (WHOLE + " […]", False), (html, True)]:
        (entry,) = parse_feed(rss(rss_item(html=markup)), url=URL).entries
        assert (entry.text is not None) is is_whole
        assert entry.summary


@pytest.mark.parametrize(
    ("item", "key"),
    [
        pytest.param(rss_item(guid="x"), BRIDGE, id="link before guid"),
        pytest.param(rss_item(link="", guid="x:1"), "id:x:1", id="guid without link"),
        pytest.param(rss_item(link="", guid=BRIDGE + "#1"), BRIDGE, id="guid that is a link"),
    ],
)
def test_what_makes_an_entry_the_same(item, key):
    assert parse_feed(rss(item), url=URL).entries[0].key == key


def test_an_entry_without_link_and_guid_is_known_by_its_words_not_its_date():
    first, again, other = (
        parse_feed(rss(rss_item(title, "", date=day)), url=URL).entries[0].key
        for title, day in [("A", "1 May 2026"), ("A", "2 May 2026"), ("B", "1 May 2026")]
    )
    assert first == again != other


def test_the_same_item_twice_is_one_entry_and_an_empty_one_none():
    content = rss(rss_item(), rss_item(date=""), "<item></item>")
    assert len(parse_feed(content, url=URL).entries) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(ERROR_PAGE, "a web page", id="error page"),
        pytest.param(b"<html><body>404", "a web page", id="torn page"),
        pytest.param(b"plain words", "something else", id="text"),
        pytest.param(b'{"a": 1}', "some JSON", id="other JSON"),
        pytest.param(b"{broken", "broken JSON", id="broken JSON"),
    ],
)
def test_what_is_no_feed_is_said_to_be_what_it_is(content, what):
    with pytest.raises(NotAFeed) as caught:
        parse_feed(content, url=URL)
    assert caught.value.what == what


def test_malformed_xml_is_a_warning():
    feed = parse_feed(BROKEN, url=URL)
    assert feed.entries[0].url == BRIDGE
    assert "malformed" in feed.warning


def test_entities_of_a_feed_reach_no_file_and_do_not_swell(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    doctype = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b "{"x" * 99}">]>'
    content = rss(rss_item()).replace(b"<rss", doctype.encode() + b"<rss", 1)
    feed = parse_feed(content.replace(b"Ardley", b"&a;&b;&b;"), url=URL)
    assert "sesame" not in repr(feed)


def test_a_huge_feed_is_read_to_its_cap(monkeypatch):
    for module in (models, parsing):
        monkeypatch.setattr(module, "MOST_ENTRIES", 30)
    feed = parse_feed(rss(*(rss_item(link=f"/{n}") for n in range(60))), url=URL)
    assert len(feed.entries) == 30
    assert "first 30" in feed.warning


@given(st.datetimes(timezones=st.just(UTC), allow_imaginary=False).filter(lambda t: t.year > 1600))
def test_the_day_of_any_moment_survives_both_forms(moment):
    for written in (format_datetime(moment), moment.isoformat()):
        (entry,) = parse_feed(rss(rss_item(date=written)), url=URL).entries
        assert entry.published == moment.date()


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=30))
def test_any_date_is_a_day_or_unknown(written):
    (entry,) = parse_feed(rss(rss_item(date=written)), url=URL).entries
    assert entry.published is None or entry.published.year >= 1


def test_what_its_parser_stumbles_over_is_no_feed():
    with pytest.raises(NotAFeed, match="broken beyond reading"):
        parse_feed(b"<channel<item<link</item</link>", url=URL)


@given(st.binary(max_size=200) | st.binary(max_size=60).map(lambda b: b"<rss version='2.0'>" + b))
def test_wild_bytes_are_a_feed_or_one_error(content):
    try:
        feed = parse_feed(content, url=URL)
    except NotAFeed:
        return
    assert len(feed.entries) <= 10
