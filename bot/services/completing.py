"""What a person may want to type next: operators' values and words of the articles."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.services.harmless import one_line

if TYPE_CHECKING:
    from bot.services.library import Library
    from bot.services.quoting.quoting import Quoting

_LAST = re.compile(
    r"(?:(?P<field>publisher|title|speaker):\"?(?P<value>[^\"]*)|(?P<word>[^\s\"]*))$"
)
_MOST_CHOICES = 25  # Discord's limit
_LONGEST = 100  # characters of a choice, Discord's limit
_SHORTEST_WORD = 2
_SOON_S = 0.7  # choices are of no use later


class Completing:
    """Completes what is being typed, from the articles that are searched."""

    def __init__(self, library: Library, quoting: Quoting | None = None) -> None:
        self._library = library
        self._quoting = quoting

    async def query(self, typed: str) -> list[str]:
        """Return whole queries that begin as typed, best first, at most 25 of 100 characters."""
        match = _LAST.search(typed)
        assert match is not None  # the pattern matches the empty end
        before = typed[: match.start()]
        found = [f"{before}{end}" for end in await self._endings(match)]
        if typed.strip():
            found.insert(0, typed)
        fitting = [text for text in dict.fromkeys(found) if len(text) <= _LONGEST]
        return fitting[:_MOST_CHOICES]

    async def _endings(self, match: re.Match[str]) -> list[str]:
        if match["field"] == "speaker":
            names = await self._quoting.complete(match["value"]) if self._quoting else []
            return [f'speaker:"{one_line(name)}"' for name in names]
        if match["field"]:
            values = self._values(match["field"], match["value"])
            return [f'{match["field"]}:"{value}"' for value in values]
        if len(match["word"]) < _SHORTEST_WORD:
            return []
        vocabulary = await self._library.vocabulary_within(_SOON_S)
        return vocabulary.starting_with(match["word"], _MOST_CHOICES) if vocabulary else []

    def _values(self, field: str, typed: str) -> list[str]:
        """Return publishers or titles that hold what was typed, the most frequent first."""
        articles = [version.article for version in self._library.versions()]
        known = (a.publisher if field == "publisher" else a.title for a in articles)
        counts = Counter(one_line(value).replace('"', "") for value in known if value)
        return [value for value, _ in counts.most_common() if typed.lower() in value.lower()]
