"""What somebody said before on the same: earlier statements in the same terms, with their days.

They are shown beside each other and never called a contradiction: that is for the reader to see.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from math import log
from typing import TYPE_CHECKING

from bot.services.quoting.catalogue import NOBODY
from bot.services.quoting.models import Asked
from bot.services.quoting.repeats import are_one
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.services.quoting.likeness import Wanted
    from bot.services.quoting.models import Quoted
    from bot.services.quoting.quoting import Quoting
    from bot.services.quoting.selecting import Selecting

MOST = 5
_ON = (0.45, 0.35, 0.20, 0.0, 0.0)  # the words said matter, and less what stands around
_LIKE_FROM = 0.25  # the likeness from which two statements are on the same
_LOOKED_AT = 30
# Likeness alone let through three pairs of common words for each one on the same: two statements
# must share words of substance as well. What counts is measured against the weight of a word that
# stands in a single passage.
_EVERYDAY = 0.05  # the share of somebody's quotations from which a word of theirs tells nothing
_FEW = 2  # quotations in which a word may stand of somebody who is seldom quoted
_JOINTLY = 0.88  # what two or more shared words weigh together
_BY_ITSELF = 0.7  # what one shared word weighs, where the two are
_MUCH_ALIKE = 0.4


class SaidBefore:
    """Looks for earlier words of a speaker."""

    def __init__(self, quoting: Quoting) -> None:
        self._quoting = quoting

    async def best(self, quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
        """Return what the speaker of the first of some quotations said before; see `of`."""
        return await self.of(quotes[0]) if quotes else ()

    async def of(self, quoted: Quoted) -> tuple[Quoted, ...]:
        """Return what the same speaker said on the same terms on an earlier day, the latest first.

        Empty for a speaker or a day that is not known: nothing is guessed to be earlier.
        """
        published = quoted.version.article.published
        if quoted.person is None or published is None:
            return ()
        selecting = await self._quoting.selecting()
        directory = selecting.directory
        code = directory.code_of(quoted.person)
        if code == NOBODY:
            return ()
        mask = selecting.mask(Asked(until=published - timedelta(days=1)), code)
        if not mask.any():
            return ()
        wanted = await self._quoting.wanted(quoted.words)
        ranked = await asyncio.to_thread(selecting.weigh, wanted, mask, quoted.words, _ON)
        like = [item for item in ranked[:_LOOKED_AT] if item[1] >= _LIKE_FROM]
        found = await self._quoting.cited(like, directory, quoted.words)
        telling = await asyncio.to_thread(_telling, quoted.words, wanted, selecting, code)
        same = [other for other in found if _is_on_the_same(other, telling)]
        return _latest_first([other for other in same if not _is_shown(other, quoted)])


def _telling(words: str, wanted: Wanted, selecting: Selecting, code: int) -> dict[str, float]:
    """Return the words of substance that are not everyday ones of the speaker, with their weight.

    The weight is 1 for a word that stands in a single passage, less for more common ones.
    """
    held, total = selecting.counted(code)
    most = max(_FEW, _EVERYDAY * total)
    rarest = log(1 + (len(selecting.ranker.passages) - 0.5) / 1.5)
    content = {token.term for token in content_words(words)}
    return {
        term: weight / rarest
        for term, weight in wanted.weights.items()
        if term in content and held.get(term, 0) <= most
    }


def _is_on_the_same(other: Quoted, telling: Mapping[str, float]) -> bool:
    """Tell whether a statement shares enough of the words that tell what another is about."""
    shared = [telling[t] for t in {w.term for w in content_words(other.words)} & telling.keys()]
    if len(shared) > 1:
        return sum(shared) >= _JOINTLY
    return bool(shared) and shared[0] >= _BY_ITSELF and other.score >= _MUCH_ALIKE


def _is_shown(other: Quoted, quoted: Quoted) -> bool:
    """Tell whether a statement is the one shown, told by an article that is named beside it."""
    named = {version.version_id for version in quoted.also_in}
    return other.version.version_id in named and are_one(quoted, other)


def _latest_first(found: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the likest few by their days, words that are repeated but once."""
    once = {quoted.words.casefold(): quoted for quoted in reversed(found)}
    likest = sorted(once.values(), key=lambda quoted: -quoted.score)[:MOST]
    return tuple(sorted(likest, key=_day, reverse=True))


def _day(quoted: Quoted) -> date:
    published = quoted.version.article.published
    assert published is not None  # only dated ones are earlier
    return published
