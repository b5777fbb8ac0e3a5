"""What became of a slice in a later text: where it stands now, or what stands there instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR_FROM = 0.5  # likeness from which a sentence counts as the changed one
_WORD = re.compile(r"\s*\S+")


class Side(StrEnum):
    """In which of two texts words stand."""

    BOTH = "both"
    BEFORE = "before"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a word diff, in reading order, with the white space before them."""

    side: Side
    text: str


def word_diff(before: str, now: str) -> tuple[Words, ...]:
    """Return the words of both texts in reading order; those of one side make up that text."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    matcher = SequenceMatcher(
        a=[w.strip() for w in old], b=[w.strip() for w in new], autojunk=False
    )
    found: list[Words] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(Words(Side.BOTH, "".join(new[c:d])))
            continue
        if a < b:
            found.append(Words(Side.BEFORE, "".join(old[a:b])))
        if c < d:
            found.append(Words(Side.NOW, "".join(new[c:d])))
    return tuple(found)


def find_again(slice_: str, text: str, start: int) -> Span | None:
    """Return where a text holds the very characters, nearest to where they began; else None."""
    places = [match.start() for match in re.finditer(re.escape(slice_), text)]
    if not places:
        return None
    at = min(places, key=lambda place: abs(place - start))
    return Span(at, at + len(slice_))


def most_alike(slice_: str, text: str, sentences: Iterable[Span]) -> Span | None:
    """Return the sentence that is most like a slice, by its words; None when none is like it."""
    asked = slice_.lower().split()
    best, best_likeness = None, _NEAR_FROM
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(asked)
    for span in sentences:
        matcher.set_seq1(span.of(text).lower().split())
        if matcher.real_quick_ratio() <= best_likeness or matcher.quick_ratio() <= best_likeness:
            continue
        likeness = matcher.ratio()
        if likeness > best_likeness:
            best, best_likeness = span, likeness
    return best
