"""An answer made of quotations: each hit is the sentence, or sentences, that hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.answers import Answer, Cited
from bot.services.places import place_of
from bot.services.quoting.wording import (
    VERDICTS,
    nothing,
    nothing_found,
    question_for,
    unread_note,
)
from corpus.matching import Degree
from corpus.proofs import proof_id

if TYPE_CHECKING:
    from bot.services.quoting.models import Asked, Checked, Found, Quoted, Said

ABOUT_WORDS = frozenset(("who_said", "said_about", "said", "quotes", "whosaid"))


def said_answer(question: str, said: Said) -> Answer:
    """Return the answer to a question about something said."""
    return Answer(
        question=question,
        kind="who_said" if said.asks_who else "said_about" if said.about else "said",
        answered=said.answered,
        confidence=said.confidence,
        hits=tuple(quoted_hit(rank, quoted) for rank, quoted in enumerate(said.quotes, 1)),
        said=said,
        note=_joined(nothing(said) or _taken_for(said.by, said.meant), unread_note(said.unread)),
    )


def found_answer(found: Found) -> Answer:
    """Return what a look-up found as an answer, under the question that asks for the same."""
    asked = found.asked
    is_found = bool(found.quotes) and not found.is_near
    name = found.person.name if found.person else asked.by
    notes = [
        nothing_found(found) or _taken_for(asked.by, found.meant),
        _conditions(asked),
        unread_note(found.unread),
    ]
    return Answer(
        question=question_for(name, asked.about),
        kind="quotes",
        answered=is_found,
        confidence=1.0 if is_found else 0.0,
        hits=tuple(quoted_hit(rank, quoted) for rank, quoted in enumerate(found.quotes, 1)),
        note=_joined(*notes),
    )


def checked_answer(checked: Checked) -> Answer:
    """Return words compared with what was said as an answer."""
    best = checked.quotes[0].comparison if checked.quotes else None
    verdict = VERDICTS[best.degree] if best and checked.is_found else VERDICTS[Degree.NONE]
    bare = checked.words.strip().strip('"“”«»').strip()
    return Answer(
        question=f"Who said “{bare}”?",
        kind="whosaid",
        answered=checked.is_found,
        confidence=best.similarity if best and checked.is_found else 0.0,
        hits=tuple(quoted_hit(rank, quoted) for rank, quoted in enumerate(checked.quotes, 1)),
        note=_joined(verdict, unread_note(checked.unread)),
    )


def _joined(*notes: str) -> str:
    return " ".join(filter(None, notes))


def _taken_for(typed: str | None, meant: str | None) -> str:
    return f"I took {typed} for {meant}." if meant else ""


def _conditions(asked: Asked) -> str:
    """Return the conditions that the question itself does not tell."""
    told = [f"only {asked.kind} ones" if asked.kind else ""]
    told.append(f"since {asked.since.isoformat()}" if asked.since else "")
    told.append(f"until {asked.until.isoformat()}" if asked.until else "")
    listed = ", ".join(filter(None, told))
    return f"{listed[:1].upper()}{listed[1:]}." if listed else ""


def quoted_hit(rank: int, quoted: Quoted) -> Cited:
    """Return the slice that holds a quotation with its cue and source."""
    version = quoted.version
    text = version.article.text
    sentence, sentences = place_of(version.article, quoted.sentence)
    return Cited(
        rank=rank,
        version=version,
        span=quoted.sentence,
        score=quoted.score,
        matched=quoted.matched,
        sentence=sentence,
        sentences=sentences,
        proof=proof_id(version.version_id, quoted.sentence, text),
        also_in=quoted.also_in,
        said=(quoted,),
    )
