"""The question before something is removed for good, and the owner's button that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from cogs._items import Pressed
from cogs._owners import owners_only
from cogs._views import text_view

if TYPE_CHECKING:
    import re
    from collections.abc import Awaitable, Callable, Sequence

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Removal:
    """One kind of thing that owners remove.

    Attributes:
        label: What the button says.
        do: Removes the thing of a number.
        said: What is said afterwards, with the number in it where it helps.
    """

    label: str
    do: Callable[[Any, int], Awaitable[object]]
    said: str


REMOVALS = {
    "af1": Removal(
        "Forget it",
        lambda bot, id_: bot.browsing.forget(id_),
        "Article #{id} is no longer searched.",
    ),
    "fr1": Removal(
        "Remove it",
        lambda bot, id_: bot.collection.feeds.remove(id_),
        "The feed is removed. Its articles stay.",
    ),
}


class RemoveButton(
    Pressed, ui.DynamicItem[ui.Button[Any]], template=r"(?P<removal>af1|fr1):(?P<id>\d{1,18})"
):
    """Removes what the message above it asks about, for owners."""

    def __init__(self, removal: str, id_: int) -> None:
        button: ui.Button[Any] = ui.Button(
            label=REMOVALS[removal].label,
            style=discord.ButtonStyle.danger,
            custom_id=f"{removal}:{id_}",
        )
        super().__init__(button)
        self.removal = REMOVALS[removal]
        self.thing_id = id_

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a message shows."""
        return cls(match["removal"], int(match["id"]))

    async def press(self, interaction: Interaction) -> None:
        """Remove it and say so."""
        bot: Any = interaction.client
        await owners_only(bot, interaction)
        await self.removal.do(bot, self.thing_id)
        said = self.removal.said.format(id=self.thing_id)
        await interaction.response.edit_message(view=text_view([said]))


def removal_view(removal: str, id_: int, texts: Sequence[str]) -> ui.LayoutView:
    """Return a question with the button that removes: ``af1`` an article, ``fr1`` a feed."""
    view = text_view(texts)
    view.add_item(ui.ActionRow(RemoveButton(removal, id_)))
    return view
