"""The button and the form with which an owner says whose words a quotation is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.services.usage import Asker
from cogs._items import Form, Pressed
from cogs._owners import owners_only
from corpus.models import Span

if TYPE_CHECKING:
    import re

    from bot.services.quoting.models import Quoted

Interaction = discord.Interaction[Any]
_NAME = 100


class CorrectButton(
    Pressed,
    ui.DynamicItem[ui.Button[Any]],
    template=r"at1:correct:(?P<version>\d{1,18}):(?P<start>\d{1,9}):(?P<end>\d{1,9})",
):
    """Opens the form for one quotation."""

    def __init__(self, version_id: int, span: Span, *, label: str = "Correct") -> None:
        custom_id = f"at1:correct:{version_id}:{span.start}:{span.end}"
        super().__init__(ui.Button(label=label, custom_id=custom_id))
        self.version_id = version_id
        self.span = span

    @classmethod
    def of(cls, quoted: Quoted, number: int) -> CorrectButton:
        """Return the button for one of the quotations that are shown."""
        return cls(quoted.version.version_id, quoted.span, label=f"Correct {number}")

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        start, end = int(match["start"]), int(match["end"])
        return cls(int(match["version"]), Span(start, max(start + 1, end)))

    async def press(self, interaction: Interaction) -> None:
        """Show the form to an owner."""
        await owners_only(interaction.client, interaction)
        await interaction.response.send_modal(CorrectForm(self.version_id, self.span))


class CorrectForm(Form, title="Who said it?"):
    """Asks for the speaker's name."""

    name: ui.TextInput[Any] = ui.TextInput(
        label="Name", custom_id="name", placeholder="The full name", max_length=_NAME
    )

    def __init__(self, version_id: int, span: Span) -> None:
        super().__init__(timeout=600)
        self.version_id = version_id
        self.span = span

    async def on_submit(self, interaction: Interaction) -> None:
        """Store the correction and apply it."""
        bot: Any = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with bot.usage.record("corrections speaker", asker):
            await owners_only(bot, interaction)
            made = await bot.correcting.give(self.version_id, self.span, self.name.value)
            await interaction.response.send_message(
                f"Put right. `/corrections undo number:{made.id}` takes it back.", ephemeral=True
            )
