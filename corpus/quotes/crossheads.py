"""Marked words that stand alone as a line between paragraphs: crossheads, not quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.quotes.tokens import Sentence, Tokens

_MAX_WORDS = 9
_FIRST_PARAGRAPHS = 2
_MANY = 2
_ENDS = frozenset(".?!…,;:—–-")


def is_crosshead(tokens: Tokens, number: int) -> bool:
    """Tell whether a sentence of marked words alone is a crosshead.

    It is a paragraph of its own and short, and one of three things sets it off: it has no full
    stop, it shouts, or it is in single marks where the article quotes in double ones.
    """
    sentence = tokens.sentences[number]
    if sentence.paragraph < _FIRST_PARAGRAPHS or not _is_alone(tokens, number):
        return False
    at = next((at for at in range(sentence.start, sentence.end) if at in tokens.marks), None)
    if at is None or not tokens.marks[at].closed:
        return False
    words = tokens.marks[at].inner.of(tokens.text)
    if len(words.split()) > _MAX_WORDS:
        return False
    return words.isupper() or not _is_ended(tokens, sentence, words) or _is_odd(tokens, at)


def _is_alone(tokens: Tokens, number: int) -> bool:
    paragraph = tokens.sentences[number].paragraph
    neighbours = tokens.sentences[max(0, number - 1) : number + 2]
    return sum(other.paragraph == paragraph for other in neighbours) == 1


def _is_ended(tokens: Tokens, sentence: Sentence, words: str) -> bool:
    return words[-1] in _ENDS or tokens.tags[sentence.end - 1] != "Q"


def _is_odd(tokens: Tokens, at: int) -> bool:
    """Tell whether single marks stand in an article that quotes in double ones."""
    if not tokens.marks[at].single:
        return False
    doubles = sum(not mark.single for mark in tokens.marks.values())
    return doubles > _MANY * (len(tokens.marks) - doubles)
