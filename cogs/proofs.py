"""`/verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker
from cogs._trust import proof_texts
from cogs._views import text_view

if TYPE_CHECKING:
    from bot.services.proving import Proving
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_LONGEST = 60


class Services(Protocol):
    """What the command needs of the bot."""

    proving: Proving
    usage: Usage


class Proofs(commands.Cog):
    """Reads proof ids."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(id="The letters under an answer, such as 04H6R-0W8EX-QG")
    async def verify(
        self,
        interaction: Interaction,
        id: app_commands.Range[str, 1, _LONGEST],  # noqa: A002 (the option's name on Discord)
    ) -> None:
        """Check a proof id: does the article still say what was shown?"""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("verify", asker) as outcome:
            await interaction.response.defer(thinking=True, ephemeral=True)
            proven = await self.bot.proving.prove(id)
            outcome.name = str(proven.standing)
            await interaction.followup.send(view=text_view(proof_texts(proven)))


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Proofs(bot))
