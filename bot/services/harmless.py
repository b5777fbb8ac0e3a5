"""Text from outside made harmless to show: no control characters, no tricks with direction."""

from __future__ import annotations

import re
import unicodedata

_MOST_MARKS = 4  # combining marks on one character; more is a pile that covers other lines
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u200b\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_HARMFUL = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}]")
_PILE = re.compile(rf"[^\x00-\u02ff\u0370-\u0482]{{{_MOST_MARKS + 1},}}")


def harmless(text: str) -> str:
    """Return the text without control, direction and invisible characters.

    Line ends and tabs stay; escape sequences lose what makes them one. Piles of combining marks
    are cut to four. All else, right-to-left scripts too, is untouched.
    """
    return _PILE.sub(_cut_piles, _HARMFUL.sub("", text))


def one_line(text: str) -> str:
    """Return the harmless text on one line, runs of white space made one blank."""
    return " ".join(harmless(text).split())


def _cut_piles(match: re.Match[str]) -> str:
    kept: list[str] = []
    pile = 0
    for character in match.group():
        pile = pile + 1 if unicodedata.combining(character) else 0
        if pile <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
