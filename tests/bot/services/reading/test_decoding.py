import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFile
from bot.services.reading.decoding import declared_charset, decode

WORDS = "The minister said “no” – at once. Grüße, déjà vu: the café's £5 naïve façade."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_a_text_is_read_in_whatever_encoding(encoding):
    text = decode((WORDS * 20).encode(encoding), name="a.txt")
    if encoding != "mac_roman":
        assert text == WORDS * 20
    assert "The minister said" in text


def test_the_named_encoding_is_taken_where_utf8_does_not_fit():
    assert decode("žluťoučký".encode("cp1250"), name="a", charset="cp1250") == "žluťoučký"
    assert decode("žluťoučký".encode(), name="a", charset="cp1250") == "žluťoučký"
    assert decode("Grüße".encode("cp1252"), name="a", charset="no-such-thing")


def test_nul_characters_go_and_line_ends_stay():
    assert decode(b"a\0b\r\nc", name="a.txt") == "ab\r\nc"


def test_a_page_names_its_encoding():
    assert declared_charset(b'<html><head><META CHARSET="Windows-1252">') == "Windows-1252"
    assert declared_charset(b"<p>charset=x</p>") is None


@given(st.binary(max_size=300), st.none() | st.text(max_size=10))
def test_any_bytes_are_text_or_one_error(content, charset):
    with contextlib.suppress(UnreadableFile):
        assert decode(content, name="a.txt", charset=charset).strip()
