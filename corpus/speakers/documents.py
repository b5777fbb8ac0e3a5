"""Who speaks through a statement or a letter: whoever issued it shortly before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.clauses import Subject, group_start, subject_of
from corpus.quotes.finite import is_finite
from corpus.quotes.lists import words

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_DOCUMENTS = words("grammar", "documents")
_ISSUING = words("grammar", "issuing")
_SENTENCES_BACK = 4
_GAP = 6


def issuer(tokens: Tokens, subject: Subject, sentence: int) -> Subject | None:
    """Return who issued the document that a source names, or None when no sentence near tells.

    Args:
        tokens: The article's tokens.
        subject: The source, say "the statement" or "a joint statement, which".
        sentence: Which sentence the source stands in.
    """
    noun = tokens.words[subject.phrase.head]
    if noun not in _DOCUMENTS:
        return None
    for number in range(sentence, max(-1, sentence - _SENTENCES_BACK), -1):
        found = _issued(tokens, number, noun, subject.phrase.head)
        if found is not None:
            return found
    return None


def _issued(tokens: Tokens, number: int, noun: str, before: int) -> Subject | None:
    low = tokens.sentences[number].start
    for at in range(min(tokens.sentences[number].end - 1, before), low, -1):
        if tokens.words[at] != noun:
            continue
        for verb in range(at - 1, max(low, at - _GAP), -1):
            if tokens.words[verb] in _ISSUING and is_finite(tokens, verb, low):
                return subject_of(tokens, group_start(tokens, verb, low), low)
    return None
