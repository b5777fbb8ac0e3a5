"""What a question asks for: its kind, its parts and what an answer to it must look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from corpus.terms import Token, term_of, tokens
from corpus.word_lists import lines


class Kind(StrEnum):
    """What a person wants: a fact, or something that somebody said."""

    FACT = "fact"
    WHO_SAID = "who_said"
    SAID_ABOUT = "said_about"
    SAID = "said"
    DID_SAY = "did_say"


class Wanted(StrEnum):
    """What an answer has in it."""

    PERSON = "person"
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DURATION = "duration"
    REASON = "reason"
    MANNER = "manner"
    NAME = "name"
    MEANING = "meaning"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class QuestionAnalysis:
    """A question taken apart.

    Attributes:
        text: What the person typed, unchanged.
        kind: A fact, or which question about what was said.
        tokens: Its indexed words, spans in ``text``.
        wanted: What the answer must have in it.
        head: Terms of the noun asked for: "troops" in how many troops, "airport" in which airport.
        person: Whose words are asked for, as typed; None unless the kind names somebody.
        topic: What was said, or what it was about, as typed; None for a fact.
        quoted: The parts between quotation marks, as typed.
        is_recent: Whether it asks for the newest ("latest", "yesterday", "this week").
    """

    text: str
    kind: Kind
    tokens: tuple[Token, ...]
    wanted: Wanted = Wanted.ANYTHING
    head: tuple[str, ...] = ()
    person: str | None = None
    topic: str | None = None
    quoted: tuple[str, ...] = ()
    is_recent: bool = False


_SAY = (
    r"(?:say|says|said|saying|tell|told|claim|claims|claimed|think|thinks|thought|state|stated|argue|argued|"
    r"warn|warned|announce|announced|write|wrote|tweet|tweeted|comment|commented|call|called|suggest|"
    r"suggested|admit|admitted|deny|denied|insist|insisted|promise|promised|declare|declared|add|added)"
)
_ABOUT = r"(?:about|on|regarding|concerning|of|re)"
_ASK = r"(?:what|wat|whats|what's|what\u2019s)"
_DO = r"(?:did|does|do|has|have|had|is|was)"
_QUOTED = re.compile(r"[\"\u201c\u201d\u00ab]([^\"\u201c\u201d\u00bb]{2,})[\"\u201c\u201d\u00bb]")
_WHO_SAID = re.compile(
    rf"^\W*(?:and\s+|so\s+)?(?:who|which\s+\w+|whos|who's|who\u2019s)\s+(?:was\s+it\s+(?:that|who)\s+|(?:has|had|have|is|was)\s+)?"
    rf"{_SAY}(?:\s+that)?\b[\s:,]*(?P<topic>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_SAID_ABOUT = re.compile(
    rf"^\W*(?:and\s+|so\s+)?{_ASK}\s+(?:(?:else)\s+)?{_DO}\s+(?P<person>.+?)\s+{_SAY}\s+(?:[\w\s]{{0,20}}?)??{_ABOUT}\s+"
    r"(?P<topic>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(
    rf"^\W*(?:and\s+|so\s+)?{_ASK}\s+(?:else\s+)?{_DO}\s+(?P<person>.+?)\s+{_SAY}\W*$",
    re.IGNORECASE | re.DOTALL,
)
_DID_SAY = re.compile(
    rf"^\W*(?:did|has|have)\s+(?P<person>.+?)\s+(?:ever\s+|really\s+|actually\s+)?{_SAY}(?:\s+that)?\b[\s:,]*"
    r"(?P<topic>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_SHAPES = (
    (Kind.SAID_ABOUT, _SAID_ABOUT),
    (Kind.SAID, _SAID),
    (Kind.WHO_SAID, _WHO_SAID),
    (Kind.DID_SAY, _DID_SAY),
)
_RECENT = re.compile(
    r"\b(?:latest|newest|most recent|recently|yesterday|today|tonight|this (?:week|month|morning)|"
    r"last (?:night|week|month)|right now|just now|so far)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"\b(?:how many|how much|what (?:kind|type|sort) of|what|which)\s+"
    r"(?P<head>[^\W\d]\w*(?:\s+[^\W\d]\w*)?)",
    re.IGNORECASE,
)

_LOOKED_AT = 300  # characters in which a question must say what it wants; shapes take their square


@cache
def _wanted_shapes() -> tuple[tuple[Wanted, re.Pattern[str]], ...]:
    rows = (line.split("\t") for line in lines("ranking/wanted.tsv"))
    return tuple((Wanted(wanted), re.compile(shape, re.IGNORECASE)) for wanted, shape in rows)


def analyse(question: str) -> QuestionAnalysis:
    """Return what a question asks for. Any text is a question; one without words has no tokens."""
    kind, person, topic = _said_parts(question)
    return QuestionAnalysis(
        text=question,
        kind=kind,
        tokens=tuple(tokens(question)),
        wanted=_wanted(question),
        head=_head(question),
        person=person,
        topic=topic,
        quoted=tuple(match.group(1).strip() for match in _QUOTED.finditer(question)),
        is_recent=bool(_RECENT.search(question)),
    )


def _said_parts(question: str) -> tuple[Kind, str | None, str | None]:
    for kind, shape in _SHAPES:
        if match := shape.match(question):
            parts = match.groupdict()
            return kind, parts.get("person"), parts.get("topic")
    return Kind.FACT, None, None


def _wanted(question: str) -> Wanted:
    plain = question.strip()[:_LOOKED_AT].lstrip("\"'\u201c(")
    for wanted, shape in _wanted_shapes():
        if shape.match(plain):
            return wanted
    for wanted, shape in _wanted_shapes():
        if wanted not in {Wanted.MANNER, Wanted.MEANING} and shape.search(plain):
            return wanted
    return Wanted.ANYTHING


def _head(question: str) -> tuple[str, ...]:
    match = _HEAD.search(question)
    if match is None:
        return ()
    return tuple(term for word in match["head"].split() if (term := term_of(word)))
