"""Decide, from its neighbours, whether a word such as "plans" is a verb or a noun here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.lexicon import CUE_WORDS, UNCHANGING, VERB_ONLY
from corpus.quotes.lists import words

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_UNSETTLED = frozenset("vMt#O")
_WITH_NOUN = 2  # tokens back: at least a noun between
_VERB_AFTER = frozenset("RWMTXK")
_NOUN_AFTER = frozenset("DO#I")
_OBJECT_STARTS = frozenset("DRHPTSQKW")
_LONG_ENOUGH = 3
_MAY_FOLLOW = _OBJECT_STARTS | frozenset("AIt")
_AFTER_UNCHANGING = frozenset("ADRPK")  # "Ann Lee hit back", "Ann Lee put the plan"
_MAX_ADJECTIVES = 4
_LONGEST_SOURCE = 9
_AFTER_TAIL = frozenset(",:.;ItA")
_MONTH_NAMES = words("grammar", "month_names")
_OWNERS = frozenset(("his", "her", "their", "its", "our", "my"))
_SAY = frozenset(("say", "says"))
_AFTER_NAME = frozenset("EXO,V")


def settle(tokens: Tokens, first: int) -> None:
    """Replace the tag ``v`` by ``V`` or ``N`` in the tokens from ``first`` on."""
    tags = tokens.tags
    for index in range(first, len(tags)):
        tag = tags[index]
        if tag not in _UNSETTLED:
            continue
        if tag == "v":
            tags[index] = _settled(tokens, index, first)
        elif tag in "Mt#" and _is_name(tokens, index, first):
            tags[index] = "P"
        elif tag == "O" and index > first and tags[index - 1] in "RWH":
            tags[index] = "X"


def _is_name(tokens: Tokens, index: int, first: int) -> bool:
    return _is_surname(tokens, index, first) or _counts_in_name(tokens, index, first)


def _is_surname(tokens: Tokens, index: int, first: int) -> bool:
    """Tell Mr Will from the modal, and the writer in ``"…," Jun wrote`` from the month."""
    if not tokens.is_capital(index) or index + 1 >= len(tokens.tags):
        return False
    if tokens.tags[index] == "M":
        return tokens.tags[index + 1] in _AFTER_NAME
    if tokens.words[index] not in _MONTH_NAMES:
        return False
    if tokens.words[index + 1] in VERB_ONLY:
        return True
    led = index > first and tokens.tags[index - 1] in "IDt#"
    return tokens.tags[index + 1] == "P" and not led  # "April Mellody"


def _counts_in_name(tokens: Tokens, index: int, first: int) -> bool:
    """Tell the group One Nation from one nation: a capital within a sentence, before another."""
    written = tokens.written(index)
    if tokens.tags[index] != "#" or not (written.isalpha() and tokens.is_capital(index)):
        return False
    if index == first or tokens.tags[index - 1] in ".:Q":
        return False
    return tokens.tags[index + 1 : index + 2] == ["P"]


def _settled(tokens: Tokens, index: int, first: int) -> str:
    before = tokens.tags[index - 1] if index > first else "."
    if tokens.words[index] in _SAY and before not in "DO":
        return "V"
    if tokens.words[index] == "put" and tokens.words[index + 1 : index + 2] == ["it"]:
        return "V"
    if before == "A" and index - 1 > first:
        before = tokens.tags[index - 2]
        before = "R" if before in "NPR" else before
    if before in _VERB_AFTER:
        return "V"
    if before == "#" and not _is_plural(tokens.words[index]):
        return "V"
    if before in _NOUN_AFTER:
        return "N"
    if before in "GE" and index - 2 >= first and tokens.tags[index - 2] in "DAO":
        return "N"
    after = tokens.tags[index + 1] if index + 1 < len(tokens.tags) else "."
    return _settled_by_both(tokens, index, before, after)


def _settled_by_both(tokens: Tokens, index: int, before: str, after: str) -> str:
    if _is_owned(tokens, index) and after not in "DRPQK":
        return "N"
    third = _is_plural(tokens.words[index])
    if before in "NP" and after in _AFTER_TAIL and _meets_quotation(tokens, index):
        return "V"
    if before == "P" and after in _AFTER_UNCHANGING and tokens.words[index] in UNCHANGING:
        return "V"
    if before == "Q" and after in "NPDR#" and tokens.words[index] in CUE_WORDS:
        return "V"
    if before in "NP":
        agrees = third != _is_plural(tokens.words[index - 1]) or (before == "P" and third)
        if before == "P" and not third:
            definite = index > 1 and tokens.tags[index - 2] == "D"
            return "V" if agrees and after in ("DRHPTSA,.I" if definite else "DRHPTSA,.") else "N"
        if before == "N" and after not in _OBJECT_STARTS and tokens.tags[index - 2] in "DO":
            return "N"
        ends = after in ",:." and before == "P" and tokens.words[index] in CUE_WORDS
        return "V" if agrees and (ends or after in _MAY_FOLLOW) else "N"
    return "V" if after in _OBJECT_STARTS else "N"


def _is_owned(tokens: Tokens, index: int) -> bool:
    """Tell whether only adjectives part a word from "Trump's" or "his"."""
    at = index - 1
    while at > 0 and index - at < _MAX_ADJECTIVES and tokens.tags[at] in "NAGE":
        at -= 1
    return tokens.tags[at] == "O" or tokens.words[at] in _OWNERS


def _meets_quotation(tokens: Tokens, index: int) -> bool:
    """Tell whether a quotation follows "the message continues," or stands before it."""
    if tokens.words[index] not in CUE_WORDS:
        return False
    introduces = tokens.tags[index + 1 : index + 3] in ([",", "Q"], [":", "Q"])
    return (introduces and _is_plural(tokens.words[index])) or _closes_quotation(tokens, index)


def _closes_quotation(tokens: Tokens, index: int) -> bool:
    """Tell whether a cue may end ``"…," the website explains``: a phrase after a quotation."""
    at = index - 1
    while at > 0 and index - at < _LONGEST_SOURCE and tokens.tags[at] in "NPDAOI#":
        at -= 1
    if index - at < _WITH_NOUN:
        return False
    return tokens.tags[at] == "Q" or (tokens.tags[at] == "," and tokens.tags[at - 1] == "Q")


def _is_plural(word: str) -> bool:
    return len(word) > _LONG_ENOUGH and word.endswith("s") and not word.endswith("ss")
