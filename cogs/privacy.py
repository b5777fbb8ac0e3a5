"""`/privacy`: what is stored about the person who asks, and what becomes of it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker
from cogs._views import text_view

if TYPE_CHECKING:
    from bot.services.privacy import Held, Privacy
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_HASHED = (
    "-# Your Discord id is stored as a keyed hash, except in your subscriptions, which need it. "
    "Usage and judgements expire by themselves, and so do answers; `/privacy export` sends you "
    "everything, `/privacy delete` removes it."
)
_FILE = "attribune-about-you.json"
_SENT = "I have sent it to you as a direct message."
_CLOSED = (
    "Your direct messages are closed to me, so here it is instead; only you can see it. To get it "
    "as a message, allow direct messages from this server's members and ask again."
)
_DELETED = (
    "Everything I had stored about you is deleted: usage, answers, judgements and your own "
    "subscriptions. Backups that my host made before may hold it until they are deleted in turn; "
    "I never read those. From your next command on I store again what `/privacy show` lists, "
    "unless you use `/privacy opt-out`."
)
_OUT = (
    "From now on I store nothing about you: your commands are counted without you, and no "
    "question of yours is kept. All I keep is a keyed hash that says just that. What was stored "
    "before stays until it expires, or `/privacy delete` removes it. Your subscriptions go on."
)
_IN = "You have opted in again. `/privacy show` says what I store about you."


class Services(Protocol):
    """What the commands need of the bot."""

    privacy: Privacy
    usage: Usage


class PrivacyCommands(commands.GroupCog, group_name="privacy"):
    """What I store about you, and how to get rid of it."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    async def show(self, interaction: Interaction) -> None:
        """What I store about you now."""
        async with self.bot.usage.record("privacy show", _nobody(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            held = await self.bot.privacy.show(interaction.user.id)
            await interaction.followup.send(view=text_view(held_texts(held)))

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Get everything I store about you as a file, in a direct message."""
        async with self.bot.usage.record("privacy export", _nobody(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            raw = await self.bot.privacy.export(interaction.user.id)
            try:
                await interaction.user.send("All I store about you:", file=_file(raw))
            except discord.HTTPException:
                await interaction.followup.send(_CLOSED, file=_file(raw))
            else:
                await interaction.followup.send(_SENT)

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Delete everything I store about you, at once."""
        async with self.bot.usage.record("privacy delete", _nobody(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            await self.bot.privacy.delete(interaction.user.id)
            await interaction.followup.send(_DELETED)

    @app_commands.command(name="opt-out")
    async def opt_out(self, interaction: Interaction) -> None:
        """Store nothing about me from now on."""
        async with self.bot.usage.record("privacy opt-out", _nobody(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            await self.bot.privacy.opt_out(interaction.user.id)
            await interaction.followup.send(_OUT)

    @app_commands.command(name="opt-in")
    async def opt_in(self, interaction: Interaction) -> None:
        """Take an opt-out back."""
        async with self.bot.usage.record("privacy opt-in", _nobody(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            await self.bot.privacy.opt_in(interaction.user.id)
            await interaction.followup.send(_IN)


def held_texts(held: Held) -> list[str]:
    """Return the texts of a message that says what is stored."""
    lines = []
    for holding in held.holdings:
        since = f", since {_day(holding.oldest)}" if holding.oldest else ""
        lines.append(f"- {holding.name}: **{holding.count:,}**{since}")
    head = "Nothing." if held.is_nothing else "\n".join(lines)
    out = "\nYou have opted out: I store nothing more about you." if held.has_opted_out else ""
    return [f"### What I store about you\n{head}{out}", _HASHED]


def _day(at: str) -> str:
    return f"<t:{int(datetime.fromisoformat(at).timestamp())}:D>"


def _file(raw: bytes) -> discord.File:
    return discord.File(io.BytesIO(raw), _FILE)


def _nobody(interaction: Interaction) -> Asker:
    """Return an asker without the person: who asks for privacy is not written down."""
    return Asker(interaction.guild_id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(PrivacyCommands(bot))
