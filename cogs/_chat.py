"""What the chat's messages say, and the button that asks just what was typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, Self

import discord
from discord import ui

from bot.errors import AttribuneError
from bot.services.conversing import Act, Place
from bot.services.harmless import one_line
from bot.services.small_talk import SAID
from bot.services.usage import Asker
from cogs import _views as views
from cogs._items import Pressed
from cogs._render import MOST_TEXT, pages, shortened
from cogs._text import escaped
from cogs._views import State, answer_view, text_view

if TYPE_CHECKING:
    import re

    from bot.services.answers import Answer
    from bot.services.conversing import Conversing, Reply
    from bot.services.judging import Judging

Interaction = discord.Interaction[Any]
_PART = 80
_FIRST_PAGE = State("ask", "")


class Services(views.Services, Protocol):
    """What the chat needs of the bot, beside what every answer's buttons need."""

    conversing: Conversing
    judging: Judging


class ExactButton(Pressed, ui.DynamicItem[ui.Button[Any]], template=r"ch1:exact"):
    """The button that asks just what was typed, without the conversation."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label="Ask exactly this", custom_id="ch1:exact"))

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button."""
        return cls()

    async def press(self, interaction: Interaction) -> None:
        """Read the message that was answered again, and answer it by itself."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record("button exact", asker):
            await _ask_exactly(services, interaction)


async def _ask_exactly(services: Services, interaction: Interaction) -> None:
    question, asked_by = await _question_of(interaction)
    is_theirs = asked_by == interaction.user.id
    place = Place(interaction.channel_id or 0, interaction.user.id)
    answer = await services.conversing.exactly(place, question)
    view = await kept_view(services, answer, interaction.user.id)
    if is_theirs:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def _question_of(interaction: Interaction) -> tuple[str, int]:
    """Return the text of the message that was answered, and who wrote it."""
    reference = interaction.message.reference if interaction.message else None
    channel = interaction.channel
    if reference is None or reference.message_id is None or channel is None:
        raise AttribuneError("I cannot find that message any more. Please ask again.")
    try:
        asked = await channel.fetch_message(reference.message_id)  # type: ignore[union-attr]  # a channel with messages
    except discord.HTTPException as error:
        raise AttribuneError("I cannot read that message any more. Please ask again.") from error
    me = interaction.client.user
    return addressed(asked.content, me.id if me else 0), asked.author.id


def addressed(text: str, my_id: int) -> str:
    """Return a message's text without the mention of the bot."""
    return " ".join(text.replace(f"<@{my_id}>", " ").replace(f"<@!{my_id}>", " ").split())


async def reply_view(
    services: Services, reply: Reply, user_id: int, *, is_private: bool = False
) -> ui.LayoutView:
    """Return the message that answers another one."""
    answer = reply.answer
    if answer is None or (reply.act is Act.MORE and reply.page >= len(pages("ask", answer))):
        return text_view([SAID[reply.act]])
    state = State("ask", "", reply.page, reply.has_context, is_private)
    view = await kept_view(services, answer, user_id, state)
    if reply.about:
        _add_about(view, reply.about, can_ask=reply.act is Act.ASK and not is_private)
    return view


async def kept_view(
    services: Services, answer: Answer, user_id: int, state: State = _FIRST_PAGE
) -> ui.LayoutView:
    """Return an answer's message, kept so that its buttons work; the state's id is made here."""
    id_ = await services.remembering.keep("ask", answer, services.usage.person(user_id))
    return await answer_view(services, answer, replace(state, id=id_))


def kept_id(view: ui.LayoutView) -> str | None:
    """Return the id that a message's buttons carry, or None when it shows no answer."""
    for item in view.walk_children():
        id_ = str(getattr(item, "custom_id", "")).split(":")
        if id_[0] == "fb1":
            return id_[-1]
    return None


def _add_about(view: ui.LayoutView, about: tuple[str, ...], *, can_ask: bool) -> None:
    """Add the small line that says what was understood, where there is room for it."""
    parts = " · ".join(escaped(shortened(one_line(part), _PART)) for part in about)
    line = f"-# about: {parts}"
    if view.content_length() + len(line) > MOST_TEXT:
        return
    view.add_item(ui.TextDisplay(line))
    if can_ask:
        view.add_item(ui.ActionRow(ExactButton()))
