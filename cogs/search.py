"""`/ask` and `/search`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.quoting.wording import question_of
from bot.services.usage import Asker
from cogs._feedback import FeedbackButton
from cogs._messages import first_text
from cogs._render import question_in, why_not_texts
from cogs._text import label
from cogs._views import AnswerButton, Services, State, answer_view, text_view

if TYPE_CHECKING:
    from bot.services.answers import Answer
    from cogs._choosing import WhoMenu

Interaction = discord.Interaction[Any]
MOST_CHARACTERS = 1000
_CHOICE, _CHOICES = 100, 25  # characters of a choice, and how many; Discord's limits


class Search(commands.Cog):
    """Answers in the articles' own words."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        question="What do you want to know? Plain words: who, what, when, how many …",
        private="Show the answer to me alone (it can be shared afterwards)",
    )
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, MOST_CHARACTERS],
        private: bool = False,
    ) -> None:
        """Answer a question in the articles' own words."""
        async with self.bot.usage.record("ask", _asker(interaction), question) as outcome:
            self.bot.answering.turns.demand_room()
            await interaction.response.defer(thinking=True, ephemeral=private)
            answer = await self.bot.answering.answer(question)
            outcome.name = "answered" if answer.answered else "abstained"
            await self._send(interaction, "ask", answer, private=private)

    @app_commands.command()
    @app_commands.describe(
        query='Words, "a phrase", -without, this OR that, speaker: publisher: title: after:',
        private="Show the result to me alone (it can be shared afterwards)",
    )
    async def search(
        self,
        interaction: Interaction,
        query: app_commands.Range[str, 1, MOST_CHARACTERS],
        private: bool = False,
    ) -> None:
        """Find sentences by words and operators."""
        async with self.bot.usage.record("search", _asker(interaction), query) as outcome:
            self.bot.answering.turns.demand_room()
            await interaction.response.defer(thinking=True, ephemeral=private)
            answer = await self.bot.answering.search(query)
            outcome.name = "answered" if answer.answered else "abstained"
            await self._send(interaction, "search", answer, private=private)

    @app_commands.command()
    @app_commands.describe(
        question="The question that was asked", article="The article that was not shown first"
    )
    async def why(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, MOST_CHARACTERS],
        article: int,
    ) -> None:
        """Why an article is not what comes first for a question."""
        async with self.bot.usage.record("why", _asker(interaction), question):
            await interaction.response.defer(thinking=True, ephemeral=True)
            found = await self.bot.answering.why_not(question, article)
            nobody = discord.AllowedMentions.none()
            view = text_view(why_not_texts(found))
            await interaction.followup.send(view=view, allowed_mentions=nobody)

    @why.autocomplete("article")
    async def complete_article(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[int]]:
        """Offer articles by the words of their titles, the newest first."""
        return [
            app_commands.Choice(
                name=label(version.article.title, _CHOICE), value=version.article_id
            )
            for version in self.bot.browsing.find(typed)[:_CHOICES]
        ]

    @search.autocomplete("query")
    async def complete_query(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer publishers and titles behind their operators, and words of the articles."""
        found = await self.bot.completing.query(typed)
        return [app_commands.Choice(name=text, value=text) for text in found]

    async def show_chosen(self, interaction: Interaction, menu: WhoMenu) -> None:
        """Answer once somebody has chosen who is meant."""
        await interaction.response.defer(thinking=True, ephemeral=menu.is_private)
        question = question_of(menu.name, question_in(first_text(interaction.message)))
        answer = await self.bot.answering.answer(question)
        await self._send(interaction, "ask", answer, private=menu.is_private)

    async def _send(
        self, interaction: Interaction, command: str, answer: Answer, *, private: bool
    ) -> None:
        person = self.bot.usage.person(interaction.user.id)
        id_ = await self.bot.remembering.keep(command, answer, person)
        view = await answer_view(self.bot, answer, State(command, id_, is_private=private))
        nobody = discord.AllowedMentions.none()
        sent = await interaction.followup.send(view=view, allowed_mentions=nobody, wait=True)
        if not private:
            await self.bot.remembering.sent(id_, interaction.channel_id, sent.id)


def _asker(interaction: Interaction) -> Asker:
    return Asker(interaction.guild_id, interaction.user.id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    await bot.add_cog(Search(bot))
    bot.add_dynamic_items(AnswerButton, FeedbackButton)
