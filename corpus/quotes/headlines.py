"""Headlines that give their source before a colon: "PM: I will not resign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.attribution import Attribution, kind_of
from corpus.quotes.clauses import Subject
from corpus.quotes.lists import words
from corpus.quotes.phrases import run_after

if TYPE_CHECKING:
    from corpus.quotes.phrases import Phrase
    from corpus.quotes.tokens import Tokens

_NO_NAMES = words("grammar", "labels")
_FIRST_PARAGRAPHS = 2
_LONGEST_NAME = 6
_SHORTEST_CONTENT = 3
_LONGEST_HEADLINE = 22
_LONGEST_SHORT_FORM = 4


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
    named = named and _may_be_headline(tokens, number) and not _is_dateline(tokens, phrase)
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


def _may_be_headline(tokens: Tokens, number: int) -> bool:
    """Tell whether a sentence is short, no question, and alone in its paragraph."""
    sentence = tokens.sentences[number]
    after = tokens.sentences[number + 1 : number + 2]
    alone = not after or after[0].paragraph != sentence.paragraph
    short = sentence.end - sentence.start <= _LONGEST_HEADLINE
    return alone and short and tokens.written(sentence.end - 1) != "?"


def _is_dateline(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell "NEW DELHI" from "PM"."""
    printed = tokens.span(phrase.start, phrase.end).of(tokens.text)
    return printed.isupper() and len(printed) > _LONGEST_SHORT_FORM


def _is_label(tokens: Tokens, start: int, end: int) -> bool:
    """Tell "UPDATE" and "The Latest" from a source."""
    if tokens.tags[start] in "D#":
        return True
    return any(tokens.words[at] in _NO_NAMES for at in range(start, end))
