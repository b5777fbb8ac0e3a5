"""Which verbs have a subject of their own, and which participles only describe a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.lists import words

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_NOT_FINITE = words("grammar", "not_finite")
_NAMING = frozenset(("called", "named", "dubbed", "titled", "nicknamed", "known"))
_SHORTEST = 4


def is_finite(tokens: Tokens, at: int, low: int) -> bool:
    """Tell whether a token is a verb that has a subject of its own."""
    tag = tokens.tags[at]
    if tag == "V":
        return at == low or tokens.tags[at - 1] not in "T"
    if tag in "XM":
        return tokens.words[at] not in _NOT_FINITE
    if tag != "E":
        return False
    return _is_past(tokens, at, low)


def _is_past(tokens: Tokens, at: int, low: int) -> bool:
    """Tell a past tense from a participle: "the judge ruled", not "the judge named"."""
    index = at - 1
    while index > low and tokens.tags[index] == "A":
        index -= 1
    before = tokens.tags[index] if index >= low else ","
    if before in "PRW":
        return True
    if before == "," and index > low:
        return _resumes(tokens, at, index, low)
    if before not in "NtY" or names_its_host(tokens, at, low):
        return False
    after = tokens.tags[at + 1] if at + 1 < len(tokens.tags) else "."
    return after in "DPRKHQ" or (after in "IAT" and not _verb_follows(tokens, at))


def names_its_host(tokens: Tokens, at: int, low: int) -> bool:
    """Tell whether a participle names what stands before it: "a group called Ely"."""
    if tokens.words[at] not in _NAMING:
        return False
    first = at - 1
    while first > low and tokens.tags[first] in "NGE":
        first -= 1
    return tokens.words[first] in {"a", "an", "another"}


def _resumes(tokens: Tokens, at: int, comma: int, low: int) -> bool:
    """Tell whether a verb goes on after an apposition: "Ann Lee, the mayor, tied it to …"."""
    if at + 1 >= len(tokens.tags) or tokens.tags[at + 1] not in "DRK" or comma - low < _SHORTEST:
        return False
    if any(tokens.tags[index] in "VXMWSHEQ" for index in range(low, comma)):
        return False
    closing = next((i for i in range(at, len(tokens.tags)) if tokens.tags[i] in ",.;Q"), None)
    return closing is None or closing + 1 >= len(tokens.tags) or tokens.tags[closing + 1] in "GCEPI"


def _verb_follows(tokens: Tokens, at: int) -> bool:
    for tag in tokens.tags[at + 1 : at + 13]:
        if tag in ",;.:-Q":
            return False
        if tag in "VXM":
            return True
    return False
