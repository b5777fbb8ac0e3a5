"""Verb groups and their subjects, within one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes.finite import is_finite
from corpus.quotes.lexicon import GIVEN_NAMES, PERSON_ROLES
from corpus.quotes.lists import words
from corpus.quotes.phrases import Phrase, phrase_before, run_after, run_before, skip_times

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_BARRIERS = frozenset(";:Q.")
_ADVERBIAL = frozenset("ISGEATt")
_MAX_BACK = 90
_MAX_SHARED = 5
_MAX_RELATIVE = 20
_FULL = 2
_APART = 3  # tokens; a finite verb beyond opens a clause of its own
_CHAINS = words("grammar", "chains")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who governs a verb.

    Attributes:
        phrase: The noun phrase, with what hangs on it.
        apposition: Tokens ``(start, end)`` of "the mayor" in "Mr Smith, the mayor, said".
        how: The step that found it: near, apposed, relative, shared, governed.
    """

    phrase: Phrase
    apposition: tuple[int, int] | None = None
    how: str = "near"


def group_start(tokens: Tokens, verb: int, low: int) -> int:
    """Return the first token of the verb group: "has" in "has reportedly said"."""
    at = verb
    while at > low and (tokens.tags[at - 1] in "XMA" or tokens.words[at - 1] in {"to", "been"}):
        if tokens.tags[at - 1] == "T" and not _chained(tokens, at - 1, low):
            break
        at -= 1
    while at < verb and tokens.tags[at] == "A":
        at += 1
    return at


def _chained(tokens: Tokens, infinitive: int, low: int) -> bool:
    before = infinitive - 1
    if before > low and tokens.words[before] == "on":
        before -= 1
    return before >= low and tokens.words[before] in _CHAINS


def subject_of(tokens: Tokens, verb: int, low: int, depth: int = 0) -> Subject | None:
    """Return the subject before a finite verb, or None when there is none to be seen.

    Args:
        tokens: The article's tokens.
        verb: First token of the verb group.
        low: First token that may belong to the clause.
        depth: How many verbs have passed the question on to the one before them.
    """
    if depth > _MAX_SHARED:
        return None
    at = skip_times(tokens, _before_adverbs(tokens, verb, low), low)
    if at <= low:
        return None
    tag = tokens.tags[at - 1]
    if tag in ",-()":
        return _across_comma(tokens, at - 1, low, depth)
    if tag in "WH":
        return _antecedent(tokens, at - 1, low)
    if tag == "C":
        return _shared(tokens, at - 1, low, depth)
    phrase = phrase_before(tokens, at, low)
    if phrase is not None and tokens.tags[phrase.head] in "WH":
        return _antecedent(tokens, phrase.head, low)
    if phrase is None:
        return _distant(tokens, at, low) or _shared(tokens, at, low, depth)
    return _unclosed(tokens, phrase, low) or Subject(phrase)


def _unclosed(tokens: Tokens, phrase: Phrase, low: int) -> Subject | None:
    """Return both halves of "Nate Silver, the polling guru tweeted", where a comma was forgotten.

    The name may stand second as well: "another friend, Ann Lee told CNN".
    """
    comma = phrase.start - 1
    if comma - 1 <= low or tokens.tags[comma] != ",":
        return None
    host = phrase_before(tokens, comma, low)
    if host is None or (host.start > low and tokens.tags[host.start - 1] not in ",QCSH"):
        return None
    fits = _is_name(tokens, host) and tokens.tags[phrase.start] == "D"
    if fits and (_is_role(tokens, phrase) or tokens.words[host.start] in GIVEN_NAMES):
        return Subject(host, (phrase.start, phrase.end), "apposed")
    if _is_name(tokens, phrase) and _is_role(tokens, host) and tokens.tags[host.start] == "D":
        return Subject(host, (phrase.start, phrase.end), "apposed")
    return None


def _is_name(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name of two words or more."""
    tags = tokens.tags[phrase.start : phrase.end]
    return len(tags) >= _FULL and set(tags) == {"P"}


def _is_role(tokens: Tokens, phrase: Phrase) -> bool:
    return tokens.tags[phrase.head] == "N" and tokens.words[phrase.head] in PERSON_ROLES


def _distant(tokens: Tokens, at: int, low: int) -> Subject | None:
    """Return the antecedent when a relative clause stands between: "those whose laws fell say"."""
    for index in range(at - 1, max(low, at - _MAX_RELATIVE), -1):
        tag = tokens.tags[index]
        if tag == "W":
            return _antecedent(tokens, index, low)
        if tag in ",;:.-(Q":
            return None
    return None


def _before_adverbs(tokens: Tokens, at: int, low: int) -> int:
    while at > low and tokens.tags[at - 1] in "AXM":
        at -= 1
    return at


def _antecedent(tokens: Tokens, relative: int, low: int) -> Subject | None:
    at = relative
    if at > low and tokens.tags[at - 1] in ",-(":
        at -= 1
    if at <= low or tokens.tags[at - 1] not in "NPK#O)tDRY":
        return None
    phrase = run_before(tokens, skip_times(tokens, at, low), low)
    return None if phrase is None else Subject(phrase, how="relative")


def _shared(tokens: Tokens, at: int, low: int, depth: int) -> Subject | None:
    """Return the subject of the verb before, in "praised the plan and said"."""
    verb = main_verb_before(tokens, at, low)
    if verb is None:
        return None
    subject = subject_of(tokens, group_start(tokens, verb, low), low, depth + 1)
    return None if subject is None else Subject(subject.phrase, subject.apposition, "shared")


def main_verb_before(tokens: Tokens, at: int, low: int) -> int | None:
    """Return the nearest finite verb to the left that no relative or other clause holds."""
    stop = max(low, at - _MAX_BACK)
    index = at - 1
    while index >= stop:
        if tokens.tags[index] in ";":
            return None
        if is_finite(tokens, index, low):
            opener = _clause_opener(tokens, index, low)
            if opener is None:
                return index
            index = opener
        index -= 1
    return None


def _clause_opener(tokens: Tokens, verb: int, low: int) -> int | None:
    """Return the "who", "that" or "because" that makes a verb subordinate, if any."""
    for at in range(verb - 1, max(low, verb - 25) - 1, -1):
        tag = tokens.tags[at]
        if tag in ",;:.-Q(":
            return None
        if tag in "WSH" and tokens.words[at] != "so":
            return at
        if tag in "VX" and is_finite(tokens, at, low) and verb - at > _APART:
            return _clause_opener(tokens, at, low)
    return None


def _across_comma(tokens: Tokens, closing: int, low: int, depth: int) -> Subject | None:
    """Return the subject when a comma stands before the verb: past appositions and the like."""
    candidate: Subject | None = None
    for number, (start, end) in enumerate(_segments(tokens, closing, low)):
        shape = _shape(tokens, start, end, low)
        if shape == "noun":
            candidate = _apposed(tokens, start, end, candidate)
        elif shape == "relative":
            candidate = None
        elif candidate is not None:
            if not _is_place(tokens, candidate, start, end):
                break
            candidate = None  # "in Columbus, Ohio, said"
        elif shape == "clause":
            return _from_clause(tokens, (start, end), number, depth)
    return candidate


def _is_place(tokens: Tokens, candidate: Subject, start: int, end: int) -> bool:
    """Tell whether a name only goes on with the place that the stretch before it ends in."""
    phrase = candidate.phrase
    named = set(tokens.tags[phrase.start : phrase.end]) == {"P"} and candidate.apposition is None
    return named and tokens.tags[start] in "ISG" and tokens.tags[end - 1] == "P"


def _apposed(tokens: Tokens, start: int, end: int, after: Subject | None) -> Subject | None:
    """Return the phrase of a stretch as the host of the one after it."""
    phrase = run_after(tokens, _content_start(tokens, start, end), end)
    if phrase is None:
        return after
    return Subject(phrase, (after.phrase.start, after.phrase.end) if after else None, "apposed")


def _content_start(tokens: Tokens, start: int, end: int) -> int:
    at = start
    while at < end - 1 and tokens.tags[at] in "CAS":
        at += 1
    return at


def _segments(tokens: Tokens, closing: int, low: int) -> list[tuple[int, int]]:
    """Cut the tokens before a comma at its fellows, from right to left."""
    found: list[tuple[int, int]] = []
    end = closing
    at = closing - 1
    stop = max(low, closing - _MAX_BACK)
    while at >= stop:
        tag = tokens.tags[at]
        if tag in ",-()" and at < end:
            if at + 1 < end:
                found.append((at + 1, end))
            end = at
        elif tag in _BARRIERS:
            break
        at -= 1
    if at + 1 < end:
        found.append((at + 1, end))
    return found


def _shape(tokens: Tokens, start: int, end: int, low: int) -> str:
    """Say what a stretch between commas is: noun, relative, adverbial or clause."""
    first = start
    while first < end - 1 and tokens.tags[first] in "CA":
        first += 1
    tag = tokens.tags[first]
    if tag == "W" or tokens.words[first] in {"of", "from"}:
        return "relative"
    if tag == "S" and _is_bare_phrase(tokens, first + 1, end):
        return "noun"
    if tag in _ADVERBIAL:
        return "adverbial"
    if tag == "#" and end - first == 1:
        return "relative"
    if _has_own_verb(tokens, first, end):
        return "clause"
    return "noun" if tag in "DNPR#K" else "adverbial"


def _is_bare_phrase(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether "as" is followed by nothing but a noun phrase."""
    return start < end and tokens.tags[start] in "DNP#" and not _has_own_verb(tokens, start, end)


def _has_own_verb(tokens: Tokens, start: int, end: int) -> bool:
    for at in range(start, end):
        if tokens.tags[at] in "WH" and at > start:
            return False
        if is_finite(tokens, at, start):
            return True
    return False


def _from_clause(
    tokens: Tokens, bounds: tuple[int, int], number: int, depth: int
) -> Subject | None:
    """Return the subject when a stretch with a verb of its own stands before the comma."""
    start, end = bounds
    host = phrase_before(tokens, end, start)
    first = _content_start(tokens, start, end)
    opening = run_after(tokens, first, end)
    if number > 0 and host is not None and (opening is None or _opens_clause(tokens, host, start)):
        return Subject(host, None, "apposed")
    if opening is None:
        return None
    verb = next((at for at in range(first, end) if is_finite(tokens, at, start)), None)
    subject = None if verb is None else subject_of(tokens, verb, start, depth + 1)
    return Subject(subject.phrase if subject else opening, None, "shared")


def _adjacent_verb(tokens: Tokens, at: int, low: int) -> int | None:
    """Return the verb right before an infinitive, or that of ", as she spoke," before a comma."""
    if at > low and tokens.tags[at] == "T":
        return next(
            (i for i in range(at - 1, max(low, at - 3), -1) if tokens.tags[i] in "VEX"), None
        )
    if at <= low or tokens.tags[at - 1] != ",":
        return None
    for index in range(at - 2, max(low, at - _MAX_RELATIVE), -1):
        if tokens.tags[index] == "," or tokens.words[index] in {"as", "when", "while"}:
            break
    else:
        return None
    if tokens.words[index] not in {"as", "when", "while"}:
        return None
    return next((i for i in range(index, at) if is_finite(tokens, i, index)), None)


def governed(tokens: Tokens, at: int, low: int) -> Subject | None:
    """Return the subject that a participle or infinitive at ``at`` borrows from its clause."""
    verb = _adjacent_verb(tokens, at, low) or main_verb_before(tokens, at, low)
    subject = None
    if verb is not None:
        subject = subject_of(tokens, group_start(tokens, verb, low), low)
    if subject is None and at > low and tokens.tags[at - 1] in ",-":
        subject = _across_comma(tokens, at - 1, low, 0)
    if subject is None:
        return _following(tokens, at, low)
    return Subject(subject.phrase, subject.apposition, "governed")


def _following(tokens: Tokens, at: int, low: int) -> Subject | None:
    """Return the subject that comes later: "Promising that much, the mayor left"."""
    if any(tag not in "CAIXG" for tag in tokens.tags[low:at]):
        return None
    for index in range(at, min(len(tokens.tags), at + _MAX_BACK)):
        tag = tokens.tags[index]
        if tag == ".":
            return None
        if tag == ",":
            phrase = run_after(tokens, index + 1, min(len(tokens.tags), index + _MAX_RELATIVE))
            if phrase is not None and _verb_at(tokens, phrase.end, index + 1):
                return Subject(phrase, None, "governed")
    return None


def _opens_clause(tokens: Tokens, phrase: Phrase, low: int) -> bool:
    """Tell whether a phrase follows "after", "that" or "and", and so starts a clause."""
    return phrase.start > low and tokens.tags[phrase.start - 1] in "SHC"


def _verb_at(tokens: Tokens, at: int, low: int) -> bool:
    while at < len(tokens.tags) and tokens.tags[at] == "A":
        at += 1
    return at < len(tokens.tags) and is_finite(tokens, at, low)
