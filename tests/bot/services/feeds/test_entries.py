import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.feeds.entries import RawEntry, each_once, entry_of, is_whole, plain

BASE = "https://ardley.example/feed"
LONG = "word " * 130


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (LONG + "end.", True),
        ("word " * 50, False),
        (LONG + "…", False),
        (LONG + "[...]", False),
        (LONG + "Read more", False),
        (LONG + "Continue reading The bridge closes", False),
    ],
)
def test_what_is_a_whole_text(text, whole):
    assert is_whole(text) is whole


def test_markup_comes_off_and_plain_text_stays():
    assert plain("<p>One &amp; two</p><p>three<script>x</script></p>") == "One & two\n\nthree"
    assert plain(" 3 < 4 and 5 > 2 ") == "3 < 4 and 5 > 2"


def test_an_item_that_says_nothing_is_none():
    assert entry_of(RawEntry(), base=BASE) is None
    assert entry_of(RawEntry(id="x"), base=BASE) is None


def test_the_same_key_comes_once():
    entries = [entry_of(RawEntry(link="/a", title=title), base=BASE) for title in ("one", "two")]
    assert [entry.title for entry in each_once([None, *entries])] == ["one"]


@given(st.text(), st.text(), st.text())
def test_an_items_key_is_steady_and_never_empty(id_, link, title):
    raw = RawEntry(id=id_, link=link, title=title)
    entry = entry_of(raw, base=BASE)
    assert entry is None or (entry.key and entry == entry_of(raw, base=BASE))
