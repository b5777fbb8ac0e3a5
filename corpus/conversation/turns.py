"""What is remembered of an exchange, and what is understood of the next message."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.conversation.people import Somebody, mentioned
from corpus.question import Kind, Wanted, analyse
from corpus.terms import content_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "i", "you", "we"})


class Act(StrEnum):
    """What somebody wants with a message."""

    ASK = "ask"
    MORE = "more"
    CONTEXT = "context"
    GREETING = "greeting"
    HELP = "help"
    THANKS = "thanks"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was shown for it.

    Attributes:
        question: The whole question, follow-ups already resolved.
        kind: A fact, or which question about what was said.
        speaker: Whose words it was about, or the person it was about; None when nobody.
        topic: What it was about, in few words; may be empty.
        people: Whom "he" or "she" may mean, the likeliest first.
        known: Everybody named in the articles shown.
        shown: The first slice shown; empty when nothing was.
    """

    question: str
    kind: Kind
    speaker: Somebody | None
    topic: str
    people: tuple[Somebody, ...] = ()
    known: tuple[Somebody, ...] = ()
    shown: str = ""

    @property
    def is_about_words(self) -> bool:
        """Whether it asked for something said."""
        return self.kind is not Kind.FACT


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message means.

    Attributes:
        act: What is wanted.
        question: The whole question; empty unless it is one.
        about: What was taken from the exchange before, for the person to see; empty when nothing.
        skips_shown: What was shown before is not to be shown again ("who else?").
        stays: The exchange is still about the question before ("why?"), not about this one.
    """

    act: Act
    question: str = ""
    about: tuple[str, ...] = ()
    skips_shown: bool = False
    stays: bool = False


def turn_of(
    question: str,
    slices: Sequence[str],
    known: Sequence[Somebody],
    *,
    voice: Somebody | None = None,
) -> Turn:
    """Return what to remember of a question.

    Args:
        question: The whole question.
        slices: What was shown for it, best first; empty when nothing answers.
        known: Everybody named in the articles shown.
        voice: Whose words the first slice is, where that is known.
    """
    analysis = analyse(question)
    shown = slices[0] if slices else ""
    asked_for = _whose(analysis.person, known)
    named = mentioned(question, known)
    answering = [*filter(None, [voice]), *mentioned(shown, known)]
    if analysis.wanted is Wanted.PERSON:  # "who met Putin?": the other one is the answer
        order = [*(p for p in answering if p not in named), *named, *answering]
    else:
        order = [*named, *answering]
    people = tuple(dict.fromkeys([*filter(None, [asked_for]), *order]))
    if analysis.kind is Kind.WHO_SAID:
        people = tuple(dict.fromkeys([*answering, *people]))
    topic = _bare(analysis.topic) if analysis.topic else core(question, without=named)
    speaker = people[0] if people else None
    return Turn(question, analysis.kind, speaker, topic, people, tuple(known), shown)


def still(turn: Turn, later: Turn) -> Turn:
    """Return the exchange gone on with: still about the same, with what was shown since."""
    people = tuple(dict.fromkeys([*turn.people, *later.people]))
    known = tuple(dict.fromkeys([*turn.known, *later.known]))
    return replace(turn, people=people, known=known, shown=later.shown or turn.shown)


def _whose(typed: str | None, known: Iterable[Somebody]) -> Somebody | None:
    if not typed or typed.lower() in _PRONOUNS:
        return None
    found = mentioned(typed, known)
    return found[0] if found else Somebody(typed, is_person=typed[:4].lower() != "the ")


def _bare(topic: str) -> str:
    return topic.strip(" \t\n?!.,;:\"'“”‘’«»")


def core(question: str, *, without: Iterable[Somebody] = ()) -> str:
    """Return the words that a question is about, in order, without the people named."""
    names = {fold(word) for somebody in without for word in somebody.name.split()}
    found = (token.span.of(question) for token in content_words(question))
    return " ".join(word for word in found if fold(word) not in names)
