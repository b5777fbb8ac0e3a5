"""The columns that hold an article, in every table that does: written and read in one way."""

from __future__ import annotations

from array import array
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from corpus.models import Article, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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


def packed_sentences(sentences: Sequence[Sentence]) -> bytes:
    """Return sentences as they are stored: start, end and paragraph of each."""
    columns = array("I", (n for s in sentences for n in (s.span.start, s.span.end, s.paragraph)))
    return columns.tobytes()


def unpacked_sentences(packed: bytes) -> tuple[Sentence, ...]:
    """Return the sentences that are stored so."""
    columns = array("I")
    columns.frombytes(packed)
    triples = zip(columns[0::3], columns[1::3], columns[2::3], strict=True)
    return tuple(
        Sentence(Span(start, end), paragraph, position)
        for position, (start, end, paragraph) in enumerate(triples)
    )
