"""The one path of failures: one clear message for the person, one line for the host."""

from __future__ import annotations

import logging
import math
import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.errors import AttribuneError
from bot.patience import ALREADY_ACKNOWLEDGED, LOST
from bot.services.harmless import harmless

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.limiting import Cooldowns

log = logging.getLogger(__name__)
_GENERIC = "Something went wrong on my side, and it has been written down. Please try again."
_AWAY = "Discord and I lost each other for a moment. Please try again."
_LONGEST = 1900
_CHANNEL = discord.AppCommandOptionType.channel
_RISKY = re.compile(r"[\[\]<@|]|:(?=//)")  # links, mentions, spoilers
# Discord took the interaction back (it came too late), or it was answered by somebody else.
_OVER = {10062, 10015, 50027, ALREADY_ACKNOWLEDGED}


class TooOften(AttribuneError):
    """Somebody used commands faster than the bot lets one person, or one server.

    Attributes:
        until: When they may again, in UTC.
    """

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("That was a lot at once.")


class Tree(app_commands.CommandTree[Any]):
    """A command tree with cooldowns, whose failures end in `report`."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let a command through unless it is one too many; those who run the bot always may."""
        if interaction.type is not discord.InteractionType.application_command:
            return True
        return await is_in_time(interaction)

    async def on_error(
        self,
        interaction: discord.Interaction[Any],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the person and log it, whatever a command raised."""
        await report(interaction, error)


async def is_in_time(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether a command, a press or a form may go on now, and tell the person where not.

    Those who run the bot always may.
    """
    cooldowns: Cooldowns = interaction.client.cooldowns
    user_id, guild_id = interaction.user.id, interaction.guild_id
    if interaction.type is discord.InteractionType.application_command:
        used: Any = interaction.data
        until = cooldowns.use(str(used["name"]), user_id=user_id, guild_id=guild_id)
    else:
        until = cooldowns.press(user_id=user_id, guild_id=guild_id)
    if until is None or await interaction.client.is_host(interaction.user):
        return True
    await report(interaction, TooOften(until))
    return False


def sentence_of(error: AttribuneError) -> str:
    """Return an error's sentence for a Discord message, whatever it repeats of what was typed."""
    shown = _RISKY.sub(lambda match: "\\" + match.group(), harmless(str(error)))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip("\\") + "…"


async def report(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Say in one message what went wrong; log what the host should know.

    An AttribuneError's own sentence is shown. A lost connection is one line in the log. Anything
    else is logged with its trace and shown as a general apology, without its text.
    """
    error = getattr(error, "original", error)
    if is_over(error):
        log.warning("interaction %d came too late or was answered already", interaction.id)
        return
    sentence = _sentence(error)
    if sentence is None:
        log.error("interaction %d failed", interaction.id, exc_info=error)
    elif sentence is _AWAY:
        log.warning("interaction %d: %s: %s", interaction.id, type(error).__name__, error)
    else:
        log.info("interaction %d: %s", interaction.id, type(error).__name__)
    await _say(interaction, sentence or _GENERIC)


def again_at(until: datetime) -> str:
    """Return a moment as Discord shows it to each reader: in so many seconds."""
    return f"<t:{math.ceil(until.timestamp())}:R>"


def is_over(error: BaseException) -> bool:
    """Tell whether nobody waits for an interaction's answer any more."""
    return isinstance(error, discord.HTTPException) and error.code in _OVER


def _sentence(error: BaseException) -> str | None:
    if isinstance(error, TooOften):
        return f"{error} You may ask again {again_at(error.until)}."
    if isinstance(error, AttribuneError):
        return sentence_of(error)
    if isinstance(error, app_commands.MissingPermissions):
        needed = ", ".join(name.replace("_", " ") for name in error.missing_permissions)
        return f"That needs a permission you do not have here: {needed}."
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return "That command has just changed. Restart Discord, or try again in a minute."
    if isinstance(error, app_commands.CheckFailure):
        return "You may not use that here."
    if isinstance(error, app_commands.TransformerError) and error.type is _CHANNEL:
        return "I do not see that channel: I am no member of its server, or it is hidden from me."
    return _from_discord(error)


def _from_discord(error: BaseException) -> str | None:
    if isinstance(error, discord.Forbidden):
        return "Discord does not let me do that here: a permission is missing."
    if isinstance(error, (discord.DiscordServerError, *LOST)):
        return _AWAY
    return None


async def _say(interaction: discord.Interaction[Any], sentence: str) -> None:
    try:
        await _send(interaction, sentence)
    except discord.HTTPException as error:
        if not is_over(error):
            log.warning(
                "interaction %d: the message was not accepted: %s", interaction.id, error.code
            )
    except LOST as error:
        log.warning("interaction %d: the message was not sent: %s", interaction.id, error)


async def _send(interaction: discord.Interaction[Any], sentence: str) -> None:
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(sentence, ephemeral=True)
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
        else:
            return
    # It was acknowledged, maybe by a request whose answer never came: nobody stays "thinking…".
    await interaction.followup.send(sentence, ephemeral=True)
