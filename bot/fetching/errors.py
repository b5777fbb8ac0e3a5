"""What can go wrong on the way to an address, in sentences that a person may read.

FetchError                 an address could not be read; its root is corpus.errors.AttribuneError
├── BadAddress             it is no web address that we would open
├── PrivateAddress         it leads into a private network
├── HostNotFound           its host has no address
├── Unreachable            no connection, or one that broke
├── FetchTimedOut          no complete answer in time
├── TooLarge               more bytes than we take
├── TooManyRedirects       it only sends us elsewhere
├── BrokenAnswer           the answer cannot be unpacked
├── NotThere               404 or 410
├── RefusedByPublisher     401, 402, 403, 451
├── RefusedByRobots        its robots.txt asks us to stay away
├── AskedToWait            429, or 503 with a time to wait
└── ServerFailed           any other answer but a success
"""

from __future__ import annotations

from corpus.errors import AttribuneError

_MEGABYTE = 1_000_000


class FetchError(AttribuneError):
    """An address could not be read.

    Attributes:
        url: The address as it was asked for.
    """

    def __init__(self, url: str, sentence: str) -> None:
        self.url = url
        super().__init__(sentence)


class BadAddress(FetchError):
    """It is no web address that we would open.

    Attributes:
        reason: What is wrong with it, as the end of a sentence.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.reason = reason
        super().__init__(url, f"{_shown(url)} cannot be opened: {reason}.")


class PrivateAddress(FetchError):
    """It leads into a private network, to this machine or to a reserved range.

    Attributes:
        host: The host's name or number.
        number: The IP address that it led to.
    """

    def __init__(self, url: str, host: str, number: str) -> None:
        self.host = host
        self.number = number
        leads = "" if host == number else f"leads to {number}, which "
        super().__init__(url, f"{host} {leads}is not a public address, so it is not opened.")


class HostNotFound(FetchError):
    """Its host has no address.

    Attributes:
        host: The name that could not be resolved.
    """

    def __init__(self, url: str, host: str) -> None:
        self.host = host
        super().__init__(url, f"There is no host called {host}.")


class Unreachable(FetchError):
    """No connection could be made, or it broke.

    Attributes:
        reason: What happened, as the end of a sentence.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.reason = reason
        super().__init__(url, f"{_shown(url)} cannot be reached: {reason}.")


class FetchTimedOut(FetchError):
    """No complete answer came in time.

    Attributes:
        timeout_s: How long we waited.
    """

    def __init__(self, url: str, timeout_s: float) -> None:
        self.timeout_s = timeout_s
        super().__init__(url, f"{_shown(url)} did not answer within {timeout_s:g} s.")


class TooLarge(FetchError):
    """The answer holds more bytes than we take, packed or unpacked.

    Attributes:
        limit_bytes: The most we take.
    """

    def __init__(self, url: str, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        super().__init__(url, f"{_shown(url)} is larger than {_megabytes(limit_bytes)}.")


class TooManyRedirects(FetchError):
    """It only sends us elsewhere.

    Attributes:
        limit: How many redirects we follow.
    """

    def __init__(self, url: str, limit: int) -> None:
        self.limit = limit
        super().__init__(url, f"{_shown(url)} redirects more than {limit} times.")


class BrokenAnswer(FetchError):
    """The answer cannot be unpacked, or breaks the rules of HTTP.

    Attributes:
        reason: What is wrong with it, as the end of a sentence.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.reason = reason
        super().__init__(url, f"{_shown(url)} sent an answer that cannot be read: {reason}.")


class NotThere(FetchError):
    """The page does not exist.

    Attributes:
        is_gone: True when the publisher says that it will not come back (410).
    """

    def __init__(self, url: str, *, is_gone: bool) -> None:
        self.is_gone = is_gone
        how = "was taken down" if is_gone else "does not exist"
        super().__init__(url, f"{_shown(url)} {how}.")


class RefusedByPublisher(FetchError):
    """The publisher does not let us read it.

    Attributes:
        status: The HTTP status: 401, 402, 403 or 451.
    """

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        super().__init__(url, f"The publisher refuses bots at {_shown(url)} (HTTP {status}).")


class RefusedByRobots(FetchError):
    """The publisher's robots.txt asks us to stay away from it."""

    def __init__(self, url: str) -> None:
        super().__init__(url, f"The publisher's robots.txt asks bots to leave {_shown(url)} alone.")


class AskedToWait(FetchError):
    """The publisher asks us to come back later.

    Attributes:
        status: The HTTP status that asked: 429 or 503.
        wait_s: For how long, from now.
    """

    def __init__(self, url: str, status: int, wait_s: float) -> None:
        self.status = status
        self.wait_s = wait_s
        super().__init__(url, f"{_shown(url)} asks us to wait for {wait_s:.0f} s (HTTP {status}).")


class ServerFailed(FetchError):
    """The answer was neither a success nor anything else that we know.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        super().__init__(url, f"{_shown(url)} answered with HTTP {status}.")


def _shown(url: str, longest: int = 100) -> str:
    """Return the address as a sentence may hold it: on one line, not too long."""
    line = "".join(c if c.isprintable() else "?" for c in url)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _MEGABYTE:g} MB"
