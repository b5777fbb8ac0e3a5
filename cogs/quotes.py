"""`/quote` and `/whosaid`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.quoting.again import asked_again, packed
from bot.services.quoting.answers import checked_answer, found_answer
from bot.services.quoting.models import Asked
from bot.services.usage import Asker
from cogs._choosing import WhoMenu, choice_view, name_choices, wanted_in
from cogs._views import Services as Answers
from cogs._views import State, answer_view

if TYPE_CHECKING:
    from bot.services.answers import Answer
    from bot.services.quoting.quoting import Quoting

Interaction = discord.Interaction[Any]
_NAME = 100
_WORDS = 1000
_NOBODY = discord.AllowedMentions.none()


class Services(Answers, Protocol):
    """What the commands need of the bot."""

    quoting: Quoting


class Quotes(commands.Cog):
    """Says who said what."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        by="Who said it: a name, a surname, a role such as “defence secretary”",
        about="What it is about, in any words",
        kind="Word for word, reported, or both at once",
        since="Only articles of this day or later: 2022-02-07",
        until="Only articles of this day or earlier: 2022-02-07",
        private="Show it to me alone (it can be shared afterwards)",
    )
    async def quote(  # noqa: PLR0913, PLR0917 (a command's options)
        self,
        interaction: Interaction,
        by: app_commands.Range[str, 1, _NAME] | None = None,
        about: app_commands.Range[str, 1, _WORDS] | None = None,
        kind: Literal["direct", "indirect", "mixed"] | None = None,
        since: str | None = None,
        until: str | None = None,
        private: bool = False,
    ) -> None:
        """Find quotations by who said them and what they are about."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("quote", asker, about) as outcome:
            asked = Asked(by, about, kind, _day(since), _day(until))
            await interaction.response.defer(thinking=True, ephemeral=private)
            outcome.name = await self._quote(interaction, asked, private=private)

    @app_commands.command()
    @app_commands.describe(
        words="The words, as you remember them",
        private="Show it to me alone (it can be shared afterwards)",
    )
    async def whosaid(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 1, _WORDS],
        private: bool = False,
    ) -> None:
        """Say who said some words: exactly so, altered, or nobody."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("whosaid", asker, words) as outcome:
            await interaction.response.defer(thinking=True, ephemeral=private)
            checked = await self.bot.quoting.whosaid(words)
            outcome.name = "answered" if checked.is_found else "abstained"
            await self._send(interaction, checked_answer(checked), private=private)

    @quote.autocomplete("by")
    async def complete_name(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer speakers by any form of their name or role, the best known first."""
        return name_choices(await self.bot.quoting.complete(typed))

    async def show_chosen(self, interaction: Interaction, menu: WhoMenu) -> None:
        """Go on once somebody has chosen who is meant."""
        await interaction.response.defer(thinking=True, ephemeral=menu.is_private)
        asked = asked_again("", menu.conditions or "..")
        asked = replace(asked, by=menu.name, about=wanted_in(interaction.message) or None)
        await self._quote(interaction, asked, private=menu.is_private)

    async def _quote(self, interaction: Interaction, asked: Asked, *, private: bool) -> str:
        """Send what was found; return the outcome."""
        found = await self.bot.quoting.quote(asked)
        if found.choices:
            known, conditions = found.choices, packed(asked)
            menu = WhoMenu("quote", is_private=private, known=known, conditions=conditions)
            view = choice_view(menu, asked.about or "")
            await interaction.followup.send(view=view, allowed_mentions=_NOBODY)
            return "abstained"
        answer = found_answer(found)
        await self._send(interaction, answer, private=private, conditions=packed(asked))
        return "answered" if answer.answered else "abstained"

    async def _send(
        self, interaction: Interaction, answer: Answer, *, private: bool, conditions: str = ""
    ) -> None:
        person = self.bot.usage.person(interaction.user.id)
        id_ = await self.bot.remembering.keep("ask", answer, person)
        state = State("ask", id_, is_private=private, conditions=conditions)
        view = await answer_view(self.bot, answer, state)
        sent = await interaction.followup.send(view=view, allowed_mentions=_NOBODY, wait=True)
        if not private:
            await self.bot.remembering.sent(id_, interaction.channel_id, sent.id)


def _day(text: str | None) -> date | None:
    """Return the day that was typed.

    Raises:
        AttribuneError: it is none.
    """
    try:
        return date.fromisoformat(text.strip()) if text else None
    except ValueError:
        raise AttribuneError("A day is written such as 2022-02-07.") from None


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its menu."""
    await bot.add_cog(Quotes(bot))
    bot.add_dynamic_items(WhoMenu)
