"""What every button, menu and form does alike: it is limited, and it never ends in silence."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.tree import is_in_time, report

Interaction = discord.Interaction[Any]


class Pressed:
    """A button or a menu that outlives a restart; stands before `discord.ui.DynamicItem`.

    The library would only log what a callback raises, and leave a dead click.
    """

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let a press through unless it is one too many."""
        return await is_in_time(interaction)

    async def callback(self, interaction: Interaction, /) -> None:
        """Do what it is for; whatever it raises ends in one clear message."""
        try:
            await self.press(interaction)
        except Exception as error:
            await report(interaction, error)

    async def press(self, interaction: Interaction) -> None:
        """Do what it is for."""
        raise NotImplementedError


class Form(ui.Modal):
    """A form. Whatever handling it raises ends in one clear message."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let a form through unless it is one too many."""
        return await is_in_time(interaction)

    async def on_error(  # type: ignore[override]  # a form has no item to blame
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        """Say in one message what went wrong."""
        await report(interaction, error)
