"""`/corrections`: owners put right who said what; listed and reversible."""

from __future__ import annotations

from contextlib import asynccontextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.quoting.correcting import describe_correction
from bot.services.usage import Asker
from cogs._choosing import name_choices
from cogs._correcting import CorrectButton
from cogs._owners import Owned, owners_only
from cogs._text import escaped
from cogs._views import text_view

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from bot.services.quoting.correcting import Correcting
    from bot.services.quoting.quoting import Quoting
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_NAME = 100
_LISTED = 20


class Services(Owned, Protocol):
    """What the commands need of the bot."""

    correcting: Correcting
    quoting: Quoting
    usage: Usage


class Corrections(
    commands.GroupCog,
    group_name="corrections",
    group_description="Put right who said what (owners)",
):
    """Puts speakers right."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(proof="The proof id under the quotation", name="Who said it")
    async def speaker(
        self,
        interaction: Interaction,
        proof: app_commands.Range[str, 1, 60],
        name: app_commands.Range[str, 1, _NAME],
    ) -> None:
        """Say whose words one quotation is."""
        async with self._owners(interaction, "speaker"):
            made = await self.bot.correcting.give_by_proof(proof, name)
            await _told(interaction, [(made.id, describe_correction(made))])

    @app_commands.command()
    @app_commands.describe(name="The speaker as shown now", other="Who that really is")
    async def merge(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, _NAME],
        other: app_commands.Range[str, 1, _NAME],
    ) -> None:
        """Make two records one: the first is the second from now on."""
        async with self._owners(interaction, "merge"):
            made = await self.bot.correcting.merge(name, other)
            await _told(interaction, [(made.id, describe_correction(made))])

    @app_commands.command()
    @app_commands.describe(name="The speaker as shown now", shown="The name to show")
    async def rename(
        self,
        interaction: Interaction,
        name: app_commands.Range[str, 1, _NAME],
        shown: app_commands.Range[str, 1, _NAME],
    ) -> None:
        """Show a speaker under another name."""
        async with self._owners(interaction, "rename"):
            made = await self.bot.correcting.rename(name, shown)
            await _told(interaction, [(made.id, describe_correction(made))])

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """List what was put right, the newest first."""
        async with self._owners(interaction, "list"):
            listed = await self.bot.correcting.listed()
            await _told(interaction, [(c.id, describe_correction(c)) for c in listed])

    @app_commands.command()
    @app_commands.describe(number="Its number in /corrections list")
    async def undo(self, interaction: Interaction, number: app_commands.Range[int, 1]) -> None:
        """Take a correction back."""
        async with self._owners(interaction, "undo"):
            await self.bot.correcting.undo(number)
            listed = await self.bot.correcting.listed()
            await _told(interaction, [(c.id, describe_correction(c)) for c in listed])

    @merge.autocomplete("name")
    @merge.autocomplete("other")
    @rename.autocomplete("name")
    @speaker.autocomplete("name")
    async def complete_name(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer speakers by any form of their name or role."""
        return name_choices(await self.bot.quoting.complete(typed))

    @asynccontextmanager
    async def _owners(self, interaction: Interaction, name: str) -> AsyncIterator[None]:
        """Let owners alone in, acknowledge, and log the use."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record(f"corrections {name}", asker):
            await owners_only(self.bot, interaction)
            await interaction.response.defer(thinking=True, ephemeral=True)
            yield


async def _told(interaction: Interaction, corrections: Iterable[tuple[int, str]]) -> None:
    lines = [f"`{id_}` {escaped(told)}" for id_, told in islice(corrections, _LISTED)]
    shown = "\n".join(lines) or "Nothing was put right yet."
    await interaction.followup.send(view=text_view(["### Put right", shown[:3000]]))


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its button."""
    await bot.add_cog(Corrections(bot))
    bot.add_dynamic_items(CorrectButton)
