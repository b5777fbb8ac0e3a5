import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.urls import canonical_url, same_site


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443", "https://news.example/"),
        ("http://news.example./a/../b/?b=2&a=1#top", "http://news.example/b/?b=2&a=1"),
        ("https://n.example/a?utm_source=x&id=7&fbclid=y&CMP=rss", "https://n.example/a?id=7"),
        ("https://n.example/a?utm_source=x", "https://n.example/a"),
        ("https://n.example/view?ref=12", "https://n.example/view?ref=12"),
        ("https://me:secret@n.example/a", "https://n.example/a"),
        ("https://n.example/a?q=", "https://n.example/a?q="),
        ("https://n.example/%7Ejo/%e4%bd%a0", "https://n.example/~jo/%E4%BD%A0"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_canonical_form(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("url", ["", "a", "mailto:a@b", "javascript:1", "http://", "http://[::1"])
def test_what_is_no_web_address_has_none(url):
    assert canonical_url(url) is None


def test_relative_addresses_are_joined():
    assert canonical_url("../b?x=1", base="https://n.example/a/c/d") == "https://n.example/a/b?x=1"
    assert canonical_url("//m.example/b", base="https://n.example/") == "https://m.example/b"


PARTS = st.text("abz09/.-_~%?&=;+#äß ", max_size=30)


@given(st.builds("https://News.example/{}?{}".format, PARTS, PARTS) | st.text())
def test_the_canonical_form_is_its_own(url):
    once = canonical_url(url)
    if once is not None:
        assert canonical_url(once) == once


@given(
    PARTS.map(lambda part: part.translate({35: "", 63: ""}).strip()),
    st.sampled_from(["utm_x=1y", "gclid=A"]),
)
def test_tracking_changes_nothing(path, tracking):
    plain = canonical_url(f"https://n.example/{path}")
    tracked = canonical_url(f"https://n.example/{path}?{tracking}#part")
    assert tracked == plain


def test_sites():
    assert same_site("https://www.n.example/a", "http://n.example/b")
    assert same_site("https://sport.n.example/a", "http://n.example/")
    assert not same_site("https://n.example/", "https://evil-n.example/")
    assert not same_site("https://n.example/", "nonsense")
