"""Which addresses we open: public http and https ones, in their plain form."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from yarl import URL

from bot.fetching.errors import BadAddress

if TYPE_CHECKING:
    from collections.abc import Iterable

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

LONGEST_URL = 2_000
LONGEST_HOST = 253
PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443})

# A last label of digits makes the whole host a number (1, 0177.0.0.1, 0x7f.1), in some resolvers.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_UNWANTED = re.compile(r"[\x00-\x20\x7f\\]")

# Beyond what `ipaddress` knows: the relays of 6to4, and the number behind which one cloud's
# machines find their own secrets. Public IPv6 is 2000::/3 but for what leads through a translator.
_INWARD = tuple(map(ipaddress.ip_network, ("192.88.99.0/24", "168.63.129.16/32")))
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_TRANSLATED = tuple(map(ipaddress.ip_network, ("2001::/32", "2002::/16")))


def parse(url: str, *, any_port: bool = False) -> URL:
    """Return the address in its plain form, without fragment and trailing dot.

    Args:
        url: What a person, a page or a redirect gave.
        any_port: Whether ports are allowed on which no public website is served.

    Raises:
        BadAddress: It is not an http or https address, or is written in a way that hides
            where it leads: a name before ``@``, a host written as a number, odd characters.
    """
    stripped = url.strip()
    if len(stripped) > LONGEST_URL:
        raise BadAddress(url, f"it is longer than {LONGEST_URL} characters")
    if _UNWANTED.search(stripped):
        raise BadAddress(url, "it holds a space or a backslash")
    try:
        parsed = URL(stripped)
        host = parsed.raw_host
    except ValueError:
        raise BadAddress(url, "it is not a web address") from None
    if parsed.scheme not in {"http", "https"}:
        raise BadAddress(url, "it does not begin with http:// or https://")
    if parsed.user is not None or parsed.password is not None:
        raise BadAddress(url, "it holds a user name before @")
    if not any_port and parsed.port not in PORTS:
        raise BadAddress(url, f"port {parsed.port} is not one of the web's")
    return parsed.with_host(_plain_host(url, host or "")).with_fragment(None)


def may_open(number: str, networks: Iterable[Network]) -> bool:
    """Tell whether an IP address is public or lies in one of the networks."""
    if is_public(number):
        return True
    address = ipaddress.ip_address(number.partition("%")[0])
    return any(address in network for network in networks)


def is_public(number: str) -> bool:
    """Tell whether an IP address may be connected to from a public web address.

    Private, loopback, link-local, multicast, shared and reserved ranges are not public;
    neither are IPv6 forms that wrap an IPv4 address or lead through a translator.
    """
    try:
        address = ipaddress.ip_address(number)
    except ValueError:  # with a zone, or no address at all
        return False
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _INWARD)
    return address in _GLOBAL_V6 and not any(address in network for network in _TRANSLATED)


def _plain_host(url: str, host: str) -> str:
    """Return the host without a trailing dot; refuse what is neither a name nor an address."""
    host = host.removesuffix(".")
    labels = host.split(".")
    if ":" in host or _NUMBER.fullmatch(labels[-1]):
        is_plain = is_number(host)
    else:
        is_plain = len(host) <= LONGEST_HOST and all(_LABEL.fullmatch(label) for label in labels)
    if not is_plain:
        raise BadAddress(url, "its host is neither a name nor a plain IP address")
    return host


def is_number(host: str) -> bool:
    """Tell whether a host is an IP address in its plain form, without a zone."""
    try:
        return "%" not in str(ipaddress.ip_address(host))
    except ValueError:
        return False
