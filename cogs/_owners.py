"""Who may change what the bot knows: the application's owner or team, and those the host names."""

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
    """A bot that knows its owners."""

    async def may_manage(self, user: discord.abc.User) -> bool:
        """Tell whether a person is an owner."""
        ...


async def owners_only(bot: Owned, interaction: Interaction) -> None:
    """Let owners through.

    Raises:
        OwnersOnly: the person is none.
    """
    if not await bot.may_manage(interaction.user):
        raise OwnersOnly
