"""Lines that sign the quotation above them: "- Ann Smith", "Ann Smith, Institute for Policy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.finite import is_finite
from corpus.quotes.lexicon import GIVEN_NAMES
from corpus.quotes.phrases import run_after

if TYPE_CHECKING:
    from corpus.quotes.phrases import Phrase
    from corpus.quotes.tokens import Sentence, Tokens

_FULL = 2


def signature(tokens: Tokens, line: Sentence, *, is_open: bool) -> Phrase | None:
    """Return the name in a line that signs the quotation above it, or None.

    Args:
        tokens: The article's tokens.
        line: The short sentence after the quotation.
        is_open: Whether the quotation's closing mark is missing, so that it may stand at the end of
            the line, as in pulled quotations.
    """
    start = line.start
    if tokens.tags[start] == "-":
        phrase = run_after(tokens, start + 1, line.end)
        return phrase if phrase is not None and tokens.tags[phrase.head] == "P" else None
    if not is_open or any(is_finite(tokens, at, start) for at in range(start, line.end)):
        return None
    phrase = run_after(tokens, start, line.end)
    if phrase is None or phrase.end - phrase.start < _FULL or tokens.tags[phrase.head] != "P":
        return None
    named = any(tokens.words[at] in GIVEN_NAMES for at in range(phrase.start, phrase.end))
    return phrase if named else None
