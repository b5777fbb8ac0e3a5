import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.links import deep_link, plain_link

LONG = "one two-three four five, six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("url", "text", "link"),
    [
        ("https://x.org/a", "any day", "https://x.org/a#:~:text=any%20day"),
        ("https://x.org/a#top", "any day", "https://x.org/a#top:~:text=any%20day"),
        (
            "https://x.org/a",
            LONG,
            "https://x.org/a#:~:text=one%20two%2Dthree%20four%20five%2C%20six,"
            "eight%20nine%20ten%20eleven%20twelve",
        ),
        ("https://x.org/a(b) c", "é", "https://x.org/a%28b%29%20c#:~:text=%C3%A9"),
        ("https://x.org/a\fb\x1b\u2028", "x", "https://x.org/a%0Cb%1B%E2%80%A8#:~:text=x"),
        ("javascript:alert(1)", "x", None),
        (None, "x", None),
    ],
)
def test_links_find_the_words(url, text, link):
    assert deep_link(url, text) == link


@given(st.text())
def test_a_plain_link_ends_where_it_should(path):
    link = plain_link(f"https://x.org/{path}")
    assert not any(c.isspace() or c in "()<>" or ord(c) < 32 for c in link)


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "no address", "https:"])
def test_what_is_no_link(url):
    assert plain_link(url) is None
