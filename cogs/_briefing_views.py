"""The messages of briefings with buttons that outlive a restart: all they know is the nonce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

import discord
from discord import ui

from bot.services.subscribing import Person, Wishes, when
from bot.services.timing.days import Days
from bot.services.usage import Asker
from cogs._briefing import (
    around_texts,
    edition_texts,
    more_texts,
    shown_count,
    subscription_text,
)
from cogs._items import Form, Pressed
from cogs._text import escaped, label

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from datetime import timedelta

    from bot.services.desk import Desk
    from bot.services.edition import Edition, Entry
    from bot.services.subscribing import Subscription
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
Action = Literal["more", "pause", "resume", "change", "leave", "left"]
_COLOUR = discord.Colour(0x2E7D5B)
_NONCE = r"(?P<nonce>[0-9a-f]{12}-\d{8})"
_LABELS: dict[Action, str] = {
    "more": "More",
    "pause": "Pause",
    "resume": "Resume",
    "change": "Change",
    "leave": "Unsubscribe",
    "left": "Yes, unsubscribe",
}


class Services(Protocol):
    """What the buttons need of the bot."""

    desk: Desk
    usage: Usage


class BriefingButton(
    Pressed,
    ui.DynamicItem[ui.Button[Any]],
    template=rf"briefing:(?P<action>more|pause|resume|change|leave|left):{_NONCE}",
):
    """A button under a briefing. Whatever it raises ends in one clear message."""

    def __init__(self, action: Action, nonce: str) -> None:
        danger = action == "left"
        style = discord.ButtonStyle.danger if danger else discord.ButtonStyle.secondary
        custom_id = f"briefing:{action}:{nonce}"
        super().__init__(ui.Button(label=_LABELS[action], custom_id=custom_id, style=style))
        self.action = action
        self.nonce = nonce

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        action: Any = match["action"]
        return cls(action, match["nonce"])

    async def press(self, interaction: Interaction) -> None:
        """Do what the button is for."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record(f"briefing {self.action}", asker):
            await _press(services.desk, interaction, self.action, self.nonce)


class LineSelect(Pressed, ui.DynamicItem[ui.Select[Any]], template=rf"briefing:line:{_NONCE}"):
    """Chooses a line of a briefing to read on about."""

    def __init__(self, nonce: str, entries: Sequence[Entry] = ()) -> None:
        options = [
            discord.SelectOption(
                label=f"{entry.number}. {label(entry.source.title, 90)}",
                value=str(entry.number),
            )
            for entry in entries
        ]
        super().__init__(
            ui.Select(
                custom_id=f"briefing:line:{nonce}",
                placeholder="Read on about a line",
                options=options or [discord.SelectOption(label="1", value="1")],
            )
        )
        self.nonce = nonce

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the select that a custom_id describes."""
        return cls(match["nonce"])

    async def press(self, interaction: Interaction) -> None:
        """Show what stands around the chosen line, to whoever chose it."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        chosen: Any = interaction.data
        async with services.usage.record("briefing line", asker):
            around = await services.desk.reading_on.around(self.nonce, int(chosen["values"][0]))
            view = texts_view(around_texts(around))
            await interaction.response.send_message(view=view, ephemeral=True)


class ChangeForm(Form, title="Change this briefing"):
    """The form behind the button Change, filled with what is."""

    def __init__(self, desk: Desk, subscription: Subscription) -> None:
        super().__init__(custom_id=f"briefing:form:{subscription.id}")
        self._desk = desk
        self._subscription = subscription
        wanted = subscription.wanted
        self.time: ui.TextInput[Any] = ui.TextInput(default=wanted.wall, max_length=30)
        self.zone: ui.TextInput[Any] = ui.TextInput(default=wanted.zone, max_length=60)
        self.topics: ui.TextInput[Any] = ui.TextInput(
            default=", ".join(wanted.topics), max_length=600, required=False
        )
        self.speakers: ui.TextInput[Any] = ui.TextInput(
            default=", ".join(wanted.speakers), max_length=600, required=False
        )
        self.days: ui.TextInput[Any] = ui.TextInput(
            default=str(Days.from_mask(wanted.days)), max_length=80
        )
        for text, component in (
            ("Time", self.time),
            ("Time zone or city", self.zone),
            ("Days", self.days),
            ("Topics, with commas (none: everything)", self.topics),
            ("Speakers, with commas", self.speakers),
        ):
            self.add_item(ui.Label(text=text, component=component))

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Store the change and say when it comes next."""
        wishes = Wishes(
            time=self.time.value,
            timezone=self.zone.value,
            days=self.days.value,
            topic=self.topics.value,
            speaker=self.speakers.value,
        )
        person = person_of(interaction)  # as they are now, not as they were when it opened
        changed = await self._desk.subscribing.edit(person, self._subscription.id, wishes)
        view = texts_view([f"Changed.\n{_described(self._desk, changed)}"])
        await interaction.response.send_message(view=view, ephemeral=True)


def person_of(interaction: Interaction) -> Person:
    """Return who acts, and the server that they manage if they act in it."""
    manages = interaction.guild_id if interaction.permissions.manage_guild else None
    return Person(interaction.user.id, manages)


async def _press(desk: Desk, interaction: Interaction, action: Action, nonce: str) -> None:
    if action == "more":
        edition = await desk.reading_on.edition(nonce)
        view = texts_view(more_texts(edition))
        await interaction.response.send_message(view=view, ephemeral=True)
        return
    person = person_of(interaction)
    if action == "resume":
        resumed = await desk.subscribing.resume_by_nonce(person, nonce)
        view = texts_view([f"It runs again.\n{_described(desk, resumed)}"])
        await interaction.response.send_message(view=view, ephemeral=True)
        return
    subscription = await desk.subscribing.by_nonce(person, nonce)
    if action == "change":
        await interaction.response.send_modal(ChangeForm(desk, subscription))
        return
    view = await _acted(desk, person, action, subscription, nonce)
    await interaction.response.send_message(view=view, ephemeral=True)


async def _acted(
    desk: Desk, person: Person, action: Action, subscription: Subscription, nonce: str
) -> ui.LayoutView:
    service = desk.subscribing
    if action == "pause":
        paused = await service.pause(person, subscription.id)
        return texts_view([_described(desk, paused)], [BriefingButton("resume", nonce)])
    if action == "left":
        await service.unsubscribe(person, subscription.id)
        return texts_view(["Unsubscribed. `/briefing subscribe` starts a new one."])
    question = f"Unsubscribe from this for good?\n{_described(desk, subscription)}"
    return texts_view([question], [BriefingButton("left", nonce)])


def _described(desk: Desk, subscription: Subscription) -> str:
    return subscription_text(subscription, desk.subscribing.next_runs(subscription, 3))


def texts_view(
    texts: Sequence[str], buttons: Sequence[ui.DynamicItem[ui.Button[Any]]] = ()
) -> ui.LayoutView:
    """Return a message of texts, with a row of buttons if there are any."""
    container: ui.Container[Any] = ui.Container(accent_colour=_COLOUR)
    for place, text in enumerate(texts):
        if place:
            container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay(text))
    if buttons:
        container.add_item(ui.ActionRow(*buttons))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view


def edition_view(edition: Edition, nonce: str, *, late: timedelta | None = None) -> ui.LayoutView:
    """Return a briefing's message; its buttons carry the nonce that marks it."""
    shown = shown_count(edition)
    actions: list[Action] = [] if edition.kind == "watch" else ["pause", "change", "leave"]
    if edition.held_back or edition.passed_over or shown < len(edition.entries):
        actions.insert(0, "more")
    view = texts_view(
        edition_texts(edition, late=late), [BriefingButton(action, nonce) for action in actions]
    )
    if shown:
        view.add_item(ui.ActionRow(LineSelect(nonce, edition.entries[:shown])))
    return view


def preview_view(edition: Edition) -> ui.LayoutView:
    """Return what a briefing would look like, without buttons."""
    return texts_view(edition_texts(edition, is_preview=True))


def paused_view(subscription: Subscription, sentence: str) -> ui.LayoutView:
    """Return the message that tells a subscriber of a pause, with one click to go on."""
    if subscription.is_watch:
        words = escaped(", ".join(subscription.wanted.topics))
        return texts_view([f"What you waited for ({words}) has appeared, but: {escaped(sentence)}"])
    text = f"Your briefing ({escaped(when(subscription.wanted))}) is paused: {escaped(sentence)}"
    return texts_view([text], [BriefingButton("resume", f"{subscription.key}-00000000")])
