import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.feeds.errors import BadOpml
from bot.services.feeds.opml import Outline, read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="1.1"><head><title>Mine</title></head><body>
<outline text="News"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed"/></outline>
<outline title="Twice" XMLURL="https://a.example/feed#x"/><outline xmlUrl="javascript:1"/>
<outline xmlUrl="http://c.example/rss"/></body></opml>"""


def test_folders_are_flattened_and_each_feed_comes_once():
    assert read_opml(LIST, name="mine.opml") == [
        Outline("https://a.example/feed", "A & B"),
        Outline("http://c.example/rss", ""),
    ]


def test_a_torn_list_gives_what_can_be_read():
    assert len(read_opml(LIST[: LIST.index(b"<outline xmlUrl")], name="mine.opml")) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"words",
        b"<html/>",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body>&a;</body></opml>',
        '<!DOCTYPE x [<!entity a "b">]><opml/>'.encode("utf-16"),
        b"<opml/>" + bytes(5_000_001),
    ],
)
def test_what_is_no_list_is_one_sentence(content):
    with pytest.raises(BadOpml) as caught:
        read_opml(content, name="mine.opml")
    assert "mine.opml" in str(caught.value)


def test_an_outside_definition_is_not_read(tmp_path):
    outside = tmp_path / "o.dtd"
    outside.write_text("<!ENTITY a 'sesame'>")
    content = f'<!DOCTYPE opml SYSTEM "{outside.as_uri()}"><opml><body>&a;</body></opml>'
    assert read_opml(content.encode(), name="mine.opml") == []


OUTLINES = st.builds(
    Outline,
    st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9/]{0,12}", fullmatch=True),
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20),
)


@given(st.lists(OUTLINES, unique_by=lambda outline: outline.url, max_size=8))
def test_a_written_list_is_read_again(outlines):
    assert read_opml(write_opml(outlines), name="mine.opml") == outlines
