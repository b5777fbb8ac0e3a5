"""The buttons behind "Tell me when it appears", and what the messages about watches say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

import discord
from discord import ui

from bot.errors import AttribuneError
from bot.services.harmless import one_line
from bot.services.subscribing import Place
from bot.services.usage import Asker
from bot.services.watching import KEPT, words_to_wait_for
from cogs._briefing_views import person_of, texts_view
from cogs._items import Pressed
from cogs._messages import first_text
from cogs._places import NotHere, channel_place, greet, this_channel
from cogs._render import question_in, shortened
from cogs._text import escaped

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.services.answering import Answering
    from bot.services.desk import Desk
    from bot.services.remembering import Remembering
    from bot.services.subscribing import Subscription
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_LABELS = {"ask": "Tell me when it appears", "dm": "By direct message", "here": "In this channel"}
_QUESTION, _WORD = 300, 60
_IN_A_ROW = 5


class Services(Protocol):
    """What the buttons need of the bot."""

    answering: Answering
    desk: Desk
    remembering: Remembering
    usage: Usage


class WatchButton(
    Pressed,
    ui.DynamicItem[ui.Button[Any]],
    template=r"wt1:(?P<act>ask|dm|here):(?P<id>[0-9a-f]{12})",
):
    """Asks where to tell it, or sets the watch. The question stands above the button."""

    def __init__(self, act: str, shown_id: str) -> None:
        super().__init__(ui.Button(label=_LABELS[act], custom_id=f"wt1:{act}:{shown_id}"))
        self.act = act
        self.shown_id = shown_id

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        return cls(match["act"], match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record("button watch", asker):
            if self.act == "ask" and interaction.guild_id is not None:
                await _ask_where(services, interaction, self.shown_id)
            else:
                await _set(services, interaction, self)


class EndWatchButton(
    Pressed, ui.DynamicItem[ui.Button[Any]], template=r"wt1:end:(?P<key>[0-9a-f]{12})"
):
    """Ends a watch."""

    def __init__(self, key: str, *, label: str = "Never mind") -> None:
        super().__init__(ui.Button(label=label, custom_id=f"wt1:end:{key}"))
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        return cls(match["key"])

    async def press(self, interaction: Interaction) -> None:
        """End it, and show what is still waited for."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record("button end watch", asker):
            ended = await services.desk.watching.end(interaction.user.id, self.key)
            left = await services.desk.watching.all_of(interaction.user.id)
            said = f"You no longer wait for {_words(ended.wanted.topics)}."
            await interaction.response.edit_message(view=watches_view(left, said))


async def _ask_where(services: Services, interaction: Interaction, shown_id: str) -> None:
    question, missing = await _asked(services, interaction, shown_id)
    words = words_to_wait_for(question, missing)
    texts = [
        f"### {escaped(shortened(one_line(question), _QUESTION))}",
        f"I tell you once, as soon as an article has {_words(words)}. Where?",
    ]
    buttons = [WatchButton("dm", shown_id)]
    try:
        channel_place(this_channel(interaction))
    except NotHere:
        pass  # then only direct messages are offered
    else:
        buttons.append(WatchButton("here", shown_id))
    await interaction.response.send_message(view=texts_view(texts, buttons), ephemeral=True)


async def _set(services: Services, interaction: Interaction, button: WatchButton) -> None:
    question, missing = await _asked(services, interaction, button.shown_id)
    place = channel_place(this_channel(interaction)) if button.act == "here" else Place()
    words = words_to_wait_for(question, missing)
    if place.channel_id is None and interaction.guild_id is not None:
        await greet(interaction, f"I will tell you here when an article has {_words(words)}.")
    watch = await services.desk.watching.watch(person_of(interaction), place, question, missing)
    view = texts_view([_set_text(watch)], [EndWatchButton(watch.key)])
    if button.act == "ask":
        await interaction.response.send_message(view=view, ephemeral=True)
    else:
        await interaction.response.edit_message(view=view)


async def _asked(
    services: Services, interaction: Interaction, shown_id: str
) -> tuple[str, tuple[str, ...]]:
    """Return the question above the button, and its words that no article contains."""
    recalled = await services.remembering.recall(shown_id)
    if recalled is not None:
        return recalled[1].question, recalled[1].missing_terms
    question = question_in(first_text(interaction.message))
    if not question:
        raise AttribuneError("This message is too old for its buttons. Please ask again.")
    return question, (await services.answering.answer(question)).missing_terms


def _set_text(watch: Subscription) -> str:
    where = f"in <#{watch.wanted.channel_id}>" if watch.wanted.channel_id else "by direct message"
    return (
        f"I wait for {_words(watch.wanted.topics)} and tell you once, {where}, within the next "
        f"{KEPT.days} days. `/watches` lists what you wait for."
    )


def watches_view(watches: Sequence[Subscription], said: str = "") -> ui.LayoutView:
    """Return what a person waits for, with a button to end each."""
    lines = [f"**{n}.** {_line(watch)}" for n, watch in enumerate(watches, 1)]
    empty = "You wait for nothing. An answer that finds nothing offers to tell you later."
    texts = [*([said] if said else []), "\n".join(lines) or empty]
    view = texts_view(texts)
    buttons = [EndWatchButton(w.key, label=f"End {n}") for n, w in enumerate(watches, 1)][:25]
    for start in range(0, len(buttons), _IN_A_ROW):
        view.add_item(ui.ActionRow(*buttons[start : start + _IN_A_ROW]))
    return view


def _line(watch: Subscription) -> str:
    where = f"<#{watch.wanted.channel_id}>" if watch.wanted.channel_id else "direct messages"
    asked = escaped(shortened(one_line(watch.wanted.question or ""), _WORD * 2))
    since = int(watch.created_at.timestamp())
    return f"{_words(watch.wanted.topics)} → {where}\n-# asked <t:{since}:R>: {asked}"


def _words(words: Sequence[str]) -> str:
    return " and ".join(f"**{escaped(shortened(one_line(word), _WORD))}**" for word in words)
