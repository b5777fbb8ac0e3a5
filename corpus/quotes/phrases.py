"""Noun phrases: the one that ends before a word, and the one that starts at a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes.lexicon import PERSON_ROLES
from corpus.quotes.lists import words

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_RUN = frozenset("NP#OY")
_NOMINAL = frozenset("NP#RK")
_MODIFIER = frozenset("EGA")
_ATTACHING = words("grammar", "attaching")
_MAX_RUN = 14
_OFFICE_AND_NAME = 2
_MAX_CLIMBS = 4
_STANDING = words("grammar", "standing")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[start, end)`` of a noun phrase.

    Attributes:
        start: First token.
        end: One after the last token, what is attached to it included.
        head: The token that names it: the last of its first run of names or nouns.
    """

    start: int
    end: int
    head: int


def run_before(tokens: Tokens, end: int, low: int) -> Phrase | None:
    """Return the plain run of nouns or names that ends just before token ``end``."""
    tags = tokens.tags
    at = end - 1
    if at < low:
        return None
    if tags[at] in "RKWH" or (tags[at] == "D" and tokens.words[at] in _STANDING):
        return Phrase(at, end, at)
    if tags[at] == "G" and at > low and tags[at - 1] in "ODN":
        at -= 1  # "people familiar with her thinking"
    while at >= low and end - at <= _MAX_RUN and _continues(tokens, at, end, low):
        at -= 1
    if at >= low and at < end - 1 and tags[at] == "D":
        at -= 1
        if at >= low and tags[at] == "D" and tokens.words[at] in _STANDING:
            at -= 1
    start = at + 1
    if start >= end:
        return None
    return Phrase(start, end, _head(tokens, start, end))


def _head(tokens: Tokens, start: int, end: int) -> int:
    head = end - 1
    while head > start and tokens.tags[head] in "OY":
        head -= 1
    return head


def _continues(tokens: Tokens, at: int, end: int, low: int) -> bool:
    tag = tokens.tags[at]
    if tag in _RUN:
        return not (tag == "P" and _ends_name(tokens, at, end))
    if tag == "t":
        return at < end - 1 and tokens.tags[at + 1] in "NO"
    if tag in _MODIFIER and at < end - 1 and at > low:
        return tokens.tags[at - 1] in "DO#" or (
            tokens.tags[at - 1] == "A" and at - 1 > low and tokens.tags[at - 2] == "D"
        )
    return False


def _ends_name(tokens: Tokens, at: int, end: int) -> bool:
    """Tell whether a determiner within capitals shows that another phrase starts here."""
    return at + 1 < end and tokens.tags[at + 1] == "D"


def phrase_before(tokens: Tokens, end: int, low: int) -> Phrase | None:
    """Return the noun phrase that ends before ``end``, from what hosts its modifiers on.

    "officials at the department" has the head "officials"; a time ("on Monday") that stands
    between the phrase and ``end`` is passed over.
    """
    at = skip_times(tokens, end, low)
    phrase = run_before(tokens, at, low)
    if phrase is None or tokens.tags[phrase.head] == "R":
        return phrase
    for _ in range(_MAX_CLIMBS):
        host = _host(tokens, phrase, low)
        if host is None:
            break
        named = _is_office(tokens, host, phrase)
        phrase = Phrase(host.start, at, phrase.head if named else host.head)
    return _with_partner(tokens, phrase, low)


def _is_office(tokens: Tokens, host: Phrase, phrase: Phrase) -> bool:
    """Tell whether "Secretary of State John Kerry" names a person after the office."""
    if tokens.words[host.head] not in PERSON_ROLES or tokens.tags[host.head] != "P":
        return False
    return phrase.head - phrase.start >= _OFFICE_AND_NAME and tokens.tags[phrase.head] == "P"


def skip_times(tokens: Tokens, end: int, low: int) -> int:
    """Pass "on Monday", "last week", "later" backwards."""
    at = end
    while at - 1 > low and (tokens.tags[at - 1] in "tA" or _is_reflexive(tokens, at - 1)):
        at -= 1
    if at < end and at - 1 > low and tokens.tags[at - 1] == "#":
        at -= 1
    led = at < end and at - 1 > low
    if led and (tokens.tags[at - 1] == "I" or tokens.words[at - 1] in {"this", "that", "next"}):
        at -= 1
    return at


def _is_reflexive(tokens: Tokens, at: int) -> bool:
    return tokens.tags[at] == "K" and tokens.words[at].endswith(("self", "selves"))


def _host(tokens: Tokens, phrase: Phrase, low: int) -> Phrase | None:
    """Return the phrase that this one modifies, if there is one."""
    before = phrase.start - 1
    if before <= low:
        return None
    tag = tokens.tags[before]
    if tag in "IT" and tokens.words[before] in _ATTACHING:
        return _host_of_preposition(tokens, before, low)
    if tag in "GE" and tokens.tags[before - 1] in "NPD" and tokens.words[before - 1] != "the":
        return run_before(tokens, before, low)
    if tag in "VXE":
        return _host_of_relative(tokens, before, low)
    return None


def _host_of_preposition(tokens: Tokens, before: int, low: int) -> Phrase | None:
    tag = tokens.tags[before - 1]
    if tag in "NPO#K" or tokens.words[before - 1] in _STANDING:
        return run_before(tokens, before, low)
    if tag in "EG" and before - 2 >= low and tokens.tags[before - 2] in "NP":
        return run_before(tokens, before - 1, low)
    return None


def _host_of_relative(tokens: Tokens, verb: int, low: int) -> Phrase | None:
    """Return the antecedent of "who" in "people who saw the film said"."""
    for at in range(verb, max(low, verb - 12), -1):
        tag = tokens.tags[at]
        if tag == "W" and tokens.words[at] != "what":
            if tokens.tags[at - 1] == "," and tokens.words[at] == "who" and at - 1 > low:
                at -= 1  # noqa: PLW2901 - the comma that closes the clause was forgotten
            return run_before(tokens, at, low) if tokens.tags[at - 1] in "NPK#RYD" else None
        if tag in ",;:.-(QSRC" or tokens.words[at] == "that":
            return None
    return None


def _with_partner(tokens: Tokens, phrase: Phrase, low: int) -> Phrase:
    """Add the first half of "Sanders and Sheppard"."""
    before = phrase.start - 1
    if before <= low or tokens.words[before] not in {"and", "&", "or"}:
        return phrase
    partner = run_before(tokens, before, low)
    if partner is None or tokens.tags[partner.head] not in "NP":
        return phrase
    if partner.start > low and tokens.tags[partner.start - 1] in "VETGI":
        return phrase
    return Phrase(partner.start, phrase.end, phrase.head)


def phrase_after(tokens: Tokens, start: int, high: int) -> Phrase | None:
    """Return the noun phrase that starts at token ``start``, what is attached to it included."""
    first = run_after(tokens, start, high)
    if first is None or tokens.tags[first.head] in "RK":
        return first
    end, head = first.end, first.head
    for _ in range(_MAX_CLIMBS):
        further = _attached(tokens, end, high)
        if further is None:
            break
        if _names_office(tokens, first, further):
            head = further.head
        end = further.end
    return Phrase(first.start, end, head)


def _names_office(tokens: Tokens, office: Phrase, named: Phrase) -> bool:
    """Tell whether "said master of ceremonies Ann Lee" names a person after the office."""
    if tokens.tags[office.start] == "D" or tokens.words[office.end] != "of":
        return False
    tags = "".join(tokens.tags[named.start : named.head + 1])
    return tags.startswith("N") and tags.endswith("P" * _OFFICE_AND_NAME)


def run_after(tokens: Tokens, start: int, high: int) -> Phrase | None:
    """Return the plain run of nouns or names that starts at token ``start``."""
    tags = tokens.tags
    at = start
    if at < high and tags[at] in "RKH":
        return Phrase(at, at + 1, at)
    while at < high and tags[at] == "D":
        at += 1
    while at < high and at - start < _MAX_RUN and _goes_on(tokens, at, high, start):
        at += 1
    if at == start:
        return None
    return Phrase(start, at, _head(tokens, start, at))


def _goes_on(tokens: Tokens, at: int, high: int, start: int) -> bool:
    tag = tokens.tags[at]
    if tag in _RUN:
        return True
    if tag in "EGAt" and at + 1 < high and (at == start or tokens.tags[at - 1] in "DOA#EG-"):
        return tokens.tags[at + 1] in "NPEG"
    if tag == "G" and at > start and tokens.tags[at - 1] in "NP":
        if at + 1 < high and tokens.words[at + 1] in PERSON_ROLES:
            return True  # "ranking Democrat Ann Lee"
        return at + 1 >= high or tokens.tags[at + 1] in ",.N"
    return tag == "D" and at > start and tokens.tags[at - 1] == "O"


def _attached(tokens: Tokens, at: int, high: int) -> Phrase | None:
    """Return the run after "of", "at", "and" … that belongs to the phrase before it."""
    if at + 1 >= high:
        return None
    if tokens.tags[at] in "IT" and tokens.words[at] in _ATTACHING:
        return run_after(tokens, at + 1, high) if tokens.tags[at + 1] in "NPD#G" else None
    if tokens.tags[at] in "EG" and tokens.tags[at + 1] == "I" and at + 2 < high:
        return run_after(tokens, at + 2, high)
    if tokens.words[at] in {"and", "&"} and tokens.tags[at + 1] in "NPD":
        return run_after(tokens, at + 1, high)
    return None
