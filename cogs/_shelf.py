"""Lists of articles that turn pages, and the question before one is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, Self

import discord
from discord import ui

from cogs._collection import list_text, pages_of
from cogs._confirming import removal_view
from cogs._items import Pressed
from cogs._render import shortened
from cogs._text import escaped
from cogs._views import text_view

if TYPE_CHECKING:
    import re

    from bot.services.browsing import Browsing
    from bot.services.collecting import Collection
    from bot.services.stories import Stories
    from bot.services.usage import Usage
    from corpus.models import ArticleVersion

Interaction = discord.Interaction[Any]
_WORDS = 60


class Services(Protocol):
    """What the commands about articles need of the bot."""

    collection: Collection
    browsing: Browsing
    stories: Stories
    usage: Usage

    async def is_host(self, user: discord.abc.User) -> bool:
        """Tell whether a person is an owner."""
        ...


class ListButton(
    Pressed, ui.DynamicItem[ui.Button[Any]], template=r"al1:(?P<page>\d{1,6}):(?P<words>.{0,60})"
):
    """Turns the page of a list of articles."""

    def __init__(self, words: str, page: int, *, label: str = "…") -> None:
        self.words = " ".join(words.split())[:_WORDS]
        super().__init__(ui.Button(label=label, custom_id=f"al1:{page}:{self.words}"))
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a message shows."""
        return cls(match["words"], int(match["page"]))

    async def press(self, interaction: Interaction) -> None:
        """Show the other page."""
        view = list_view(interaction.client, self.words, self.page)
        await interaction.response.edit_message(view=view)


def list_view(bot: Services | Any, words: str, page: int) -> ui.LayoutView:  # noqa: ANN401 (a client)
    """Return one page of the articles with these words, with buttons to the others."""
    found = bot.browsing.find(words)
    last = pages_of(found) - 1
    page = min(page, last)
    view = text_view([list_text(found, page, words)])
    buttons = []
    if page > 0:
        buttons.append(ListButton(words, page - 1, label="Back"))
    if page < last:
        buttons.append(ListButton(words, page + 1, label=f"More ({page + 2}/{last + 1})"))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def forget_view(version: ArticleVersion) -> ui.LayoutView:
    """Return the question whether an article is to be forgotten."""
    title = escaped(shortened(version.article.title, 200))
    text = (
        f"Forget **{title}** (#{version.article_id})? It is no longer searched then. Answers that "
        "cited it say so, and can still be verified."
    )
    return removal_view("af1", version.article_id, [text])
