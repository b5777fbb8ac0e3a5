"""The questions before a feed is added or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.errors import AttribuneError
from cogs._collection import address_in, checked_texts, feed_line, preview_text
from cogs._confirming import removal_view
from cogs._items import Pressed
from cogs._owners import owners_only
from cogs._views import text_view

if TYPE_CHECKING:
    import re

    from bot.services.feeds.feeds import Preview
    from bot.services.feeds.models import KeptFeed

Interaction = discord.Interaction[Any]


class AddFeedButton(Pressed, ui.DynamicItem[ui.Button[Any]], template=r"fa1"):
    """Adds the feed whose address stands in the message, for owners."""

    def __init__(self) -> None:
        button: ui.Button[Any] = ui.Button(
            label="Add this feed", style=discord.ButtonStyle.primary, custom_id="fa1"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a message shows."""
        return cls()

    async def press(self, interaction: Interaction) -> None:
        """Add the feed and say what its first check brought."""
        bot: Any = interaction.client
        await owners_only(bot, interaction)
        url = _address(interaction.message)
        await interaction.response.defer(thinking=True, ephemeral=True)
        checked = await bot.collection.feeds.add(url)
        await interaction.followup.send(view=text_view(checked_texts(checked)), ephemeral=True)


def preview_view(found: Preview) -> ui.LayoutView:
    """Return what a feed holds, with a button to add it."""
    view = text_view([preview_text(found)])
    view.add_item(ui.ActionRow(AddFeedButton()))
    return view


def remove_view(feed: KeptFeed) -> ui.LayoutView:
    """Return the question whether a feed is to be removed."""
    return removal_view("fr1", feed.id, [feed_line(feed), "Remove this feed? Its articles stay."])


def _address(message: discord.Message | None) -> str:
    if message is not None:
        view = ui.LayoutView.from_message(message, timeout=None)
        for item in view.walk_children():
            if isinstance(item, ui.TextDisplay) and (url := address_in(item.content)):
                return url
    raise AttribuneError("This message names no feed any more. Please run `/feeds add` again.")
