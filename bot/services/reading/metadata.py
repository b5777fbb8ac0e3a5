"""What a page says about itself: title, publisher, day, address, language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.services.reading.dates import calendar_day
from bot.services.urls import canonical_url, same_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

_ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "LiveBlogPosting")
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate",
    "citation_publication_date", "article.published", "published_time", "originalpublicationdate",
)  # fmt: skip
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself; None where it says nothing.

    Attributes:
        url: Its canonical address; of another site than its own it is not believed.
        is_free: False when it says that only subscribers may read it.
    """

    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    language: str | None
    is_free: bool


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Return what a page says about itself, JSON-LD before meta tags before headings.

    Args:
        tree: The parsed page.
        url: The address it was read from; None when unknown.
    """
    record = next(_records(tree), {})
    meta = _meta(tree)
    day = calendar_day(record.get("datePublished")) or _first_day(meta, tree)
    language = _text(record.get("inLanguage")) or tree.get("lang") or meta.get("og:locale")
    return PageFacts(
        title=_text(record.get("headline")) or _first(meta, _TITLES) or _heading(tree),
        publisher=_text(record.get("publisher")) or _first(meta, _PUBLISHERS),
        published=day,
        url=_address(tree, meta, url),
        language=language[:2].lower() if language else None,
        is_free=str(record.get("isAccessibleForFree", True)).lower() != "false",
    )


def _records(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD records that describe an article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            parsed = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for record in _flattened(parsed):
            kinds = record.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if str(kind).endswith(_ARTICLE_TYPES):
                    yield record


def _flattened(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _flattened(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _flattened(value.get(name), depth + 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iterfind(".//meta"):
        content = " ".join((tag.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_day(meta: dict[str, str], tree: HtmlElement) -> date | None:
    values = [meta[name] for name in _DAYS if name in meta]
    values += [
        time.get("datetime")
        for time in tree.iterfind(".//time[@datetime]")
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    return next((day for day in map(calendar_day, values) if day), None)


def _heading(tree: HtmlElement) -> str | None:
    headings = [" ".join(h.text_content().split()) for h in tree.iterfind(".//h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = tree.find(".//title")
    return _text(title.text if title is not None else None)


def _address(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    named = [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")]
    for candidate in [*named, meta.get("og:url")]:
        found = canonical_url(candidate or "", base=url)
        if found and (url is None or same_site(found, url)):
            return found
    return canonical_url(url) if url else None


def _text(value: object) -> str | None:
    """Return the text of a JSON-LD value: itself, its name, or that of the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
