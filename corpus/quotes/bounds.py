"""Where a content that follows its cue ends: before the next clause, gloss or credit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Tokens

_LONGEST_ASIDE = 25
_CREDIT = re.compile(r"\W*(?:pictures?|pic|photos?|images?|credit|source)\b.*", re.IGNORECASE)
_GLOSSES = frozenset(("which", "who", "whom", "where", "a", "an"))
_NOTHING_AFTER: tuple[list[str], ...] = ([], [","], ["."], ["t"], ["-"])


def trimmed_end(tokens: Tokens, end: int, low: int) -> int:
    """Return ``end`` moved left over punctuation and picture credits, not below ``low``."""
    while end > low and (tokens.tags[end - 1] in ".,;:-" or _is_credit(tokens, end - 1)):
        end -= 1
    return end


def _is_credit(tokens: Tokens, at: int) -> bool:
    return tokens.tags[at] == "Y" and _CREDIT.fullmatch(tokens.written(at)) is not None


def content_end(tokens: Tokens, cue: Cue, start: int, high: int, following: Cue | None) -> int:
    """Return where a content that starts at ``start`` ends."""
    stops = ";," if tokens.tags[start] in "XMV" else ";"
    end = next((at for at in range(start, high) if tokens.tags[at] in stops), high)
    if following is not None and following.start > start:
        end = min(end, _before_clause(tokens, following, start))
    return trimmed_end(tokens, _before_gloss(tokens, start, end), start)


def _before_gloss(tokens: Tokens, start: int, end: int) -> int:
    """Leave out a last ", who …" or ", a …": it is mostly the writer's own explanation."""
    for at in range(end - 2, start, -1):
        if tokens.tags[at] == ",":
            return at if tokens.words[at + 1] in _GLOSSES else end
    return end


def _before_clause(tokens: Tokens, following: Cue, start: int) -> int:
    """Return the token where the clause of the next cue begins, its conjunction included."""
    at = following.start
    subject = following.subject
    if following.shape == "finite" and subject is not None and subject.phrase.start > start:
        at = min(at, subject.phrase.start)
    opener = _intro_start(tokens, at, start)
    if opener is not None:
        return opener
    while at - 1 > start and tokens.tags[at - 1] in "AI":
        at -= 1
    bare = at
    while at - 1 > start and tokens.tags[at - 1] in "CS,":
        at -= 1
    own = at - 1 > start and tokens.tags[at - 1] == "Q" and "C" not in tokens.tags[at:bare]
    if own and tokens.tags[following.end : following.end + 1] in _NOTHING_AFTER:
        at -= 1  # the quotation is the next cue's own
    return at


def _intro_start(tokens: Tokens, at: int, start: int) -> int | None:
    """Return the comma of ", and when asked about it, he said" for the clause at ``he``."""
    for index in range(at - 1, max(start, at - _LONGEST_ASIDE), -1):
        if tokens.tags[index] == "C" and tokens.tags[index - 1] == ",":
            return index - 1 if tokens.tags[index + 1] in "SIGE" else None
    return None
