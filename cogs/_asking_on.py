"""The button and the form to go on from an answer where Discord sends the bot no replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from cogs._items import Form, Pressed

if TYPE_CHECKING:
    import re

Interaction = discord.Interaction[Any]
_LONGEST = 1000


class AskOnButton(
    Pressed, ui.DynamicItem[ui.Button[Any]], template=r"ao1:(?P<id>[0-9a-f]{12}):(?P<private>[01])"
):
    """Opens the form; what is asked in it is understood from the answer above."""

    def __init__(self, shown_id: str, *, is_private: bool) -> None:
        custom_id = f"ao1:{shown_id}:{int(is_private)}"
        super().__init__(ui.Button(label="Ask on", custom_id=custom_id))
        self.shown_id = shown_id
        self.is_private = is_private

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        return cls(match["id"], is_private=match["private"] == "1")

    async def press(self, interaction: Interaction) -> None:
        """Open the form."""
        form = AskOnForm(self.shown_id, is_private=self.is_private)
        await interaction.response.send_modal(form)


class AskOnForm(Form, title="Ask on"):
    """Asks what else is wanted."""

    def __init__(self, shown_id: str, *, is_private: bool) -> None:
        super().__init__(timeout=600, custom_id=f"ao1:form:{shown_id}")
        self.shown_id = shown_id
        self.is_private = is_private
        self.question: ui.TextInput[Any] = ui.TextInput(
            custom_id="question",
            placeholder="and what did he say about Nato? · why? · who else?",
            max_length=_LONGEST,
        )
        self.add_item(ui.Label(text="Your question", component=self.question))

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Answer as if it had been said in the conversation."""
        cog: Any = interaction.client.get_cog("Chat")
        await cog.ask_on(
            interaction, self.shown_id, self.question.value, is_private=self.is_private
        )
