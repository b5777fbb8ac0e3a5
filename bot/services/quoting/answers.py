"""An answer made of quotations: each hit is the sentence, or sentences, that hold one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.answers import Answer, Cited
from bot.services.places import place_of
from corpus.proofs import proof_id

if TYPE_CHECKING:
    from bot.services.quoting.models import Quoted, Said


def said_answer(question: str, said: Said) -> Answer:
    """Return the answer to a question about something said."""
    return Answer(
        question=question,
        kind="who_said" if said.asks_who else "said_about" if said.about else "said",
        answered=said.answered,
        confidence=said.confidence,
        hits=tuple(quoted_hit(rank, quoted) for rank, quoted in enumerate(said.quotes, 1)),
        said=said,
    )


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
    )
