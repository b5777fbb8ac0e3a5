"""Answers to messages: put together, sent as a reply, edited, deleted, and noted as sent."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any, TypeGuard

import discord

from bot.errors import AttribuneError
from bot.patience import LOST, patiently
from bot.services.usage import Asker
from bot.tree import sentence_of
from cogs._chat import Services, kept_id, reply_view
from cogs._messages import text_of
from cogs._views import text_view

if TYPE_CHECKING:
    from discord import ui

    from bot.services.conversing import Place, Reply
    from cogs._followed import Followed

log = logging.getLogger(__name__)
_NONCE_BYTES = 8
_NOBODY = discord.AllowedMentions.none()
_FAILED = "Something went wrong on my side, and it has been written down. Please try again."


class Replying:
    """Answers in channels. Whatever Discord refuses is logged; nobody is there to be told."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self._bot = bot
        self._services: Services = bot

    async def answer(
        self, place: Place, guild_id: int | None, text: str, *, is_private: bool = False
    ) -> ui.LayoutView:
        """Return the message that answers a text; a mistake or a failure is one, too."""
        asker = Asker(guild_id, place.user_id)
        try:
            async with self._services.usage.record("chat", asker, text) as outcome:
                reply = await self._services.conversing.reply(place, text)
                outcome.name = _outcome(reply)
                return await reply_view(self._services, reply, place.user_id, is_private=is_private)
        except AttribuneError as mistake:
            return text_view([sentence_of(mistake)])
        except Exception:  # a message in silence would look like a dead bot
            log.exception("a message could not be answered")
            return text_view([_FAILED])

    async def go_on_from(self, message: discord.Message, place: Place) -> None:
        """Make an answer or a briefing that is replied to what the conversation is about."""
        reference = message.reference
        if reference is None or reference.message_id is None:
            return
        shown = await self._services.remembering.in_message(reference.message_id)
        if shown is not None:
            await self._services.conversing.remember(place, shown[1])
        elif _is_by(reference.resolved, self._bot.user):
            self._services.conversing.read(place, text_of(reference.resolved))

    async def send(self, message: discord.Message, view: ui.LayoutView) -> discord.Message | None:
        """Reply to a message; return the reply, or None when it could not be sent."""
        nonce = secrets.token_hex(_NONCE_BYTES)  # the same each time: it is posted once
        try:
            sent = await patiently(
                lambda: message.channel.send(
                    view=view,
                    reference=message.to_reference(fail_if_not_exists=False),
                    mention_author=False,
                    allowed_mentions=_NOBODY,
                    nonce=nonce,
                )
            )
        except (discord.HTTPException, *LOST) as error:
            log.info("a message could not be answered: %s", error)
            return None
        await self.note(view, message.channel.id, sent.id)
        return sent

    async def edit(self, followed: Followed, view: ui.LayoutView) -> None:
        """Put another answer in the place of one that was given."""
        reply = self._reply(followed)
        try:
            await patiently(lambda: reply.edit(view=view, allowed_mentions=_NOBODY))
        except (discord.HTTPException, *LOST) as error:
            log.info("an answer could not be edited: %s", error)
            return
        await self.note(view, followed.place.channel_id, followed.reply_id)

    async def delete(self, followed: Followed) -> None:
        """Delete an answer that was given."""
        try:
            await patiently(self._reply(followed).delete)
        except (discord.HTTPException, *LOST) as error:
            log.info("an answer could not be deleted: %s", error)

    async def note(self, view: ui.LayoutView, channel_id: int, message_id: int) -> None:
        """Note which message shows the answer that a view shows, if it shows one."""
        id_ = kept_id(view)
        if id_:
            await self._services.remembering.sent(id_, channel_id, message_id)

    def _reply(self, followed: Followed) -> discord.PartialMessage:
        channel: discord.PartialMessageable = self._bot.get_partial_messageable(
            followed.place.channel_id
        )
        return channel.get_partial_message(followed.reply_id)


def _outcome(reply: Reply) -> str:
    if reply.answer is None:
        return str(reply.act)
    return "answered" if reply.answer.answered else "abstained"


def _is_by(
    message: discord.Message | discord.DeletedReferencedMessage | None,
    author: discord.ClientUser,
) -> TypeGuard[discord.Message]:
    return isinstance(message, discord.Message) and message.author.id == author.id
