"""Sentences as spans: NLTK's Punkt, and what printed news needs beyond it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.models import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.punkt import Splitter

_PARAGRAPH = re.compile(r"[^\n]+")
_PLAIN = re.compile(r"[\w\s,;:'’\-–—%£$€()/&]*[.!?]?")
_RUNS_ON = re.compile(r"[\s\"'”’)\]]*[a-z]")
_SPEAKER_FOLLOWS = re.compile(
    r"\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\.? )?(?:[A-Z][\w.'’-]+ ){1,3}"
    r"(?:asked|said|says|added|wrote|tweeted|replied|shouted|wondered|demanded|joked|continued)\b"
)
_NUMBERED = re.compile(r"\b(?:No|Nos|Art|Sect?|Fig|Vol|p|pp)\.$")
_CLOSERS = "\"'”’»)]}"


@cache
def _punkt() -> Splitter:
    # NLTK takes half a second to import, and much of the program needs no sentence.
    from corpus.punkt import make_splitter  # noqa: PLC0415

    return make_splitter()


def paragraph_spans(text: str) -> list[Span]:
    """Return the text's paragraphs in order: its lines that hold more than white space."""
    return [span for found in _PARAGRAPH.finditer(text) if (span := _trimmed(text, *found.span()))]


def sentence_spans(text: str) -> list[Span]:
    """Return the text's sentences in order, trimmed of white space; never across a line end.

    Quotation marks stay with their sentence. A question or exclamation inside marks that runs on
    (``"Why?" he asked.``) is one sentence. What holds no letter or digit (``___.``) is none.
    """
    return [span for paragraph in paragraph_spans(text) for span in _split(text, paragraph)]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the text's sentences with the paragraph that each belongs to."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraph_spans(text)):
        for span in _split(text, paragraph):
            found.append(Sentence(span, number, len(found)))
    return tuple(found)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    line = paragraph.of(text)
    if _PLAIN.fullmatch(line):  # no full stop inside: one sentence, without asking Punkt
        yield from _piece(text, paragraph.start, paragraph.end)
        return
    start = 0
    for _, end in _punkt().span_tokenize(line):
        end = _with_closers(line, end)  # noqa: PLW2901
        if end > start and not _goes_on(line, start, end):
            yield from _piece(text, paragraph.start + start, paragraph.start + end)
            start = end
    yield from _piece(text, paragraph.start + start, paragraph.end)


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between the two, without white space, unless it holds no letter or digit."""
    span = _trimmed(text, start, end)
    if span and any(c.isalnum() for c in span.of(text)):
        yield span


def _with_closers(line: str, end: int) -> int:
    """Return the end moved past closing marks that stand right behind it."""
    while end < len(line) and line[end] in _CLOSERS:
        end += 1
    return end


def _goes_on(line: str, start: int, end: int) -> bool:
    """Tell whether the sentence that seems to end at ``end`` runs on behind it."""
    if end >= len(line):
        return False
    if _RUNS_ON.match(line, end):
        return True
    if line[end - 1] in _CLOSERS and line[:end].rstrip(_CLOSERS).endswith(("?", "!")):
        return bool(_SPEAKER_FOLLOWS.match(line, end))
    return (
        bool(_NUMBERED.search(line, max(start, end - 6), end)) and line[end:].lstrip()[:1].isdigit()
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
