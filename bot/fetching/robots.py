"""What publishers ask of robots, read once a day and kept to (RFC 9309)."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego

from bot.fetching.errors import AskedToWait, NotThere, RefusedByPublisher, ServerFailed, TooLarge

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from yarl import URL

KEPT_S = 24 * 3600.0
LIMIT_BYTES = 500_000
MOST_SITES = 500
OWN_FAILURES = range(500, 600)
# What Attribune is called in a robots.txt.
NAME = "Attribune"


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's wishes.

    Attributes:
        pause_s: The pause it asks for between two requests; None when it names none.
    """

    parsed: Protego
    until: float
    pause_s: float | None

    def allow(self, url: URL) -> bool:
        """Tell whether the site lets us read this address."""
        return self.parsed.can_fetch(str(url), NAME)


class Robots:
    """The wishes of the sites we visit.

    Args:
        read: Returns what stands at an address, or raises a ``FetchError``.
        clock: Seconds that never go back.
    """

    def __init__(
        self, read: Callable[[URL], Awaitable[bytes]], *, clock: Callable[[], float]
    ) -> None:
        self._read = read
        self._clock = clock
        self._sites: OrderedDict[URL, Rules] = OrderedDict()

    async def rules_for(self, url: URL) -> Rules:
        """Return the rules of the site that an address belongs to.

        Raises:
            FetchError: The site does not answer at all, so its wishes are unknown.
        """
        site = url.origin()
        known = self._sites.get(site)
        if known is None or known.until <= self._clock():
            known = self._parse(await self._text(site))
            self._sites[site] = known
            while len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        return known

    async def _text(self, site: URL) -> str:
        """Return the site's robots.txt; empty when it has none."""
        try:
            content = await self._read(site / "robots.txt")
        except AskedToWait:
            raise
        except ServerFailed as failed:
            if failed.status in OWN_FAILURES:
                raise
            return ""
        except (NotThere, RefusedByPublisher, TooLarge):
            return ""
        return content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")

    def _parse(self, text: str) -> Rules:
        parsed = Protego.parse(text)
        pause_s = parsed.crawl_delay(NAME)
        return Rules(parsed, self._clock() + KEPT_S, pause_s)
