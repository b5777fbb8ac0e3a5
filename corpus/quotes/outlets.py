"""Where somebody's words were published: "told the BBC", "according to Interfax"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.lists import words
from corpus.quotes.phrases import run_after, run_before

if TYPE_CHECKING:
    from corpus.quotes.attribution import Attribution
    from corpus.quotes.phrases import Phrase
    from corpus.quotes.tokens import Tokens

_NAMES = words("outlets", "names")
_HEADS = words("outlets", "heads")
_NOUNS = words("outlets", "nouns")
_REPORTS = frozenset(("reported", "reports"))
_INTRODUCES = words("outlets", "introduces")
_TELLING = frozenset(("told", "tells", "telling", "per"))
_MAY_TELL = _REPORTS | _INTRODUCES | _TELLING


def is_outlet(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a phrase names a newspaper, an agency, a broadcaster or a programme."""
    start, end = phrase.start, phrase.head + 1
    named = [tokens.words[at] for at in range(start, end) if tokens.tags[at] == "P"]
    if not named:
        definite = tokens.words[start] in {"the", "this"}
        return definite and tokens.words[phrase.head] in _NOUNS
    if any(word in _NAMES for word in named) or "-".join(named) in _NAMES:
        return True
    return named[-1] in _HEADS and (len(named) > 1 or tokens.words[start] == "the")


def via_of(tokens: Tokens, item: Attribution) -> tuple[int, int] | None:
    """Return the tokens of where a quotation was published, as its sentence tells; else None."""
    origin = item.origin
    if origin.cue is not None and origin.cue.via is not None:
        return origin.cue.via
    sentence = tokens.sentences[origin.sentence]
    said = {at for start, end in origin.parts for at in range(start, end)}
    for at in range(sentence.start, sentence.end - 1):
        if tokens.words[at] not in _MAY_TELL or at in said or at + 1 in said:
            continue
        if tokens.words[at] in _REPORTS and (outlet := _reporting(tokens, at, sentence.start)):
            return outlet
        after = _after_introducer(tokens, at)
        if after is None:
            continue
        phrase = run_after(tokens, after, sentence.end)
        if phrase is not None and is_outlet(tokens, phrase):
            return phrase.start, phrase.end
    return None


def _reporting(tokens: Tokens, verb: int, low: int) -> tuple[int, int] | None:
    """Return the outlet in ", the Times reported"."""
    phrase = run_before(tokens, verb, low)
    if phrase is None or not is_outlet(tokens, phrase):
        return None
    return phrase.start, phrase.end


def _after_introducer(tokens: Tokens, at: int) -> int | None:
    """Return the token after "told", "according to" or "in an interview with"."""
    word = tokens.words[at]
    if word in _INTRODUCES and tokens.tags[at] in "IT":
        return at + 1
    return at + 1 if word in _TELLING else None
