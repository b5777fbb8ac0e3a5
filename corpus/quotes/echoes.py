"""Headlines and captions that repeat what the text attributes: the same words, the same speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotations import Kind
from corpus.quotes.attribution import Attribution

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_MIN_WORDS = 2
_FIRST_PARAGRAPHS = 5


def echoes(tokens: Tokens, found: list[Attribution]) -> list[Attribution]:
    """Return attributions for marked words that no rule took, but that are attributed elsewhere."""
    held = {at for item in found for start, end in item.parts for at in range(start, end)}
    known = _known(tokens, found)
    new = []
    sentence = 0
    for at, mark in tokens.marks.items():
        while tokens.sentences[sentence].end <= at:
            sentence += 1
        origin = known.get(_folded(mark.inner.of(tokens.text)))
        early = tokens.sentences[sentence].paragraph < _FIRST_PARAGRAPHS
        if early and at not in held and origin is not None:
            new.append(
                Attribution(Kind.DIRECT, [(at, at + 1)], sentence, "echo", carried_from=origin)
            )
    return new


def _known(tokens: Tokens, found: list[Attribution]) -> dict[str, Attribution]:
    """Return the attributed marked words, folded, with whoever said them."""
    known: dict[str, Attribution] = {}
    for item in found:
        for start, end in item.parts:
            for at in range(start, end):
                if at in tokens.marks:
                    words = _folded(tokens.marks[at].inner.of(tokens.text))
                    if len(words.split()) >= _MIN_WORDS:
                        known.setdefault(words, item)
    return known


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(".,;:!?'\"")
