"""Draws for the terminal what became of what was brought in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from bot.services.harmless import one_line
from bot.services.ingesting import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from bot.services.ingesting import Ingested

MOST_NAMED = 30
_FAINT = "dim"


def ingested(items: Sequence[Ingested]) -> RenderableType:
    """Draw how many items became what, and what is to be said of single ones."""
    if not items:
        return Text("Nothing was brought in.")
    counts = Counter(item.status for item in items)
    table = Table(box=None, header_style=_FAINT, pad_edge=False)
    table.add_column("items", justify="right")
    table.add_column("became")
    for status in Status:
        if counts[status]:
            table.add_row(f"{counts[status]:,}", str(status))
    told = [line for item in items if (line := _line(item))]
    drawn: list[RenderableType] = [table, *told[:MOST_NAMED]]
    if len(told) > MOST_NAMED:
        left = len(told) - MOST_NAMED
        drawn.append(Text(f"  and {left:,} more; with --json each is told", style=_FAINT))
    return Group(*drawn)


def _line(item: Ingested) -> Text | None:
    """Return what is to be said of an item; None when its status says all."""
    said = []
    if item.changes:
        count = len(item.changes)
        said.append(f"{count} changed sentence{'' if count == 1 else 's'}")
    if item.reason:
        is_named = item.reason.startswith(item.name)
        reason = item.reason.removeprefix(item.name).lstrip(" :") if is_named else item.reason
        said.append(one_line(reason))
    if not said:
        return None
    line = Text(f"  {one_line(item.name)}: ").append(", ".join(said), style=_FAINT)
    if item.quarantine_id is not None:
        line.append(f"; keep it all the same: attribune articles accept {item.quarantine_id}")
    return line
