"""Sentences as spans: NLTK's Punkt, and what printed news needs beyond it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.abbreviations import ABBREVIATIONS, STARTERS
from corpus.models import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.punkt import Splitter

_PARAGRAPH = re.compile(r"[^\n]+")
_PLAIN = re.compile(r"[\w\s,;:'’\-–—%£$€()/&]*[.!?]?")
# Punkt takes long to decide, and most often it is certain how: a full stop inside a word ends
# nothing, nor does one behind a title before a name; one behind a word in small letters that is no
# abbreviation ends a sentence, and so does a question or exclamation mark behind a word.
_MARK = re.compile(
    r"(?<!\w)(\w*)([.?!])([\"'”’»)\]}]*)(?=( *)(.?))",
)
_PLAIN_WORD = re.compile(r"[a-z]{3,}")
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Prof", "Rev", "Capt"})
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(_TITLES))})\.$|(?<![\w.])[A-Za-z]\.$")
_INITIAL = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"[0-9]+")
_BEFORE_WORD = ("", " ")
_STARTS = re.compile(rf"(?:{'|'.join(sorted(STARTERS))})\b", re.IGNORECASE)
_LAST_PARTS = frozenset(one.rsplit(".", 1)[-1] for one in ABBREVIATIONS)
_RUNS_ON = re.compile(r"[\s\"'”’)\]]*[a-z]")
_SPEAKER_FOLLOWS = re.compile(
    r"\s+(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Prof)\.? )?(?:[A-Z][\w.'’-]+ ){1,3}"
    r"(?:asked|said|says|added|wrote|tweeted|replied|shouted|wondered|demanded|joked|continued)\b"
)
_NUMBERED = re.compile(r"\b(?:No|Nos|Art|Sect?|Fig|Vol|p|pp)\.$")
_CLOSERS = "\"'”’»)]}"


@cache
def _punkt() -> Splitter:
    from corpus.punkt import make_splitter  # noqa: PLC0415 (slow to import, and not always needed)

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
    for end in _ends(line):
        if end > start and not _goes_on(line, start, end):
            yield from _piece(text, paragraph.start + start, paragraph.start + end)
            start = end
    yield from _piece(text, paragraph.start + start, paragraph.end)


def _ends(line: str) -> list[int]:
    """Return where the line's sentences end, closing marks included: what Punkt says, sooner."""
    ends: list[int] = []
    for mark in _MARK.finditer(line):
        ends_here = _is_end(mark)
        if ends_here is None:
            return [_with_closers(line, end) for _, end in _punkt().span_tokenize(line)]
        if ends_here:
            ends.append(mark.end(3))
    return ends if ends[-1:] == [len(line)] else [*ends, len(line)]


def _is_end(mark: re.Match[str]) -> bool | None:
    """Tell whether Punkt ends a sentence at a mark; None where that takes its whole reasoning."""
    word, sign, closers, space, follows = mark.groups()
    if not follows:
        return True
    if not space:
        return False if word and sign == "." and not closers and follows.isalnum() else None
    if not word or follows in _CLOSERS or follows.isspace():
        return None
    if sign != ".":
        return True
    if _PLAIN_WORD.fullmatch(word):
        return None if word in _LAST_PARTS else True
    is_alone = mark.string[mark.start() - 1 : mark.start()] in _BEFORE_WORD
    return _is_end_of_short(mark, word, follows) if is_alone and not closers else None


def _is_end_of_short(mark: re.Match[str], word: str, follows: str) -> bool | None:
    """As `_is_end`, for titles, initials and numbers."""
    if follows.isupper() and word in _TITLES:
        return None if _STARTS.match(mark.string, mark.end(4)) else False
    if follows.isalpha() and _INITIAL.fullmatch(word):
        return False
    return True if follows.isupper() and _NUMBER.fullmatch(word) else None


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
    if _TITLED.search(line, max(start, end - 8), end):  # “Mr. Poe: Punkt sees no title there
        follows = end + len(line[end:]) - len(line[end:].lstrip())
        return line[follows : follows + 1].isupper() and not _STARTS.match(line, follows)
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
