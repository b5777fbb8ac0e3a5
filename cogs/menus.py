"""The message menus, on any message: "Who said this?" and "Find in the articles"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.quoting.answers import checked_answer
from bot.services.usage import Asker
from cogs import _views as views
from cogs._messages import text_of
from cogs._views import State, answer_view

if TYPE_CHECKING:
    from bot.services.answers import Answer
    from bot.services.finding import Finding
    from bot.services.recognising import Recognising

Interaction = discord.Interaction[Any]
WHO, FIND = "Who said this?", "Find in the articles"


class Services(views.Services, Protocol):
    """What the menus need of the bot, beside what every answer's buttons need."""

    finding: Finding
    recognising: Recognising


class NoText(AttribuneError):
    """A message has no text to go by."""

    def __init__(self) -> None:
        super().__init__("That message has no text that I could look for.")


class Menus(commands.Cog):
    """Looks up what somebody wrote."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self.bot = bot
        self.services: Services = bot
        self._menus = [
            app_commands.ContextMenu(name=WHO, callback=self.who),
            app_commands.ContextMenu(name=FIND, callback=self.find),
        ]

    async def cog_load(self) -> None:
        """Add the menus to the tree."""
        for menu in self._menus:
            self.bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus out of the tree."""
        for menu in self._menus:
            self.bot.tree.remove_command(menu.name, type=menu.type)

    async def who(self, interaction: Interaction, message: discord.Message) -> None:
        """Show whose words the message repeats: exactly, altered, or nobody's."""
        text, asker = _text(message), Asker(interaction.guild_id, interaction.user.id)
        async with self.services.usage.record("who said this", asker) as outcome:
            await interaction.response.defer(thinking=True, ephemeral=True)
            checked = await self.services.recognising.recognise(text)
            outcome.name = "answered" if checked.is_found else "abstained"
            await self._send(interaction, "ask", checked_answer(checked))

    async def find(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the sentences of the articles that say what the message says."""
        text, asker = _text(message), Asker(interaction.guild_id, interaction.user.id)
        async with self.services.usage.record("find in the articles", asker) as outcome:
            await interaction.response.defer(thinking=True, ephemeral=True)
            answer = await self.services.finding.find(text)
            outcome.name = "answered" if answer.answered else "abstained"
            await self._send(interaction, "search", answer)

    async def _send(self, interaction: Interaction, command: str, answer: Answer) -> None:
        person = self.services.usage.person(interaction.user.id)
        id_ = await self.services.remembering.keep(command, answer, person)
        view = await answer_view(self.bot, answer, State(command, id_, is_private=True))
        nobody = discord.AllowedMentions.none()
        await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=nobody)


def _text(message: discord.Message) -> str:
    """Return what the message says.

    Raises:
        NoText: it has no text.
    """
    text = text_of(message)
    if not text:
        raise NoText
    return text


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Menus(bot))
