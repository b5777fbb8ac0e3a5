"""The values that every part shares: spans, articles, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``[start, end)``, in an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved ``by`` characters to the right (left when negative)."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as it is kept: cleaned once, never changed afterwards.

    Attributes:
        title: The headline as it was printed; never empty.
        text: The canonical text: paragraphs separated by one blank line. Where the headline is
            known, it is the first paragraph, so that a quotation in it has a span like any other.
        headline: Where the headline stands in ``text``; None when ``text`` does not hold it.
        publisher: Who published it, as printed; None when unknown.
        published: The calendar day of publication; None when unknown, never guessed.
        url: The canonical address; None when it has none.
    """

    title: str
    text: str
    headline: Span | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("an article needs a title")
        if not self.text.strip():
            raise ValueError("an article needs a text")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    Attributes:
        span: Where it stands in the article's text.
        paragraph: Which paragraph it belongs to, from 0.
        position: Its place among the article's sentences, from 0.
    """

    span: Span
    paragraph: int
    position: int


@dataclass(frozen=True, slots=True)
class ArticleVersion:
    """One version of an article as it is stored.

    Attributes:
        article_id: Which article; the same for all its versions.
        version_id: Which version, unique over all articles.
        number: The version's number within its article, from 1.
        added_at: When it was stored, in UTC.
        article: The version's text and what is known of it.
    """

    article_id: int
    version_id: int
    number: int
    added_at: datetime
    article: Article
