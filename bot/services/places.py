"""Where in its article a slice stands, counted in sentences as they are searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.segment import sentence_spans

if TYPE_CHECKING:
    from corpus.models import Article, Span


def place_of(article: Article, span: Span) -> tuple[int, int]:
    """Return which sentence a slice begins in, from 1, and how many there are.

    A bare headline is none of them.
    """
    around = sentence_spans(article.text)
    headline = article.headline
    is_bare = not article.title.rstrip("\"'”’").endswith((".", "!", "?"))
    if headline and is_bare and span.start >= headline.end:
        around = [sentence for sentence in around if sentence.start >= headline.end]
    return 1 + sum(sentence.end <= span.start for sentence in around), len(around)
