"""Articles handed over in Discord: files, an address, pasted text; and doubtful ones accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.errors import AttribuneError
from bot.services.ingesting import Ingested, Status
from bot.services.reading.errors import FileTooLarge
from bot.services.reading.models import LIMIT_BYTES
from cogs._collection import ingested_text
from cogs._items import Form, Pressed
from cogs._owners import owners_only
from cogs._text import label
from cogs._views import text_view

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from cogs._shelf import Services

Interaction = discord.Interaction[Any]
_MOST_FILES = 10
_MOST_BUTTONS = 5


class AddForm(Form, title="Add articles"):
    """Takes several files, or pasted text."""

    files: ui.Label[Any] = ui.Label(
        text="Files",
        description="txt, md, html, json, jsonl or zip",
        component=ui.FileUpload(custom_id="files", required=False, max_values=_MOST_FILES),
    )
    pasted: ui.Label[Any] = ui.Label(
        text="Or paste an article",
        description="The headline in the first line, then a blank line, then the text",
        component=ui.TextInput(
            custom_id="text", style=discord.TextStyle.paragraph, required=False, max_length=4000
        ),
    )

    def __init__(self, bot: Services) -> None:
        super().__init__(custom_id="articles-add")
        self.bot = bot

    async def on_submit(self, interaction: Interaction) -> None:
        """Bring in what was handed over."""
        await owners_only(self.bot, interaction)
        await interaction.response.defer(thinking=True, ephemeral=True)
        assert isinstance(self.files.component, ui.FileUpload)
        assert isinstance(self.pasted.component, ui.TextInput)
        text = self.pasted.component.value
        await bring_in(self.bot, interaction, self.files.component.values, text=text)


async def bring_in(
    bot: Services,
    interaction: Interaction,
    files: Sequence[discord.Attachment],
    *,
    url: str | None = None,
    text: str = "",
) -> None:
    """Bring in what was handed over and say what became of it."""
    adding = bot.collection.adding
    items: list[Ingested] = []
    for file in files:
        try:
            content = await _content(file)
        except AttribuneError as error:
            items.append(Ingested(file.filename, Status.QUARANTINED, reason=str(error)))
            continue
        items += [one async for one in adding.file(file.filename, content, file.content_type)]
    if url:
        items += await adding.address(url)
    if text.strip():
        items += [one async for one in adding.unnamed(text.encode(), "pasted text")]
    await interaction.followup.send(view=ingested_view(items))


async def _content(file: discord.Attachment) -> bytes:
    if file.size > LIMIT_BYTES:
        raise FileTooLarge(file.filename, LIMIT_BYTES)
    try:
        return await file.read()
    except discord.HTTPException as error:
        raise AttribuneError(f"Discord did not hand over {file.filename}.") from error


def ingested_view(items: Sequence[Ingested]) -> ui.LayoutView:
    """Return what became of some items, with buttons to keep doubtful ones all the same."""
    view = text_view([ingested_text(items)])
    waiting = [item for item in items if item.quarantine_id is not None][:_MOST_BUTTONS]
    if waiting:
        view.add_item(ui.ActionRow(*map(_accept_button, waiting)))
    return view


def _accept_button(item: Ingested) -> AcceptButton:
    assert item.quarantine_id is not None
    return AcceptButton(item.quarantine_id, label=f"Keep “{label(item.title or item.name, 60)}”")


class AcceptButton(Pressed, ui.DynamicItem[ui.Button[Any]], template=r"aq1:(?P<id>\d{1,18})"):
    """Takes a text in quarantine for an article, for owners."""

    def __init__(self, quarantine_id: int, *, label: str = "Keep it") -> None:
        super().__init__(ui.Button(label=label, custom_id=f"aq1:{quarantine_id}"))
        self.quarantine_id = quarantine_id

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a message shows."""
        return cls(int(match["id"]))

    async def press(self, interaction: Interaction) -> None:
        """Accept the text and say what became of it."""
        bot: Any = interaction.client
        await owners_only(bot, interaction)
        await interaction.response.defer(thinking=True, ephemeral=True)
        item = await bot.collection.ingesting.accept(self.quarantine_id)
        await interaction.followup.send(view=ingested_view([item]), ephemeral=True)
