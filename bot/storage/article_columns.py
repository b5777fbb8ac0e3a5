"""The columns that hold an article, in every table that does: written and read in one way."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from corpus.models import Article, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Row


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_values(article: Article) -> dict[str, Any]:
    """Return what an article's columns hold, the hash of its text among them."""
    return {
        "hash": text_hash(article.text),
        "title": article.title,
        "text": article.text,
        "headline_end": article.headline.end if article.headline else None,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
    }


def article_in(row: Row | Mapping[str, Any]) -> Article:
    """Return the article that a row's columns hold."""
    return Article(
        title=row["title"],
        text=row["text"],
        headline=Span(0, row["headline_end"]) if row["headline_end"] else None,
        publisher=row["publisher"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        url=row["url"],
    )
