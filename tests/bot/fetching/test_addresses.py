import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.addresses import is_public, may_open, parse
from bot.fetching.errors import BadAddress


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        pytest.param(
            " HTTP://News.Example./a/../b?q=1#top ", "http://news.example/b?q=1", id="case"
        ),
        pytest.param("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4", id="IDN"),
        pytest.param("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]/", id="IPv6"),
        pytest.param("http://1.1.1.1/", "http://1.1.1.1/", id="IPv4"),
    ],
)
def test_an_address_takes_its_plain_form(url, plain):
    assert str(parse(url)) == plain


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example",
        "ftp://news.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///path",
        "http://.",
        "http://a..b/",
        "http://-a.example/",
        "http://a b.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example@127.0.0.1/",
        "http://:@news.example/",
        "http://news.example%2f@evil.example/",
        "http://ex%41mple.example/",
        "http://2130706433/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://0x7f000001/",
        "http://0x7f.0.0.0x1/",
        "http://127.0.0.0x1/",
        "http://[::1%25lo]/",
        "http://[fe80::1%lo]/",
        "http://[::1",
        "http://news.example:22/",
        "http://news.example:0/",
        "http://news.example:99999/",
        "http://news.example/\r\nX: 1",
        "http://" + "a" * 64 + ".example/",
        "http://news.example/" + "a" * 2_000,
    ],
)
def test_an_address_that_hides_where_it_leads_is_refused(url):
    with pytest.raises(BadAddress) as caught:
        parse(url)
    assert str(caught.value).isprintable()


@given(
    st.text() | st.text().map("http://{}".format) | st.text().map("http://news.example{}".format)
)
def test_any_text_is_an_address_or_one_error(text):
    try:
        parsed = parse(text)
    except BadAddress:
        return
    assert parse(str(parsed)) == parsed
    assert parsed.user is None


@pytest.mark.parametrize("number", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "2a00:1450::1"])
def test_public_numbers(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:808:808::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%lo",
        "fec0::1",
        "ff02::1",
        "nonsense",
    ],
)
def test_numbers_that_are_not_public(number):
    assert not is_public(number)


@given(st.ip_addresses(v=4))
def test_no_ipv6_form_of_an_ipv4_address_is_public(number):
    for prefix in ("::ffff:", "::", "64:ff9b::"):
        assert not is_public(f"{prefix}{number}")


def test_a_network_that_the_host_names_may_be_opened():
    intranet = (ipaddress.ip_network("10.0.0.0/8"),)
    assert may_open("10.1.2.3", intranet)
    assert may_open("1.1.1.1", intranet)
    assert not may_open("192.168.0.1", intranet)
    assert not may_open("::1", intranet)
