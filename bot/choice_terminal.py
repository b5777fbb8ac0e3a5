"""Who may be meant, as a person sees it in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from bot.services.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from bot.services.quoting.models import Known


def choices(known: Sequence[Known]) -> RenderableType:
    """Draw who may be meant, numbered."""
    lines = [Text("Who is meant?", style="bold")]
    lines += [Text(f"  {n}. {described(item)}") for n, item in enumerate(known, 1)]
    return Group(*lines, Text("Ask again with the whole name.", style="dim"))


def described(item: Known) -> str:
    """Return a speaker on one line: name, role, counts, last day."""
    last = f", last {item.last.isoformat()}" if item.last else ""
    role = f", {one_line(item.person.roles[0])}" if item.person.roles else ""
    name = one_line(item.person.name)
    return f"{name}{role}: {item.quotations} quotations in {item.articles} articles{last}"
