"""Which of several people is meant: what an option completes to, and a menu that asks.

The menu outlives a restart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import app_commands, ui

from bot.services.harmless import one_line
from bot.services.quoting.again import CONDITIONS
from bot.services.usage import Asker
from cogs._items import Pressed
from cogs._text import escaped, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.quoting.models import Known

Interaction = discord.Interaction[Any]
_MOST_CHOICES = 25
_LONGEST = 100
_TOPIC = 300
_COGS = {"quote": "Quotes", "card": "Speakers", "ask": "Search"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class WhoMenu(
    Pressed,
    ui.DynamicItem[ui.Select[Any]],
    template=r"at1:who:(?P<act>quote|card|ask):(?P<private>[01])"
    rf"(?::(?P<conditions>{CONDITIONS}))?",
):
    """Who is meant? What is wanted stands in the message above the menu, its conditions here."""

    def __init__(
        self, act: str, *, is_private: bool, known: Sequence[Known] = (), conditions: str = ""
    ) -> None:
        options = list({name: _option(item) for item in known if (name := _shown(item))}.values())
        more = f":{conditions}" if conditions else ""
        select: ui.Select[Any] = ui.Select(
            custom_id=f"at1:who:{act}:{int(is_private)}{more}",
            placeholder="Choose one",
            options=options[:_MOST_CHOICES] or [discord.SelectOption(label="…")],
        )
        super().__init__(select)
        self.act = act
        self.is_private = is_private
        self.conditions = conditions

    @property
    def name(self) -> str:
        """Who was chosen."""
        return self.item.values[0]

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the menu that a custom_id describes."""
        conditions = match["conditions"] or ""
        return cls(match["act"], is_private=match["private"] == "1", conditions=conditions)

    async def press(self, interaction: Interaction) -> None:
        """Show what was wanted, of the one chosen."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with interaction.client.usage.record("menu who", asker):
            cog = interaction.client.get_cog(_COGS[self.act])
            await cog.show_chosen(interaction, self)


def _option(known: Known) -> discord.SelectOption:
    role = known.person.roles[0] if known.person.roles else ""
    described = one_line(f"{known.quotations} quotations{', ' + role if role else ''}")
    name = _shown(known)
    return discord.SelectOption(label=name, value=name, description=described[:_LONGEST])


def _shown(known: Known) -> str:
    return one_line(known.person.name)[:_LONGEST].strip()


def name_choices(names: Iterable[str]) -> list[app_commands.Choice[str]]:
    """Return names as what an option completes to, without those too long for Discord."""
    return [
        app_commands.Choice(name=label(name, _LONGEST), value=name)
        for name in names
        if len(name) <= _LONGEST
    ]


def choice_view(menu: WhoMenu, wanted: str = "") -> ui.LayoutView:
    """Return the message that asks who is meant.

    Args:
        menu: Whom to choose from, and what to do then.
        wanted: What is wanted of the one chosen: a topic, or nothing.
    """
    view = ui.LayoutView(timeout=None)
    container: ui.Container[Any] = ui.Container()
    container.add_item(ui.TextDisplay("### Who is meant?"))
    if wanted:
        container.add_item(ui.TextDisplay(f"About: {escaped(one_line(wanted)[:_TOPIC])}"))
    container.add_item(ui.ActionRow(menu))
    view.add_item(container)
    return view


def wanted_in(message: discord.Message | None) -> str:
    """Return the topic that a `choice_view` shows; empty when it shows none."""
    if message is None:
        return ""
    view = ui.LayoutView.from_message(message, timeout=None)
    texts = (item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))
    shown = next((t.removeprefix("About: ") for t in texts if t.startswith("About: ")), "")
    return _ESCAPED.sub(r"\1", shown)
