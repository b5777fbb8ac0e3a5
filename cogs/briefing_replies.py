"""Replies to a briefing, by mention or in direct messages, that name one of its lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.usage import Asker
from bot.tree import sentence_of
from cogs._briefing import around_texts
from cogs._briefing_views import texts_view
from cogs._messages import line_asked

if TYPE_CHECKING:
    import discord

    from bot.services.desk import Desk
    from bot.services.usage import Usage

_MENTION = re.compile(r"<@!?\d+>")


class Services(Protocol):
    """What the replies need of the bot."""

    desk: Desk
    usage: Usage


class BriefingReplies(commands.Cog):
    """Shows what stands around a line of a briefing."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a reply to a briefing that names one of its lines."""
        replied = message.reference.message_id if message.reference else None
        line = line_asked(_MENTION.sub("", message.content))
        if message.author.bot or replied is None or line is None:
            return
        nonce = await self.bot.desk.reading_on.of_message(replied)
        if nonce is None:
            return
        asker = Asker(message.guild.id if message.guild else None, message.author.id)
        async with self.bot.usage.record("briefing reply", asker):
            try:
                around = await self.bot.desk.reading_on.around(nonce, line)
                texts = around_texts(around)
            except AttribuneError as mistake:
                texts = [sentence_of(mistake)]
            await message.reply(view=texts_view(texts), mention_author=False)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(BriefingReplies(bot))
