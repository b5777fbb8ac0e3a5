"""Whose words a message repeats: the quotation nearest to any part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.errors import EmptyQuestion
from corpus.matching import Degree
from corpus.segment import sentence_spans

if TYPE_CHECKING:
    from bot.services.quoting.models import Checked
    from bot.services.quoting.quoting import Quoting

_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{8,600})[\"”»“]")
_MOST_PARTS = 10
_LONGEST = 600  # characters of a part
_FEWEST_WORDS = 3
_QUOTES = 5
_TELLING_WORDS = 12  # beyond, length tells no more


class Recognising:
    """Finds whose words somebody repeats."""

    def __init__(self, quoting: Quoting) -> None:
        self._quoting = quoting

    async def recognise(self, text: str) -> Checked:
        """Return the part of a text that comes nearest to a quotation, compared with it.

        Parts between quotation marks are looked at first, then each sentence, ten in all.

        Raises:
            EmptyQuestion: there is no word in it.
            NothingIndexed: there is no article.
        """
        parts = _parts(text)
        if not parts:
            raise EmptyQuestion(text)
        checked = [await self._quoting.whosaid(part, _QUOTES) for part in parts]
        return max(checked, key=_likeness)


def _parts(text: str) -> list[str]:
    plain = " ".join(text.split())
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)]
    sentences = [span.of(plain)[:_LONGEST] for span in sentence_spans(plain)] if plain else []
    parts = [part for part in [*quoted, *sentences] if any(c.isalnum() for c in part)]
    telling = [part for part in parts if len(part.split()) >= _FEWEST_WORDS]
    return list(dict.fromkeys(telling or parts))[:_MOST_PARTS]


def _likeness(checked: Checked) -> tuple[bool, bool, float]:
    """Return how well a part repeats a quotation: exactly before altered, then the longer one."""
    best = checked.quotes[0].comparison if checked.quotes else None
    if best is None:
        return False, False, 0.0
    size = min(len(checked.words.split()), _TELLING_WORDS)
    return checked.is_found, best.degree is Degree.EXACT, best.similarity * size
