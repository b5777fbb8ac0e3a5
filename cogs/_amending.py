"""The small lines below an answer that say what its articles no longer say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ui

from cogs._render import MOST_TEXT, shortened
from cogs._trust import difference_text, moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.proving import Proven

_LONGEST = 600  # characters of one correction


def add_corrections(view: ui.LayoutView, changes: Iterable[Proven]) -> None:
    """Add a line about each change below what a message shows, where there is room for them."""
    line = "\n".join(_line(change) for change in changes)
    if line and view.content_length() + len(line) <= MOST_TEXT:
        view.add_item(ui.TextDisplay(line))


def _line(change: Proven) -> str:
    """Return one small line: since when, and what is different."""
    at = change.changed_at or change.forgotten_at
    since = f" since {moment(at)}" if at else ""
    told = f"the article no longer says it{since}"
    if change.difference and not change.forgotten_at:
        difference = shortened(difference_text(change.difference, _LONGEST), 2 * _LONGEST)
        told = f"the article says it differently{since}: {difference}"
    return f"-# Correction to `{change.proof}`: {told}"
