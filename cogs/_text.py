"""Article text made safe for a Discord message, and cut where it is too long for one."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bot.services.harmless import harmless, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.models import Span

CUT = "[…]"
_SPECIAL = re.compile(r"[\\*_~`|<@\[\]]|:(?=//)")
_LINE_START = re.compile(r"^([^\S\n]*)(>|#|-|\+|\d+(?=[.)]))", re.MULTILINE)
_MARKS = {"“": "”", "‘": "’", "«": "»", '"': '"'}


def escaped(text: str) -> str:
    """Return the text so that Discord prints it as it is.

    No mark-up, mention, masked or bare link, emoji, time or direction trick comes through.
    """
    shown = _SPECIAL.sub(lambda match: "\\" + match.group(), harmless(text))
    return _LINE_START.sub(_escape_line_start, shown)


def label(text: str, limit: int) -> str:
    """Return the text for a button or a choice, which show no mark-up: one line, never empty."""
    return one_line(text)[:limit].strip() or CUT


def _escape_line_start(match: re.Match[str]) -> str:
    blank, sign = match.groups()
    return f"{blank}{sign}\\" if sign.isdigit() else f"{blank}\\{sign}"


def emphasised(text: str, start: int, matched: Iterable[Span]) -> str:
    """Return the escaped text with the matched words bold.

    Args:
        text: A slice of an article's text.
        start: Where the slice begins in the article's text.
        matched: Spans in the article's text, in order; what lies outside the slice is ignored.
    """
    pieces: list[str] = []
    done = 0
    for span in matched:
        a, b = span.start - start, span.end - start
        if a < done or b > len(text):
            continue
        pieces += [_plain(text, done, a), f"**{escaped(text[a:b])}**"]
        done = b
    return "".join([*pieces, _plain(text, done, len(text))])


def _plain(text: str, start: int, end: int) -> str:
    """Return the escaped piece; what only looks like a line's start is no mark-up there."""
    shown = escaped(text[start:end])
    return shown if start == 0 else re.sub(r"^(\s*)\\([>#+-])", r"\1\2", shown)


def quoted(text: str) -> str:
    """Return the text as a block quotation, line by line."""
    return "\n".join(f"> {line}" for line in text.split("\n"))


def parts(text: str, limit: int) -> list[tuple[int, int]]:
    """Return where to cut a text so that no part is longer than the limit.

    Cuts fall on white space, outside quotation marks where that is possible at all.

    Args:
        text: Any text.
        limit: The most characters a part may have, >= 1.

    Returns:
        (start, end) of each part, in order; together they cover all but white space.
    """
    if len(text) <= limit:
        return [(0, len(text))] if text else []
    found: list[tuple[int, int]] = []
    start = 0
    breaks = list(_breaks(text))
    while len(text) - start > limit:
        first = bisect_right(breaks, (start, True))
        within = breaks[first : bisect_right(breaks, (start + limit, True), first)]
        outside = [at for at, is_outside in within if is_outside]
        if outside and outside[-1] > start + limit // 4:
            end = outside[-1]
        else:
            end = within[-1][0] if within else start + limit
        found.append((start, end))
        start = end
    return [*found, (start, len(text))] if start < len(text) else found


def _breaks(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where a word begins behind white space, and whether that is outside quotation marks."""
    closing: str | None = None
    for place, character in enumerate(text):
        if closing and character == closing:
            closing = None
        elif closing is None and character in _MARKS:
            closing = _MARKS[character]
        if place and text[place - 1].isspace() and not character.isspace():
            yield place, closing is None or character in _MARKS
