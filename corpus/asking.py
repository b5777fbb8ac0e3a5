"""Questions about what somebody said: whose words, whether the speaker is asked for, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.question import Kind, Wanted, analyse
from corpus.word_lists import words

if TYPE_CHECKING:
    from corpus.question import QuestionAnalysis

_QUOTED = r"[\"\u201c\u201d\u00ab][^\"\u201c\u201d\u00bb]{2,}[\"\u201c\u201d\u00bb]"
_SAID = (
    r"(?:say|says|said|told|tell|claim|claimed|think|thinks|thought|admit|admitted|suggest|"
    r"suggested|call|called|warn|warned|argue|argued|promise|promised|insist|insisted)"
)
_LAST_WHO = re.compile(
    r"^(?P<words>.+?)[\s,;:.\u2013\u2014-]+(?:quote\s+)?(?:who(?:'s|\u2019s|se words)?|by who|"
    r"who (?:said|says)(?: (?:that|it|this|so))?|who was it|said who|quote (?:by|from)(?: whom?)?|"
    r"(?:said|spoken) by(?: whom?)?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(r"^\W*(?:which|what)\s+(?P<role>.{2,60}?)\s+\w+(?:ed|said|told|s)\b", re.I)
_WHAT_SAID = re.compile(
    rf"^\W*(?:and\s+|so\s+)?what(?:'s|\u2019s)?\s+(?:else\s+)?(?:did|does|do|has|have|had|is|was)\s+"
    rf"(?P<person>.+?)\s+{_SAID}\s+(?P<words>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_HOW = re.compile(
    r"^\W*(?:how|why)\s+(?:did|does|do|has|have|had)\s+(?P<person>.+?)\s+"
    r"(?P<verb>describe|defend|explain|justify|respond|react|characteri[sz]e|put|answer|call)"
    r"\w*\s+(?P<words>.+?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ON = re.compile(
    r"^\W*(?P<person>[\w.'\u2019-]+(?:\s+[\w.'\u2019-]+){0,3})\s+(?:on|about)\s+(?P<words>.+?)"
    r"(?:,\s*(?:his|her|their)?\s*(?:quotes?|words|remarks?|comments?))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(r"\b(?:said|says|told|words|quoted?)\b", re.IGNORECASE)
_ASK_FIRST = re.compile(r"^\W*(?:who|what|when|where|which|why|how|is|are|do|does|did)\b", re.I)


@dataclass(frozen=True, slots=True)
class SaidQuestion:
    """A question about something said.

    Attributes:
        asks_who: The speaker is asked for; otherwise what ``person`` said.
        words: What was said, or what it was about, as typed; empty for anything.
        person: Whose words are asked for, as typed; None where the speaker is asked for.
        role: What the speaker must be ("golfer"), where the question says.
        quoted: The parts between quotation marks, as typed.
        is_certain: The wording leaves no doubt that it is about something said.
        is_yes_no: It asks whether it was said.
    """

    asks_who: bool
    words: str
    person: str | None = None
    role: str | None = None
    quoted: tuple[str, ...] = ()
    is_certain: bool = True
    is_yes_no: bool = False


def said_question(question: str) -> SaidQuestion | None:
    """Return what a question asks about something said; None when it asks for anything else."""
    analysis = analyse(question)
    return (
        _by_kind(analysis)
        or _by_last_who(analysis)
        or _by_verb(analysis)
        or _by_person(analysis)
        or _by_wanting(analysis)
    )


def _by_kind(analysis: QuestionAnalysis) -> SaidQuestion | None:
    kind, topic = analysis.kind, analysis.topic or ""
    if kind is Kind.WHO_SAID:
        role = _ROLE.match(analysis.text)
        return SaidQuestion(
            asks_who=True,
            words=topic,
            role=role["role"].strip() if role else None,
            quoted=analysis.quoted,
        )
    if kind is Kind.FACT or analysis.person is None:
        return None
    if kind is Kind.DID_SAY and re.search(r"\bor who\b", analysis.person, re.IGNORECASE):
        return SaidQuestion(asks_who=True, words=topic, quoted=analysis.quoted)
    is_yes_no = kind is Kind.DID_SAY
    return SaidQuestion(
        asks_who=False,
        words=topic,
        person=analysis.person,
        is_yes_no=is_yes_no,
        quoted=analysis.quoted,
    )


def _by_last_who(analysis: QuestionAnalysis) -> SaidQuestion | None:
    match = _LAST_WHO.match(analysis.text)
    if match:
        return SaidQuestion(asks_who=True, words=match["words"], quoted=analysis.quoted)
    if analysis.quoted and re.search(r"\b(?:who|whose)\b", analysis.text, re.IGNORECASE):
        topic = re.sub(r"^\W*(?:who|which \w+|whose)\s+", "", analysis.text, flags=re.I)
        return SaidQuestion(asks_who=True, words=topic, quoted=analysis.quoted)
    return None


def _by_verb(analysis: QuestionAnalysis) -> SaidQuestion | None:
    match = _who_does().match(analysis.text)
    if match is None:
        return None
    return SaidQuestion(
        asks_who=True,
        words=match["words"],
        role=(match["role"] or "").strip() or None,
        quoted=analysis.quoted,
    )


def _by_person(analysis: QuestionAnalysis) -> SaidQuestion | None:
    for shape in (_WHAT_SAID, _HOW):
        if match := shape.match(analysis.text):
            return SaidQuestion(
                asks_who=False,
                words=match["words"],
                person=match["person"],
                quoted=analysis.quoted,
                is_certain=shape is _WHAT_SAID,
            )
    match = _ON.match(analysis.text)
    if match and not _ASK_FIRST.match(analysis.text):
        return SaidQuestion(
            asks_who=False, words=match["words"], person=match["person"], is_certain=False
        )
    return None


def _by_wanting(analysis: QuestionAnalysis) -> SaidQuestion | None:
    """Return a guess where a person is asked for and a word of saying stands somewhere."""
    if analysis.wanted is not Wanted.PERSON or not _SAYS.search(analysis.text):
        return None
    topic = re.sub(r"^\W*(?:who|which\s+\w+)\s+", "", analysis.text, flags=re.IGNORECASE)
    return SaidQuestion(asks_who=True, words=topic, quoted=analysis.quoted, is_certain=False)


@cache
def _who_does() -> re.Pattern[str]:
    """Return the shape of "who joked that …" and "which senator joked that …"."""
    verbs = "|".join(sorted(words("quoting/saying_verbs.txt")))
    return re.compile(
        r"^\W*(?:and\s+|so\s+)?"
        r"(?:who|(?:which|what)\s+(?!(?:did|does|do|has|have|had|is|was)\b)"
        r"(?P<role>\S+(?: \S+){0,3}?))\s+"
        rf"(?:has |had |have |was |is |once )?(?:{verbs})\b\s*(?:that\s+)?(?P<words>.+?)\W*$",
        re.IGNORECASE | re.DOTALL,
    )
