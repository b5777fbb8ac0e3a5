"""Where a sentence to tell begins, and what only looks like one: second headlines, fragments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.models import Span
from corpus.quotes.finite import is_finite
from corpus.quotes.tokenizing import read

if TYPE_CHECKING:
    from corpus.digest.models import Piece

_DASHES = "—–- \t"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ]"
_PLACE = r"[^\W\d_][\w.'’-]*"
_DATELINE = re.compile(
    r"(?:"
    rf"{_CAPITALS}{{2}}(?:{_CAPITALS}|[.'’-])*(?: {_CAPITALS}(?:{_CAPITALS}|[.'’-])*){{0,3}}"
    rf"(?:[,/] ?{_PLACE}(?: {_PLACE}){{0,2}}){{0,2}}"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([A-Z][\w /.]{1,30}\))?"  # PARIS, Aug 31 (Agency)
    rf"|{_PLACE}(?:,? {_PLACE}){{0,3}} ?\([A-Z]{{2,10}}\)"  # Cleveland (AP)
    r")\s*(?:—|–|--|-(?=\s))\s*(?=[^\W_]|[“\"'‘«$£€])"
)
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_GOES_ON = (";", ":", ",", "-", "–", "—")  # a title that ends so goes on in the next line
_LONGEST_STANDFIRST = 120
_LONGEST_FRAGMENT = 100
_ARTICLES = re.compile(r"\b(?:the|an?)\b", re.IGNORECASE)


def begun(span: Span, text: str) -> Span:
    """Return a sentence from its first word on: a dateline and the dash behind it are none of it.

    A place counts as a dateline at a paragraph's start, in capitals or with an agency behind it.
    """
    words = span.of(text)
    at = 0
    if span.start == 0 or text[span.start - 1] == "\n":
        dateline = _DATELINE.match(words)
        if dateline and not words[dateline.end()].islower():
            at = dateline.end()
    bare = words[at:].lstrip(_DASHES)
    return Span(span.end - len(bare), span.end) if bare else span


def is_beside_the_title(piece: Piece, place: int) -> bool:
    """Tell whether a sentence is a second headline rather than the article's first words.

    It is the one sentence of the paragraph directly below the title, and has no full stop, or is
    short and written without articles, or goes on where the title ends.
    """
    span, headline = piece.sentences[place].span, piece.article.headline
    text = piece.article.text
    if headline is None or text[headline.end : span.start].strip():
        return False
    words = span.of(text)
    if text[span.end : span.end + 1] not in {"", "\n"}:
        return False
    if not _ENDS.search(words) or headline.of(text).rstrip().endswith(_GOES_ON):
        return True
    return len(words) <= _LONGEST_STANDFIRST and not _ARTICLES.search(words)


def is_fragment(words: str) -> bool:
    """Tell whether words have no verb of their own; only short ones are doubted."""
    if len(words) > _LONGEST_FRAGMENT:
        return False
    tokens = read(words)
    return not any(is_finite(tokens, at, 0) for at in range(len(tokens.tags)))
