"""The turns of a transcript: paragraphs that start with a name and a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.clauses import Subject
from corpus.quotes.lists import words
from corpus.quotes.phrases import Phrase

if TYPE_CHECKING:
    from corpus.quotes.tokens import Sentence, Tokens

_NO_NAMES = words("grammar", "labels")
_MAX_NAME = 4
_MIN_TURNS = 2


def find_turns(tokens: Tokens) -> dict[int, Subject]:
    """Return who speaks, by the first token of each turn; empty where there is no transcript.

    One line with a name and a colon is a headline; two or more are a transcript.
    """
    turns: dict[int, Subject] = {}
    paragraph = -1
    for sentence in tokens.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            label = _label(tokens, sentence)
            if label is not None:
                turns[sentence.start] = label
    return turns if len(turns) >= _MIN_TURNS else {}


def _label(tokens: Tokens, sentence: Sentence) -> Subject | None:
    at = sentence.start
    while at < sentence.end and at - sentence.start <= _MAX_NAME and _is_shouted(tokens, at):
        at += 1
    if at == sentence.start or at + 1 >= sentence.end or tokens.tags[at] != ":":
        return None
    if tokens.tags[at + 1] == "Q" or tokens.words[sentence.start] in _NO_NAMES:
        return None
    return Subject(Phrase(sentence.start, at, at - 1))


def _is_shouted(tokens: Tokens, at: int) -> bool:
    return tokens.tags[at] == "P" and tokens.written(at).isupper()
