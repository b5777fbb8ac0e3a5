"""`/usage`: for the host everything, for a server's moderators their own server."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.errors import AttribuneError
from bot.services.charting import described, draw
from bot.services.reporting import MORE_THAN, as_csv, sparkline
from bot.services.usage import Asker
from cogs._owners import Owned
from cogs._render import shortened
from cogs._text import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.reporting import Report, Reporting, Topic
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
_COLOUR = discord.Colour(0x2E7D5B)
_CHART, _CSV = "usage.png", "usage.csv"
_LONGEST_ALT = 1024  # characters of a file's description, Discord's limit
_MOST_COMMANDS = 10
_MOST_TEXT = 3000


class NotAllowed(AttribuneError):
    """The person may not see the usage here."""


class Services(Owned, Protocol):
    """What the command needs of the bot."""

    reporting: Reporting
    usage: Usage


class UsageCommand(commands.Cog):
    """Shows how the bot is used."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        days="Over how many days (30)", everywhere="All servers: for my host alone"
    )
    async def usage(
        self,
        interaction: Interaction,
        days: app_commands.Range[int, 1, 365] = 30,
        everywhere: bool | None = None,
    ) -> None:
        """How I am used: questions, answers, speed, busiest hours."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("usage", asker):
            await interaction.response.defer(thinking=True, ephemeral=True)
            is_host = await self.bot.is_host(interaction.user)
            guild_id = _scope(interaction, is_host=is_host, everywhere=everywhere)
            report = await self.bot.reporting.report(days, guild_id=guild_id)
            chart = await asyncio.to_thread(draw, report)
            view, files = usage_message(report, chart, is_everywhere=guild_id is None)
            await interaction.followup.send(view=view, files=files)


def _scope(interaction: Interaction, *, is_host: bool, everywhere: bool | None) -> int | None:
    """Return the server to report on; None for everything.

    Raises:
        NotAllowed: the person may not see that.
    """
    in_server = interaction.guild_id is not None
    if is_host and (everywhere or not in_server or everywhere is None):
        return None
    if everywhere or not in_server:
        raise NotAllowed("Only my host may see how I am used everywhere.")
    if not (is_host or interaction.permissions.manage_guild):
        raise NotAllowed("That needs a permission you do not have here: manage server.")
    return interaction.guild_id


def usage_message(
    report: Report, chart: bytes | None, *, is_everywhere: bool
) -> tuple[ui.LayoutView, list[discord.File]]:
    """Return the message that shows a report, and its files: the chart if drawn, and the CSV."""
    container: ui.Container[Any] = ui.Container(accent_colour=_COLOUR)
    where = "everywhere" if is_everywhere else "in this server"
    container.add_item(ui.TextDisplay(f"### Usage {where}, {len(report.days)} days"))
    container.add_item(ui.TextDisplay(shortened(_numbers(report), _MOST_TEXT)))
    files = [discord.File(io.BytesIO(as_csv(report)), _CSV)]
    if chart:
        alt = shortened(described(report), _LONGEST_ALT)
        files.insert(0, discord.File(io.BytesIO(chart), _CHART, description=alt))
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        gallery.add_item(media=f"attachment://{_CHART}", description=alt)
        container.add_item(gallery)
    container.add_item(ui.File(f"attachment://{_CSV}"))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    return view, files


def _numbers(report: Report) -> str:
    latency, hour = report.latency, report.busiest_hour
    lines = [
        f"**{report.questions:,}** questions of **{report.people:,}** people: "
        f"**{report.answered:,}** answered, **{report.abstained:,}** without an answer",
        f"`{sparkline([day.questions for day in report.days][-60:])}` a day",
        f"`{sparkline(report.hours)}` by hour"
        + ("" if hour is None else f", busiest at {hour:02}:00 UTC"),
        f"Half answered within {latency.p50_ms:,.0f} ms, 90 % within {latency.p90_ms:,.0f} ms, "
        f"99 % within {latency.p99_ms:,.0f} ms",
        f"Judged right **{report.right:,}**, wrong **{report.wrong:,}**",
    ]
    used = " · ".join(f"{escaped(name)} {n:,}" for name, n in report.commands[:_MOST_COMMANDS])
    lines.append(f"Commands: {used or 'none'}")
    lines += _asked_about(report)
    return "\n".join(lines)


def _asked_about(report: Report) -> list[str]:
    if not report.keeps_questions:
        return ["-# The text of questions is not kept, so there are no topics."]
    return [
        f"Topics: {_listed(report.topics)}",
        f"Speakers: {_listed(report.speakers)}",
        f"-# Only what more than {MORE_THAN} different people asked about.",
    ]


def _listed(topics: Sequence[Topic]) -> str:
    shown = (f"{escaped(shortened(topic.name, 60))} ({topic.people})" for topic in topics)
    return " · ".join(shown) or "none"


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(UsageCommand(bot))
