"""Find what stands between quotation marks, paragraph by paragraph, in one pass.

A mark that fits nowhere costs itself alone: it is passed over with its reason, and the rest of
the paragraph is read as if it were not there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from corpus.models import Span
from corpus.quotations import Skipped

_TWO = 2  # characters, of the marks made of two single ones
_DOUBLE = re.compile("[“”„«»\"]|'''|''|``|’’|‘‘")
_SINGLE = re.compile("[‘’']")
_CURLY_OPEN = frozenset("“„«")
_ELIDED = re.compile(r"(?:em|til|twas|tis|cause|n|bout|round|cuz)\b|\d0s", re.IGNORECASE)
_MARKUP = "="
_TRIPLE = 3
_TRIMMED = " \t\r\n\u00a0\u2009\u200a\u202f\u200b,"
_BEFORE_CLOSING = frozenset(",.?!…")
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{—–-―/…:*_>")


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch between quotation marks, within one paragraph.

    Attributes:
        inner: The words between the marks, trimmed.
        outer: The same with its marks.
        closed: Whether the closing mark is there; a quotation that goes on in the next paragraph
            has none.
        single: Whether the marks are single ones.
    """

    inner: Span
    outer: Span
    closed: bool
    single: bool = False


@dataclass(slots=True)
class _Open:
    inner: int
    outer: int
    style: str


@dataclass(slots=True)
class _Paragraph:
    """The paragraph being read, and what was found in it."""

    text: str
    start: int
    end: int
    marks: list[Mark] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    opened: _Open | None = None

    def close(self, at: int, after: int, *, closed: bool) -> None:
        """Close the open quotation; an empty one is passed over."""
        assert self.opened is not None
        inner = trimmed(self.text, self.opened.inner, at)
        if self.opened.style == _MARKUP:
            self.skipped.append(Skipped(self.opened.outer, "markup"))
        elif inner is None:
            self.skipped.append(Skipped(self.opened.outer, "nothing between the marks"))
        else:
            outer = Span(self.opened.outer, max(after, inner.end))
            self.marks.append(Mark(inner, outer, closed))
        self.opened = None


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the range without the spaces and commas around it, or None when nothing is left."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end) if start < end else None


def find_marks(text: str, start: int, end: int) -> tuple[list[Mark], list[Skipped]]:
    """Return the marked stretches of one paragraph in order, and the marks passed over."""
    paragraph = _Paragraph(text, start, end)
    for match in _DOUBLE.finditer(text, start, end):
        _read_double(paragraph, match.start(), match.end())
    if paragraph.opened is not None:
        paragraph.close(end, end, closed=False)
    _read_singles(paragraph)
    paragraph.marks.sort(key=lambda mark: mark.outer.start)
    return paragraph.marks, paragraph.skipped


def _style(mark: str) -> str:
    return "''" if len(mark) == _TWO else '"'


def _read_double(paragraph: _Paragraph, start: int, end: int) -> None:
    if end - start == _TRIPLE:  # a doubled mark and the single one of a quotation within
        start, end = (start, end - 1) if paragraph.opened is None else (start + 1, end)
    mark = paragraph.text[start:end]
    if paragraph.opened is None:
        _open_double(paragraph, start, end, mark)
    elif paragraph.opened.style == _MARKUP:
        _pass_markup(paragraph, mark)
    elif mark == "“" and _closes_wrongly(paragraph, start, end):
        paragraph.close(start, end, closed=True)
    elif mark in _CURLY_OPEN or _reopens(paragraph, start, end, mark):
        paragraph.close(start, start, closed=False)
        paragraph.opened = _Open(end, start, _style(mark))
    elif _style(mark) == paragraph.opened.style:
        paragraph.close(start, end, closed=True)


def _pass_markup(paragraph: _Paragraph, mark: str) -> None:
    """Pass over the value in ``href="…"``."""
    assert paragraph.opened is not None
    if mark == '"':
        paragraph.skipped.append(Skipped(paragraph.opened.outer, "markup"))
        paragraph.opened = None


def _closes_wrongly(paragraph: _Paragraph, start: int, end: int) -> bool:
    """Tell whether an opening mark ends a quotation, as in "It's unusual,“ said Ann Lee"."""
    if paragraph.text[start - 1] not in _BEFORE_CLOSING:
        return False
    return end >= paragraph.end or paragraph.text[end].isspace()


def _open_double(paragraph: _Paragraph, start: int, end: int, mark: str) -> None:
    text = paragraph.text
    spaced = start == paragraph.start or text[start - 1] in _BEFORE_OPENING
    followed = end < paragraph.end and not text[end].isspace()
    first = start == paragraph.start and end + 1 < paragraph.end
    if mark in "”»" and not first and not (spaced and followed and text[end].isalnum()):
        paragraph.skipped.append(Skipped(start, "closes what nothing opened"))
    elif mark == '"' and text[end : end + 1] == ">":
        paragraph.skipped.append(Skipped(start, "markup"))
    elif mark == '"' and start > paragraph.start and text[start - 1].isdigit() and not spaced:
        paragraph.skipped.append(Skipped(start, "a measure in inches"))
    else:
        markup = mark == '"' and start > paragraph.start and text[start - 1] == "="
        paragraph.opened = _Open(end, start, _MARKUP if markup else _style(mark))


def _reopens(paragraph: _Paragraph, start: int, end: int, mark: str) -> bool:
    """Tell whether a straight mark can only open: a space before it, a letter after it.

    Only where the text since the last opening ended like a quotation, so that a stray space does
    not turn every later mark of the paragraph around.
    """
    text = paragraph.text
    if mark != '"' or end >= paragraph.end or not text[start - 1].isspace():
        return False
    return text[end].isalnum() and text[start - 2] in ".?!,;:”"


def _read_singles(paragraph: _Paragraph) -> None:
    """Add the outer single-quoted stretches that lie outside double marks."""
    text = paragraph.text
    edges = _edges(paragraph)
    if not any(text.find(mark, paragraph.start, paragraph.end) >= 0 for mark in "‘’'"):
        return
    places = [
        match.start()
        for match in _SINGLE.finditer(text, paragraph.start, paragraph.end)
        if bisect_left(edges, match.start() + 1) % 2 == 0
    ]
    closers = [at for at in places if _may_close(paragraph, at)]
    free_from = paragraph.start
    for number, at in enumerate(places):
        if at < free_from or not _may_open(paragraph, at):
            continue
        limit = _next_opener(text, places, number)
        closer = _closer(text, closers, at, limit)
        inner = trimmed(text, at + 1, closer) if closer is not None else None
        if closer is None or inner is None:
            continue
        if bisect_left(edges, at) != bisect_left(edges, closer):
            if not _holds_doubles(paragraph, at, closer):
                continue
            paragraph.marks = [m for m in paragraph.marks if not at < m.outer.start < closer]
            edges = _edges(paragraph)
        paragraph.marks.append(Mark(inner, Span(at, closer + 1), closed=True, single=True))
        free_from = closer + 1


def _holds_doubles(paragraph: _Paragraph, at: int, closer: int) -> bool:
    """Tell whether single marks at a paragraph's start hold whole double-marked words within."""
    if at != paragraph.start or paragraph.text[closer - 1] not in ",.?!":
        return False
    within = [mark for mark in paragraph.marks if at < mark.outer.start < closer]
    return all(mark.closed and mark.outer.end < closer for mark in within)


def _edges(paragraph: _Paragraph) -> list[int]:
    return [edge for mark in paragraph.marks for edge in (mark.outer.start, mark.outer.end)]


def _may_open(paragraph: _Paragraph, at: int) -> bool:
    text = paragraph.text
    if text[at] == "’" or at + 1 >= paragraph.end or text[at + 1].isspace():
        return False
    if at > paragraph.start and (text[at - 1].isalnum() or text[at - 1] in ".,"):
        return False
    return _ELIDED.match(text, at + 1) is None


def _may_close(paragraph: _Paragraph, at: int) -> bool:
    text = paragraph.text
    if text[at] == "‘" or at == paragraph.start or text[at - 1].isspace():
        return False
    return at + 1 >= paragraph.end or not text[at + 1].isalnum()


def _next_opener(text: str, places: list[int], number: int) -> int:
    """Where a curly opener stops looking for its closer: at the next curly opener."""
    if text[places[number]] == "‘":
        for at in places[number + 1 : number + 40]:
            if text[at] == "‘":
                return at
    return len(text)


def _closer(text: str, closers: list[int], at: int, limit: int) -> int | None:
    """Return the closing mark; plural possessives ("the voters' choice") only where none is."""
    index = bisect_left(closers, at + 1)
    last = None
    for place in closers[index : index + 12]:
        if place >= limit:
            break
        last = place
        if not (text[place - 1] == "s" and text[place + 1 : place + 2] == " "):
            return place
    return last
