"""Questions about what somebody said: whose words, whether the speaker is asked for, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.question import Kind, Wanted, analyse
from corpus.said_shapes import (
    asks_for_speaker,
    asks_for_words,
    seems_to_ask_for_speaker,
    seems_to_ask_for_words,
)

if TYPE_CHECKING:
    from corpus.question import QuestionAnalysis

_QUOTED = r"[\"\u201c\u201d\u00ab][^\"\u201c\u201d\u00bb]{2,}[\"\u201c\u201d\u00bb]"
_ROLE = re.compile(
    r"^\W*(?:which|what)\s+(?P<role>.{2,60}?)\s+\w*(?:ed|said|told|wrote|thinks|says|s)\b", re.I
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
        _by_kind(analysis) or _by_speaker(analysis) or _by_person(analysis) or _by_wanting(analysis)
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


def _by_speaker(analysis: QuestionAnalysis) -> SaidQuestion | None:
    certain = asks_for_speaker(analysis.text)
    if match := certain or seems_to_ask_for_speaker(analysis.text):
        parts = match.groupdict()
        return SaidQuestion(
            asks_who=True,
            words=parts["words"],
            role=(parts.get("role") or parts.get("one") or "").strip() or None,
            quoted=analysis.quoted,
            is_certain=certain is not None,
        )
    if analysis.quoted and re.search(r"\b(?:who|whose)\b", analysis.text, re.IGNORECASE):
        topic = re.sub(r"^\W*(?:who|which \w+|whose)\s+", "", analysis.text, flags=re.I)
        return SaidQuestion(asks_who=True, words=topic, quoted=analysis.quoted)
    return None


def _by_person(analysis: QuestionAnalysis) -> SaidQuestion | None:
    certain = asks_for_words(analysis.text)
    match = certain or seems_to_ask_for_words(analysis.text)
    if match is None and not _ASK_FIRST.match(analysis.text):
        match = _ON.match(analysis.text)
    if match is None:
        return None
    return SaidQuestion(
        asks_who=False,
        words=match["words"],
        person=match["person"],
        quoted=analysis.quoted,
        is_certain=certain is not None,
    )


def _by_wanting(analysis: QuestionAnalysis) -> SaidQuestion | None:
    """Return a guess where a person is asked for and a word of saying stands somewhere."""
    if analysis.wanted is not Wanted.PERSON or not _SAYS.search(analysis.text):
        return None
    topic = re.sub(r"^\W*(?:who|which\s+\w+)\s+", "", analysis.text, flags=re.IGNORECASE)
    return SaidQuestion(asks_who=True, words=topic, quoted=analysis.quoted, is_certain=False)
