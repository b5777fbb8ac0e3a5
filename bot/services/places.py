"""Where in its article a slice stands, counted in sentences as they are searched."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.segment import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import Article, Span

_MOST_TEXTS = 256


@lru_cache(_MOST_TEXTS)
def sentences_of(text: str) -> Sequence[Span]:
    """Return the sentences of an article's text; those asked for lately are at hand."""
    return tuple(sentence_spans(text))


def place_of(article: Article, span: Span) -> tuple[int, int]:
    """Return which sentence a slice begins in, from 1, and how many there are.

    A bare headline is none of them.
    """
    around = sentences_of(article.text)
    headline = article.headline
    is_bare = not article.title.rstrip("\"'”’").endswith((".", "!", "?"))
    if headline and is_bare and span.start >= headline.end:
        around = tuple(s for s in around if s.start >= headline.end)
    return 1 + sum(sentence.end <= span.start for sentence in around), len(around)
