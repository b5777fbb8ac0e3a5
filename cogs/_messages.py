"""The text of any message: what was written, embeds, components and what was forwarded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Embeds = Iterable[discord.Embed]

_LINE = re.compile(
    r"\W*(?:(?:tell|show|me|more|on|about|read|line|number|story|no|the)\b\W*)*"
    r"(\d{1,2})(?:\W+please)?\W*",
    re.IGNORECASE,
)


def text_of(message: discord.Message | discord.MessageSnapshot) -> str:
    """Return everything a message says, paragraph by paragraph; maybe empty."""
    parts = [message.content, *_embeds(message.embeds), *_components(message.components)]
    parts += [text_of(snapshot) for snapshot in getattr(message, "message_snapshots", ())]
    return "\n\n".join(part for part in parts if part and part.strip())


def first_text(message: discord.Message | None) -> str:
    """Return the first text of a message of the bot's own; empty without one."""
    if message is None:
        return ""
    return next(_components(message.components), "")


def _embeds(embeds: Embeds) -> Iterator[str]:
    for embed in embeds:
        yield from filter(None, (embed.title, embed.description))
        for field in embed.fields:
            yield f"{field.name}\n\n{field.value}"


def _components(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _components(getattr(component, "children", ()))


def line_asked(text: str) -> int | None:
    """Return the number of a briefing's line that a reply asks for: "2", "more on line 2, please".

    None where it asks for something else, numbers or not.
    """
    asked = _LINE.fullmatch(text)
    return int(asked[1]) if asked else None
