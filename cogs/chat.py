"""Chat: a mention in a channel, or a direct message, is answered as `/ask` is."""

from __future__ import annotations

import logging
import re
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeGuard

import discord
from discord import ui
from discord.ext import commands

from bot.errors import AttribuneError
from bot.patience import LOST, patiently
from bot.services.conversing import Place
from bot.services.limiting import Limit
from bot.services.usage import Asker
from bot.tree import again_at, sentence_of
from cogs._chat import ExactButton, Services, addressed, kept_id, reply_view
from cogs._views import text_view

log = logging.getLogger(__name__)
_FOLLOWED = timedelta(minutes=1)  # how long an edit or a deletion still changes the answer
_MOST_FOLLOWED = 2000
_WINDOW = timedelta(minutes=1)
_A_PERSON, _A_CHANNEL = 8, 30  # messages answered in that time
_NONCE_BYTES = 8
_LONGEST = 1000  # characters of a question
_TOO_MANY = "That was a lot at once: I answer {most} messages a minute. You may write again {at}."
_FAILED = "Something went wrong on my side, and it has been written down. Please try again."
_LINE_NUMBER = re.compile(r"\D?\d{1,2}\W*")  # a reply to a briefing's line; see cogs.briefings


@dataclass(frozen=True, slots=True)
class _Followed:
    """A message that was answered lately: where, with what, until when its changes count."""

    place: Place
    guild_id: int | None
    reply_id: int
    until: datetime


class Chat(commands.Cog):
    """Answers messages that are written to the bot."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self.bot = bot
        self.services: Services = bot
        self._clock = bot.app.clock
        self._people = Limit(self._clock, most=_A_PERSON, window=_WINDOW)
        self._channels = Limit(self._clock, most=_A_CHANNEL, window=_WINDOW)
        self._followed: OrderedDict[int, _Followed] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot, once."""
        if message.author.bot or message.webhook_id or not self._is_for_me(message):
            return
        text = self._addressed(message.content)
        if message.reference and _LINE_NUMBER.fullmatch(text):
            return
        place = Place(message.channel.id, message.author.id)
        if not await self._has_room(message, place):
            return
        await self._go_on_from_reply(message, place)
        view = await self._answer(place, message.guild.id if message.guild else None, text)
        await self._reply(message, place, view)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew, in the place of the old answer."""
        followed = self._follow(payload.message_id)
        content = payload.data.get("content")
        if followed is None or not content or not self._people.allows(followed.place.user_id):
            return
        self.services.conversing.undo(followed.place)
        text = self._addressed(content)
        view = await self._answer(followed.place, followed.guild_id, text)
        reply = self.bot.get_partial_messageable(followed.place.channel_id).get_partial_message(
            followed.reply_id
        )
        nobody = discord.AllowedMentions.none()
        try:
            await patiently(lambda: reply.edit(view=view, allowed_mentions=nobody))
        except (discord.HTTPException, *LOST) as error:
            log.info("an answer could not be edited: %s", error)
            return
        await self._note(view, followed.place.channel_id, followed.reply_id)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a question that was deleted."""
        followed = self._follow(payload.message_id)
        if followed is None:
            return
        del self._followed[payload.message_id]
        self.services.conversing.undo(followed.place)
        channel = self.bot.get_partial_messageable(followed.place.channel_id)
        try:
            await patiently(channel.get_partial_message(followed.reply_id).delete)
        except (discord.HTTPException, *LOST) as error:
            log.info("an answer could not be deleted: %s", error)

    def _is_for_me(self, message: discord.Message) -> bool:
        if message.guild is None:
            return True
        if self.bot.user.id in message.raw_mentions:
            return True
        return bool(message.reference and message.content and self.bot.user in message.mentions)

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
        if await self.bot.may_manage(message.author):
            return True
        until = limit.until(key)
        if until is not None and limit.may_tell(key):
            told = _TOO_MANY.format(most=limit.most, at=again_at(until))
            await self._send(message, text_view([told]))
        return False

    async def _go_on_from_reply(self, message: discord.Message, place: Place) -> None:
        """Make an answer or a briefing that is replied to what the conversation is about."""
        reference = message.reference
        if reference is None or reference.message_id is None:
            return
        shown = await self.services.remembering.in_message(reference.message_id)
        if shown is not None:
            await self.services.conversing.remember(place, shown[1])
        elif _is_by(reference.resolved, self.bot.user):
            self.services.conversing.read(place, _text_of(reference.resolved))

    async def _answer(self, place: Place, guild_id: int | None, text: str) -> ui.LayoutView:
        asker = Asker(guild_id, place.user_id)
        try:
            async with self.services.usage.record("chat", asker, text) as outcome:
                reply = await self.services.conversing.reply(place, text)
                answer = reply.answer
                outcome.name = (
                    str(reply.act)
                    if answer is None
                    else "answered"
                    if answer.answered
                    else "abstained"
                )
                return await reply_view(self.services, reply, place.user_id)
        except AttribuneError as mistake:
            return text_view([sentence_of(mistake)])
        except Exception:  # a message in silence would look like a dead bot
            log.exception("a message could not be answered")
            return text_view([_FAILED])

    async def _reply(self, message: discord.Message, place: Place, view: ui.LayoutView) -> None:
        sent = await self._send(message, view)
        if sent is None:
            return
        guild_id = message.guild.id if message.guild else None
        followed = _Followed(place, guild_id, sent.id, self._clock() + _FOLLOWED)
        self._followed[message.id] = followed
        while len(self._followed) > _MOST_FOLLOWED:
            self._followed.popitem(last=False)
        await self._note(view, place.channel_id, sent.id)

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        nonce = secrets.token_hex(_NONCE_BYTES)  # the same each time: it is posted once
        try:
            return await patiently(
                lambda: message.channel.send(
                    view=view,
                    reference=message.to_reference(fail_if_not_exists=False),
                    mention_author=False,
                    allowed_mentions=discord.AllowedMentions.none(),
                    nonce=nonce,
                )
            )
        except (discord.HTTPException, *LOST) as error:
            log.info("a message could not be answered: %s", error)
            return None

    async def _note(self, view: ui.LayoutView, channel_id: int, message_id: int) -> None:
        id_ = kept_id(view)
        if id_:
            await self.services.remembering.sent(id_, channel_id, message_id)

    def _follow(self, message_id: int) -> _Followed | None:
        followed = self._followed.get(message_id)
        if followed is not None and followed.until <= self._clock():
            del self._followed[message_id]
            return None
        return followed


def _is_by(
    message: discord.Message | discord.DeletedReferencedMessage | None,
    author: discord.ClientUser,
) -> TypeGuard[discord.Message]:
    return isinstance(message, discord.Message) and message.author.id == author.id


def _text_of(message: discord.Message) -> str:
    """Return the texts of a message of the bot's own."""
    view = ui.LayoutView.from_message(message, timeout=None) if message.components else None
    items = view.walk_children() if view else ()
    texts = [item.content for item in items if isinstance(item, ui.TextDisplay)]
    return "\n".join([message.content, *texts])


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its button."""
    await bot.add_cog(Chat(bot))
    bot.add_dynamic_items(ExactButton)
