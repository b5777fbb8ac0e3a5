"""Why bytes are no feed.

FeedError                  its root is corpus.errors.AttribuneError
├── NotAFeed               it is something else, most often a page
├── NoFeedFound            a page names no feed
├── FeedMissing            there is no such feed
└── BadOpml                a list of feeds cannot be read
"""

from __future__ import annotations

from corpus.errors import AttribuneError


class FeedError(AttribuneError):
    """Something is wrong with a feed.

    Attributes:
        url: Its address, or the name of the file.
    """

    def __init__(self, url: str, sentence: str) -> None:
        self.url = url
        super().__init__(sentence)


class NotAFeed(FeedError):
    """It is something else, most often a page that tells of an error.

    Attributes:
        what: What it looks like instead, as in "a web page".
    """

    def __init__(self, url: str, what: str) -> None:
        self.what = what
        super().__init__(url, f"{url} is {what}, not a feed.")


class NoFeedFound(FeedError):
    """A page names no feed."""

    def __init__(self, url: str) -> None:
        super().__init__(url, f"{url} names no feed. Give the feed's own address.")


class FeedMissing(FeedError):
    """There is no such feed."""

    def __init__(self, named: str) -> None:
        super().__init__(named, f"There is no feed {named}. `feeds` lists those there are.")


class BadOpml(FeedError):
    """A list of feeds cannot be read.

    Attributes:
        reason: What is wrong with it, as the end of a sentence.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.reason = reason
        super().__init__(name, f"{name} is no OPML list of feeds: {reason}.")
