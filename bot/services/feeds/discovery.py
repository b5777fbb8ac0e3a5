"""From a page's address to its feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.reading.decoding import declared_charset, decode
from bot.services.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
}
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:rss|atom|feeds?)(?:[/._-]|$)|\.(?:rss|atom|rdf)$", re.I)
_COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names.

    Attributes:
        url: Its address, canonical.
        title: What the page calls it; empty when it does not.
    """

    url: str
    title: str


def find_feeds(content: bytes, *, url: str, charset: str | None = None) -> list[FoundFeed]:
    """Return the feeds that a page names, the likeliest first.

    Those that its head declares come before those that it only links to, and those with comments
    come last.

    Args:
        content: The page.
        url: Its address.
        charset: The encoding that its server names.

    Raises:
        UnreadableFile: It is no text.
    """
    from lxml import etree, html  # noqa: PLC0415 (slow to import, and not always needed)

    text = decode(content, name=url, charset=charset or declared_charset(content))
    try:
        tree = html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return []
    base_tag = tree.find(".//base[@href]")
    base = (canonical_url(base_tag.get("href"), base=url) if base_tag is not None else None) or url
    found: dict[str, FoundFeed] = {}
    for href, title in [*_declared(tree), *_linked(tree)]:
        address = canonical_url(href, base=base)
        if address and address != canonical_url(url):
            found.setdefault(address, FoundFeed(address, " ".join(title.split())))
    return sorted(found.values(), key=lambda feed: bool(_COMMENTS.search(feed.title + feed.url)))


def _declared(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in tree.iterfind(".//link[@href]"):
        rels = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if ("alternate" in rels and kind in _TYPES) or "feed" in rels:
            yield link.get("href"), link.get("title") or ""


def _linked(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for link in tree.iterfind(".//a[@href]"):
        path = link.get("href").partition("?")[0]
        if _FEED_PATH.search(path):
            yield link.get("href"), link.text_content()
