"""`/speakers`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.quoting.models import Card
from bot.services.quoting.wording import unread_note
from bot.services.usage import Asker
from cogs._choosing import WhoMenu, choice_view, name_choices
from cogs._quotes import card_texts, list_texts
from cogs._views import text_view

if TYPE_CHECKING:
    from bot.services.quoting.charting import Charting
    from bot.services.quoting.quoting import Quoting
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_NAME = 100
_NOBODY = discord.AllowedMentions.none()


class Services(Protocol):
    """What the command needs of the bot."""

    quoting: Quoting
    charting: Charting
    usage: Usage


class Speakers(commands.Cog):
    """Says who is quoted, how often and on what."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(name="Whose card; without a name, everybody who is quoted")
    async def speakers(
        self, interaction: Interaction, name: app_commands.Range[str, 1, _NAME] | None = None
    ) -> None:
        """Show who is quoted, how often and when, or everything about one speaker."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("speakers", asker, name):
            await interaction.response.defer(thinking=True)
            if name is None:
                texts = list_texts(await self.bot.quoting.speakers())
                view = text_view([*texts, *filter(None, [unread_note(self.bot.quoting.unread)])])
                await interaction.followup.send(view=view, allowed_mentions=_NOBODY)
            else:
                await self._card(interaction, name)

    @speakers.autocomplete("name")
    async def complete_name(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer speakers by any form of their name or role, the best known first."""
        return name_choices(await self.bot.quoting.complete(typed))

    async def show_chosen(self, interaction: Interaction, menu: WhoMenu) -> None:
        """Go on once somebody has chosen who is meant."""
        await interaction.response.defer(thinking=True, ephemeral=menu.is_private)
        await self._card(interaction, menu.name)

    async def _card(self, interaction: Interaction, name: str) -> None:
        card = await self.bot.quoting.speaker(name)
        if not card:
            raise AttribuneError(f"Nobody called {name} is quoted.")
        if not isinstance(card, Card):
            view = choice_view(WhoMenu("card", is_private=False, known=card))
            await interaction.followup.send(view=view, allowed_mentions=_NOBODY)
            return
        view = text_view(card_texts(card))
        chart = await self.bot.charting.draw(card)
        if chart is None:
            await interaction.followup.send(view=view, allowed_mentions=_NOBODY)
            return
        file = discord.File(io.BytesIO(chart.png), "quotations.png", description=chart.told)
        gallery: discord.ui.MediaGallery[Any] = discord.ui.MediaGallery()
        gallery.add_item(media=file, description=chart.told)
        view.add_item(gallery)
        await interaction.followup.send(view=view, file=file, allowed_mentions=_NOBODY)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Speakers(bot))
