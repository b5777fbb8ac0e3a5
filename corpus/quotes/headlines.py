"""Headlines that give their source before a colon: "PM: I will not resign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.attribution import Attribution, kind_of
from corpus.quotes.clauses import Subject
from corpus.quotes.lists import words
from corpus.quotes.phrases import run_after

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_NO_NAMES = words("grammar", "labels")
_FIRST_PARAGRAPHS = 2
_LONGEST_NAME = 6
_SHORTEST_CONTENT = 3


def headline_statement(tokens: Tokens, number: int) -> Attribution | None:
    """Return what a headline reports after its source and a colon, or None."""
    sentence = tokens.sentences[number]
    titled = any(start <= sentence.start < end for start, end in tokens.titles)
    if sentence.paragraph >= _FIRST_PARAGRAPHS:
        return None
    phrase = run_after(tokens, sentence.start, sentence.end)
    if phrase is None or phrase.end - phrase.start > _LONGEST_NAME:
        return None
    named = set(tokens.tags[phrase.start : phrase.end]) == {"P"}
    named = named and tokens.written(sentence.end - 1) != "?"
    if not (titled or sentence.in_headline or (sentence.paragraph == 0 and named)):
        return None
    if phrase.end >= sentence.end or tokens.tags[phrase.end] != ":":
        return None
    start, end = phrase.end + 1, sentence.end
    while end > start and tokens.tags[end - 1] in ".,;:-":
        end -= 1
    if end - start < _SHORTEST_CONTENT or _is_label(tokens, phrase.start, phrase.end):
        return None
    part = (start, end)
    kind = kind_of(tokens, (part,))
    return Attribution(kind, [part], number, "colon-headline", subject=Subject(phrase))


def _is_label(tokens: Tokens, start: int, end: int) -> bool:
    """Tell "UPDATE" and "The Latest" from a source."""
    if tokens.tags[start] in "D#":
        return True
    return any(tokens.words[at] in _NO_NAMES for at in range(start, end))
