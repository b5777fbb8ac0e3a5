"""The two buttons under an answer that say whether it was right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, Self

import discord
from discord import ui

from bot.services.usage import Asker
from cogs._items import Pressed

if TYPE_CHECKING:
    import re

    from bot.services.judging import Judging
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
Verdict = Literal["right", "wrong"]
_LABELS: dict[Verdict, str] = {"right": "Right", "wrong": "Wrong"}
_THANKS = (
    "Thank you. I keep your judgement with the question, for whoever runs me; "
    "`/privacy show` lists it and `/privacy delete` removes it."
)


class Services(Protocol):
    """What the buttons need of the bot."""

    judging: Judging
    usage: Usage


class FeedbackButton(
    Pressed,
    ui.DynamicItem[ui.Button[Any]],
    template=r"fb1:(?P<verdict>right|wrong):(?P<id>[0-9a-f]{12})",
):
    """A button that says whether an answer was right."""

    def __init__(self, verdict: Verdict, id_: str) -> None:
        super().__init__(ui.Button(label=_LABELS[verdict], custom_id=f"fb1:{verdict}:{id_}"))
        self.verdict = verdict
        self.shown_id = id_

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Return the button that a custom_id describes."""
        verdict: Any = match["verdict"]
        return cls(verdict, match["id"])

    async def press(self, interaction: Interaction) -> None:
        """Keep the judgement and thank for it, privately."""
        services: Services = interaction.client
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with services.usage.record(f"button {self.verdict}", asker):
            is_right = self.verdict == "right"
            await services.judging.judge(self.shown_id, asker, is_right=is_right)
            await interaction.response.send_message(_THANKS, ephemeral=True)


def feedback_buttons(id_: str) -> list[FeedbackButton]:
    """Return the two buttons for a kept answer."""
    return [FeedbackButton("right", id_), FeedbackButton("wrong", id_)]
