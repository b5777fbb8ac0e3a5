"""Who may change what the bot knows: whoever runs it."""

from __future__ import annotations

from typing import Any, Protocol

import discord

from bot.errors import AttribuneError

Interaction = discord.Interaction[Any]


class OwnersOnly(AttribuneError):
    """Somebody else asked for what only owners may do."""

    def __init__(self) -> None:
        super().__init__("Only the owners of this bot may do that.")


class Owned(Protocol):
    """A bot that knows who runs it."""

    async def is_host(self, user: discord.abc.User) -> bool:
        """Tell whether a person is an owner."""
        ...


async def owners_only(bot: Owned, interaction: Interaction) -> None:
    """Let owners through.

    Raises:
        OwnersOnly: the person is none.
    """
    if not await bot.is_host(interaction.user):
        raise OwnersOnly
