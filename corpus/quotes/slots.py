"""Verbs of no list that stand where a cue stands: ``"…," remembered Roy Verley, a farmer``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.clauses import Subject
from corpus.quotes.lexicon import CueWord
from corpus.quotes.phrases import phrase_after, run_after
from corpus.quotes.tokenizing import pauses

if TYPE_CHECKING:
    from corpus.quotes.phrases import Phrase
    from corpus.quotes.tokens import Sentence, Tokens

_AFTER_VERB = frozenset(",.;-At")
_AFTER_SUBJECT = frozenset(",.;-IAt")
_LONGEST_SUBJECT = 8


def slot_subject(tokens: Tokens, at: int, sentence: Sentence) -> tuple[Subject, str] | None:
    """Return the source and the shape when a verb closes a quotation that ends in a pause.

    Args:
        tokens: The article's tokens.
        at: A past tense that no list of cues has.
        sentence: Where it stands.
    """
    if tokens.tags[at - 1] in ",Q" and _ends_quotation(tokens, at - 1, sentence):
        phrase = phrase_after(tokens, at + 1, sentence.end)
        if phrase is not None and _is_source(tokens, phrase, sentence.end, _AFTER_SUBJECT):
            return Subject(phrase), "inverted"
        return None
    return _after_subject(tokens, at, sentence)


def _after_subject(tokens: Tokens, at: int, sentence: Sentence) -> tuple[Subject, str] | None:
    if at + 1 < sentence.end and tokens.tags[at + 1] not in _AFTER_VERB:
        return None
    for start in range(at - 1, max(sentence.start, at - _LONGEST_SUBJECT), -1):
        if tokens.tags[start - 1] in ",Q" and _ends_quotation(tokens, start - 1, sentence):
            phrase = run_after(tokens, start, at)
            if phrase is not None and _is_source(tokens, phrase, at, frozenset("A")):
                return Subject(phrase), "finite"
    return None


def _ends_quotation(tokens: Tokens, at: int, sentence: Sentence) -> bool:
    """Tell whether a quotation and its comma, question or exclamation mark end at ``at``."""
    quotation = at - 1 if tokens.tags[at] == "," else at
    if quotation < sentence.start or tokens.tags[quotation] != "Q":
        return False
    if tokens.tags[at] == ",":
        return True
    mark = tokens.marks[quotation]
    inside = tokens.text[mark.inner.start : mark.outer.end].rstrip("\"'”’“ \u00a0")
    return pauses(tokens, quotation) and inside[-1:] in ",?!—–-"


def _is_source(tokens: Tokens, phrase: Phrase, high: int, follows: frozenset[str]) -> bool:
    if phrase.end < high and tokens.tags[phrase.end] not in follows:
        return False
    return tokens.tags[phrase.head] in "PR" or tokens.tags[phrase.start] == "D"


def slot_word(word: str) -> CueWord:
    """Return a cue word for a verb that reports only here."""
    return CueWord(word, frozenset(("voice",)), "past")
