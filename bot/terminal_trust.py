"""Proofs as a person sees them in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from bot.services.harmless import harmless, one_line
from bot.services.proving import Side, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from rich.console import RenderableType

    from bot.services.proving import Proven, Words

_VERDICTS = {
    Standing.VERIFIED: ("Verified", "the article says exactly this", "bold green"),
    Standing.SUPERSEDED: ("Superseded", "the article says it differently now", "bold yellow"),
    Standing.GONE: ("Gone", "the article no longer says this", "bold red"),
}
_STYLES = {Side.BOTH: "", Side.BEFORE: "red strike", Side.NOW: "bold green"}
_SIGNS = {Side.BOTH: ("", ""), Side.BEFORE: ("[-", "-]"), Side.NOW: ("{+", "+}")}


def proof(proven: Proven) -> RenderableType:
    """Draw what became of a proven slice."""
    name, told, style = _VERDICTS[proven.standing]
    drawn: list[RenderableType] = [
        Text(f"{proven.proof}  ").append(name, style=style).append(f": {told}."),
        Padding(Text(harmless(proven.text)), (0, 0, 0, 2)),
        Padding(Text(_source(proven), style="dim"), (0, 0, 0, 2)),
    ]
    if proven.difference:
        drawn.append(Padding(difference(proven.difference), (0, 0, 0, 2)))
    drawn += [Padding(Text(line, style="dim"), (0, 0, 0, 2)) for line in _dates(proven)]
    return Group(*drawn)


def difference(words: Iterable[Words]) -> Text:
    """Draw a word diff: ``[-removed-]`` and ``{+new+}``, coloured where colours are shown."""
    drawn = Text()
    for word in words:
        opening, closing = _SIGNS[word.side]
        if len(drawn):
            drawn.append(" ")
        drawn.append(f"{opening}{one_line(word.text)}{closing}", style=_STYLES[word.side])
    return drawn


def _source(proven: Proven) -> str:
    article = proven.version.article
    published = article.published.strftime("%-d %B %Y") if article.published else "date unknown"
    told = [article.title, article.publisher or "publisher unknown", published]
    told.append(f"version {proven.version.number} of {proven.newest.number}")
    return " · ".join(map(one_line, told))


def _dates(proven: Proven) -> list[str]:
    lines = [f"This version was read on {_moment(proven.version.added_at)}."]
    if proven.newest.number > proven.version.number:
        lines.append(f"The newest version is from {_moment(proven.newest.added_at)}.")
    if proven.changed_at:
        lines.append(f"The words have been missing since {_moment(proven.changed_at)}.")
    if proven.forgotten_at:
        lines.append(f"Taken out of the search on {_moment(proven.forgotten_at)}.")
    return lines


def _moment(at: datetime) -> str:
    return at.strftime("%-d %B %Y, %H:%M UTC")
