"""A question about something said, with its words looked up in the articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.services.quoting.sought import make_sought
from corpus.quotations import Gender
from corpus.terms import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.quoting.selecting import Selecting
    from bot.services.quoting.sought import Sought
    from corpus.asking import SaidQuestion

_RANKED = 40  # passages
_REACH = 12.0  # how far behind the best passage another still counts
_SHE = frozenset(("she", "her", "hers", "herself", "woman", "lady", "mother", "girl", "queen"))
_HE = frozenset(("he", "him", "his", "himself", "man", "father", "boy", "guy", "king"))
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True)
class Inquiry:
    """A question about something said, its words looked up.

    Attributes:
        said: The question.
        words: What was said, or what it was about.
        who: The words that describe the speaker: a name, a role; none where nobody is described.
        named: For each of the people whom the question may name, how well the name fits.
        ranked: Passage -> how it ranks as an answer to the whole question, 0 to 1.
    """

    said: SaidQuestion
    words: Sought
    who: Sought
    described: str
    named: Mapping[int, float]
    ranked: Mapping[int, float]

    @cached_property
    def gender(self) -> Gender:
        """Return the gender that the question's pronouns give the speaker."""
        found = {fold(w) for w in _WORD.findall(f"{self.described} {self.said.words}")}
        is_she, is_he = bool(found & _SHE), bool(found & _HE)
        if is_she == is_he:
            return Gender.UNKNOWN
        return Gender.FEMALE if is_she else Gender.MALE


def inquire(
    said: SaidQuestion, text: str, selecting: Selecting, named: Mapping[int, float]
) -> Inquiry:
    """Return a question with its words looked up in the articles."""
    described = said.person or said.role or ""
    hits = selecting.ranker.rank(text, _RANKED, today=selecting.today).hits
    best = hits[0].score if hits else 0.0
    return Inquiry(
        said=said,
        words=make_sought(said.words, selecting.ranker),
        who=make_sought(described, selecting.ranker),
        described=described,
        named=named,
        ranked={hit.passage: max(0.0, 1 - (best - hit.score) / _REACH) for hit in hits},
    )
