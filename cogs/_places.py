"""Where something is to be sent later: a channel that is checked at once, or direct messages."""

from __future__ import annotations

from typing import Any, Literal

import discord

from bot.errors import AttribuneError
from bot.services.subscribing import Place
from cogs._courier import missing_permissions

Interaction = discord.Interaction[Any]
Channel = discord.TextChannel | discord.Thread | discord.ForumChannel
Where = Literal["this channel", "my direct messages"]


class NotHere(AttribuneError):
    """Nothing can be sent to a place; the text says why, naming what is missing."""


def channel_place(channel: Channel) -> Place:
    """Return a channel as a place.

    Raises:
        NotHere: the bot may not do there what it takes; each missing permission is named.
    """
    missing = missing_permissions(channel, channel.permissions_for(channel.guild.me))
    if missing:
        raise NotHere(f"In {channel.mention} I lack: {', '.join(missing)}. Allow it and try again.")
    return Place(channel.guild.id, channel.id)


def this_channel(interaction: Interaction) -> Channel:
    """Return the channel that a person acts in.

    Raises:
        NotHere: it is none of a server that the bot is in, or none that takes such messages.
    """
    channel = interaction.channel
    if interaction.guild_id is None:
        raise NotHere("There is no channel here: this is a direct message.")
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        raise NotHere("I am no member of this server, so I cannot post here by myself.")
    if not isinstance(channel, Channel):
        raise NotHere("I can post to text channels, threads and forums, but not here.")
    return channel


def chosen_place(interaction: Interaction, where: Where | None, channel: Channel | None) -> Place:
    """Return where a briefing goes: as chosen, else here if the person may, else to them.

    Raises:
        NotHere: the person, or the bot, may not do there what it takes.
    """
    if channel is None:
        manages = interaction.guild_id is not None and interaction.permissions.manage_guild
        if where == "my direct messages" or (where is None and not manages):
            return Place()
        channel = this_channel(interaction)
    if not channel.permissions_for(interaction.user).manage_guild:  # type: ignore[arg-type]  # a member
        raise NotHere("A briefing in a channel needs Manage Server. Without one, it goes to you.")
    return channel_place(channel)


async def greet(interaction: Interaction, text: str) -> None:
    """Write to the person's direct messages, so that closed ones are known at once.

    Raises:
        NotHere: they are closed.
    """
    try:
        await interaction.user.send(text)
    except discord.Forbidden as closed:
        raise NotHere(
            "Your direct messages are closed to me. Open them in this server's privacy settings, "
            "or choose a channel."
        ) from closed
