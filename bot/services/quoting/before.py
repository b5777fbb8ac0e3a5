"""What somebody said before on the same: earlier statements in the same terms, with their days.

They are shown beside each other and never called a contradiction: that is for the reader to see.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.quoting.catalogue import NOBODY
from bot.services.quoting.models import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.services.quoting.models import Quoted
    from bot.services.quoting.quoting import Quoting

MOST = 5
_ON = (0.45, 0.35, 0.20, 0.0, 0.0)  # the words said matter, and less what stands around
_LIKE_FROM = 0.25  # the likeness from which two statements are on the same
_LOOKED_AT = 30


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
        return _latest_first(found)


def _latest_first(found: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """Return the likest few by their days, words that are repeated but once."""
    once = {quoted.words.casefold(): quoted for quoted in reversed(found)}
    likest = sorted(once.values(), key=lambda quoted: -quoted.score)[:MOST]
    return tuple(sorted(likest, key=_day, reverse=True))


def _day(quoted: Quoted) -> date:
    published = quoted.version.article.published
    assert published is not None  # only dated ones are earlier
    return published
