"""OPML: lists of feeds, as feed readers exchange them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.feeds.errors import BadOpml
from bot.services.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FEEDS = 2_000
_LIMIT_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in a list.

    Attributes:
        url: Its canonical address.
        title: What the list calls it; empty when it does not.
    """

    url: str
    title: str


def read_opml(content: bytes, *, name: str) -> list[Outline]:
    """Return the feeds of a list in their order, each once; folders are flattened.

    Entities are not expanded and nothing outside the file is read.

    Raises:
        BadOpml: It is no OPML, declares entities of its own, or holds too much.
    """
    from lxml import etree  # noqa: PLC0415 (slow to import, and not always needed)

    if len(content) > _LIMIT_BYTES:
        raise BadOpml(name, f"it is larger than {_LIMIT_BYTES // 1_000_000} MB")
    if b"<!ENTITY" in content.upper().replace(b"\0", b""):
        raise BadOpml(name, "it declares entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or str(root.tag).lower() != "opml":
        raise BadOpml(name, "it does not begin as one")
    found: dict[str, Outline] = {}
    for outline in root.iter("outline"):
        attributes = {key.lower(): value for key, value in outline.attrib.items()}
        url = canonical_url(attributes.get("xmlurl", ""))
        if url and len(found) < MOST_FEEDS:
            title = attributes.get("title") or attributes.get("text") or ""
            found.setdefault(url, Outline(url, " ".join(title.split())))
    return list(found.values())


def write_opml(feeds: Iterable[Outline]) -> bytes:
    """Return a list of feeds as OPML 2.0, in UTF-8."""
    from lxml import etree  # noqa: PLC0415 (slow to import, and not always needed)

    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Feeds of Attribune"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        title = "".join(c for c in feed.title or feed.url if c.isprintable())
        etree.SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
