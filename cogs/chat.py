"""Chat: a mention in a channel, or a direct message, is answered as `/ask` is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.conversing import Place
from bot.services.limiting import Limit
from bot.tree import again_at
from cogs._asking_on import AskOnButton
from cogs._chat import ExactButton, Services, addressed
from cogs._followed import Followed, FollowedMessages
from cogs._messages import line_asked
from cogs._replying import Replying
from cogs._views import text_view

Interaction = discord.Interaction[Any]
_WINDOW = timedelta(minutes=1)
_A_PERSON, _A_CHANNEL = 8, 30  # messages answered in that time
_LONGEST = 1000  # characters of a question
_TOO_MANY = "That was a lot at once: I answer {most} messages a minute. You may write again {at}."


class Chat(commands.Cog):
    """Answers messages that are written to the bot."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self.bot = bot
        self.services: Services = bot
        self._replying = Replying(bot)
        self._people = Limit(bot.app.clock, most=_A_PERSON, window=_WINDOW)
        self._channels = Limit(bot.app.clock, most=_A_CHANNEL, window=_WINDOW)
        self._followed = FollowedMessages(bot.app.clock)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot, once."""
        if message.author.bot or message.webhook_id or not self._is_for_me(message):
            return
        text = self._addressed(message.content)
        if await self._asks_for_line(message, text):
            return
        place = Place(message.channel.id, message.author.id)
        if not await self._has_room(message, place):
            return
        await self._replying.go_on_from(message, place)
        guild_id = message.guild.id if message.guild else None
        view = await self._replying.answer(place, guild_id, text)
        sent = await self._replying.send(message, view)
        if sent is not None:
            self._followed.follow(message.id, Followed(place, guild_id, sent.id))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the place of the old answer."""
        followed = self._followed.get(payload.message_id)
        content = payload.data.get("content")
        if followed is None or not content or not self._people.allows(followed.place.user_id):
            return
        self.services.conversing.undo(followed.place)
        text = self._addressed(content)
        view = await self._replying.answer(followed.place, followed.guild_id, text)
        await self._replying.edit(followed, view)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a question that was deleted."""
        followed = self._followed.get(payload.message_id)
        if followed is None:
            return
        self._followed.forget(payload.message_id)
        self.services.conversing.undo(followed.place)
        await self._replying.delete(followed)

    async def ask_on(
        self, interaction: Interaction, shown_id: str, text: str, *, is_private: bool
    ) -> None:
        """Answer what somebody asks behind an answer, as if it were said in the channel."""
        place = Place(interaction.channel_id or 0, interaction.user.id)
        if not self._people.allows(place.user_id):
            until = self._people.until(place.user_id) or interaction.created_at
            raise AttribuneError(_TOO_MANY.format(most=_A_PERSON, at=again_at(until)))
        await interaction.response.defer(thinking=True, ephemeral=is_private)
        recalled = await self.services.remembering.recall(shown_id)
        if recalled is not None:
            await self.services.conversing.remember(place, recalled[1])
        answer = self._replying.answer
        view = await answer(place, interaction.guild_id, text, is_private=is_private)
        nobody = discord.AllowedMentions.none()
        sent = await interaction.followup.send(view=view, allowed_mentions=nobody, wait=True)
        if not is_private:
            await self._replying.note(view, place.channel_id, sent.id)

    def _is_for_me(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        if self.bot.user.id in message.raw_mentions:
            return True
        return bool(message.reference and message.content and self.bot.user in message.mentions)

    async def _asks_for_line(self, message: discord.Message, text: str) -> bool:
        """Tell whether a message is for `cogs.briefing_replies`."""
        replied = message.reference.message_id if message.reference else None
        if replied is None or line_asked(text) is None:
            return False
        return await self.services.desk.reading_on.of_message(replied) is not None

    def _addressed(self, content: str) -> str:
        return addressed(content, self.bot.user.id)[:_LONGEST]

    async def _has_room(self, message: discord.Message, place: Place) -> bool:
        """Tell whether the limits let the message through; say once that they do not."""
        if not self._people.allows(place.user_id):
            limit, key = self._people, place.user_id
        elif not self._channels.allows(place.channel_id):
            limit, key = self._channels, place.channel_id
        else:
            return True
        if await self.bot.is_host(message.author):
            return True
        until = limit.until(key)
        if until is not None and limit.may_tell(key):
            told = _TOO_MANY.format(most=limit.most, at=again_at(until))
            await self._replying.send(message, text_view([told]))
        return False


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    await bot.add_cog(Chat(bot))
    bot.add_dynamic_items(ExactButton, AskOnButton)
