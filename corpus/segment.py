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
_MARK = re.compile(r"([.?!])([\"'”’»)\]}]*)(?=(\s*)(.?))")
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Prof", "Rev", "Capt"})
_TITLED = re.compile(rf"\b(?:{'|'.join(sorted(_TITLES))})\.$|(?<![\w.])[A-Za-z]\.$")
_INITIAL = re.compile(r"[A-Za-z]")
_NUMBER = re.compile(r"[0-9]+")
_LETTER = re.compile(r"[^\W_]")
_BLANKS = ("", " ", "  ")
_WITHIN_WORD = frozenset(",-/")
_ENDING_SIGNS = frozenset("%)]")
# A token of letters and full stops that stands alone: "Mass", "U.S".
_WHOLE = re.compile(r"(?<!\S)[“‘]?(?:[^\W_]+\.)*[^\W_]+\Z")
_FIGURE = re.compile(r"(?<!\S)[$£€]?[0-9][0-9,.:/]*s?\Z")
# What may follow so that Punkt looks at nothing but the token before: one word without a mark
# inside; none at all behind white space that is no plain blank, which Punkt takes for a letter.
_ONE_WORD = re.compile(r"\s*[^\s.?!]+(?:[.?!]?(?:\s|$))")
_NO_MARK = re.compile(r"[^.?! ]*(?: |$)")
# Punkt gives closing marks that stand by themselves to the sentence before.
_MOVED_BACK = re.compile(r"[\"'”’»)\]}]+(?:\s|--|$)")
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
            ends.append(mark.end(2))
    return ends if ends[-1:] == [len(line)] else [*ends, len(line)]


def _is_end(mark: re.Match[str]) -> bool | None:
    """Tell whether Punkt ends a sentence at a mark; None where that takes its whole reasoning."""
    sign, closers, space, follows = mark.groups()
    if not follows:
        return True
    if space not in _BLANKS and not _NO_MARK.match(mark.string, mark.end(2)):
        return None
    if _RUNS_ON.match(mark.string, mark.end(1)):  # whatever ends here, its sentence goes on
        return False
    if not space:
        is_inside = follows.isalnum() or follows in _WITHIN_WORD
        return False if is_inside and sign == "." and not closers and _word_before(mark) else None
    if _MOVED_BACK.match(mark.string, mark.end(3)):
        return None
    return _is_end_of_word(mark, _word_before(mark))


def _is_end_of_word(mark: re.Match[str], word: str) -> bool | None:
    """As `_is_end`, where white space and something else follow a word."""
    if not word:
        return _is_end_of_sign(mark)
    if mark[1] != ".":
        return True
    if len(word) > 1 and word.isalpha() and word.lower() not in _LAST_PARTS:
        return True
    return None if mark[2] else _is_end_of_short(mark)


def _word_before(mark: re.Match[str]) -> str:
    line, end = mark.string, mark.start()
    start = end
    while start and (line[start - 1].isalnum() or line[start - 1] == "_"):
        start -= 1
    return line[start:end]


def _is_end_of_sign(mark: re.Match[str]) -> bool | None:
    """As `_is_end`, for a full stop behind what is no word: ``(Poe).``, ``11%.``."""
    sign, closers, _, follows = mark.groups()
    if sign != "." or closers or not follows.isalpha():
        return None
    if mark.string[mark.start() - 1 : mark.start()] not in _ENDING_SIGNS:
        return None
    return True if _ONE_WORD.match(mark.string, mark.end(2)) else None


def _is_end_of_short(mark: re.Match[str]) -> bool | None:
    """As `_is_end`, for initials, numbers and abbreviations."""
    line, follows = mark.string, mark[4]
    if not _ONE_WORD.match(line, mark.end(2)):
        return None
    whole = _WHOLE.search(line, 0, mark.start())
    if whole is None:
        return True if follows.isupper() and _FIGURE.search(line, 0, mark.start()) else None
    short = whole.group()
    if _INITIAL.fullmatch(short):
        return False if follows.isalpha() else None
    if _NUMBER.fullmatch(short):
        return True if follows.isupper() else None
    if not short.isascii() or any(map(str.isdigit, short)):
        return True if short[0] in "“‘" else None  # Punkt knows no abbreviation that a mark opens
    return _is_end_of_abbreviation(mark) if short.lower() in ABBREVIATIONS else True


def _is_end_of_abbreviation(mark: re.Match[str]) -> bool | None:
    follows = mark[4]
    if follows.isupper():
        return None if _STARTS.match(mark.string, mark.end(3)) else False
    return False if follows.isalnum() else None


def _piece(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between the two, without white space, unless it holds no letter or digit."""
    if _LETTER.search(text, start, end) and (span := _trimmed(text, start, end)):
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
