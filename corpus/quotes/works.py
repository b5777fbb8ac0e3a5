"""Tell titles of works, slogans on hats and programmes from what somebody said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.quotes.lexicon import CLOSED, CUE_WORDS

if TYPE_CHECKING:
    from corpus.models import Span
    from corpus.quotes.marks import Mark
    from corpus.quotes.tokens import Tokens

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MIN_WORDS = 2
_MAX_WORDS = 14
_SENTENCE_MARKS = frozenset(".!?…")
_INTRODUCES = frozenset(",:;.-H")


def is_nickname(tokens: Tokens, mark: Mark, first: int) -> bool:
    """Tell the nickname in ``Juan "Chico" Manriquez`` from a quotation.

    Args:
        tokens: The article's tokens as far as they are read: up to the opening mark.
        mark: The marked stretch.
        first: First token of the paragraph.
    """
    text = tokens.text
    inner = mark.inner.of(text)
    if len(tokens.words) == first or tokens.tags[-1] != "P" or not inner.isalpha():
        return False
    after = text[mark.outer.end : mark.outer.end + 2]
    follows = len(after) > 1 and after[0] == " " and after[1].isupper()
    return mark.closed and inner[0].isupper() and follows and text[mark.outer.start - 1] == " "


def is_title(tokens: Tokens, inner: Span, first: int) -> bool:
    """Tell whether a marked stretch Written Like This names a work, judging by what is before it.

    Args:
        tokens: The article's tokens as far as they are read: up to the opening mark.
        inner: The words between the marks.
        first: First token of the paragraph.
    """
    text = inner.of(tokens.text)
    if len(text) > _MAX_WORDS * 12 or not _is_title_case(text):
        return False
    if len(tokens.words) == first:
        return text[-1] not in _SENTENCE_MARKS and _goes_on(tokens.text, inner.end)
    if tokens.tags[-1] in _INTRODUCES or _is_headline(tokens, first):
        return False
    cue = CUE_WORDS.get(tokens.words[-1])
    return cue is None or tokens.tags[-1] in "NPE"


def _is_headline(tokens: Tokens, first: int) -> bool:
    """Tell whether every word so far starts with a capital, so that a title would not stand out."""
    so_far = range(first, len(tokens.words))
    if len(so_far) < _MIN_WORDS:
        return False
    return all(
        tokens.tags[at] in "P:,-.O" or tokens.is_capital(at) or tokens.words[at] in CLOSED
        for at in so_far
    ) and any(tokens.tags[at] == ":" for at in so_far)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a word follows right after the closing mark, without a comma."""
    return text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].isalpha()


def _is_title_case(text: str) -> bool:
    words = _WORD.findall(text)
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or not words[0][0].isupper():
        return False
    long = [word for word in words if word.lower() not in CLOSED]
    capitals = sum(word[0].isupper() for word in words)
    return bool(long) and capitals >= _MIN_WORDS and all(word[0].isupper() for word in long)
