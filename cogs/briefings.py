"""`/briefing`: subscribe to a briefing of the news, and all that belongs to it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.subscribing import Wishes, followed, when
from bot.services.timing.zones import suggest_zones
from bot.services.usage import Asker
from cogs._briefing import history_texts, list_texts, subscription_text
from cogs._briefing_views import (
    BriefingButton,
    LineSelect,
    person_of,
    preview_view,
    texts_view,
)
from cogs._choosing import name_choices
from cogs._courier import DiscordCourier
from cogs._places import Channel, Where, chosen_place, greet

if TYPE_CHECKING:
    from bot.services.desk import Desk
    from bot.services.subscribing import Subscription
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]
Quiet = Literal["no", "silence", "soundless"]
_NEXT = 3
_MOST_CHOICES = 25
_TIME = "When, on your clock: 07:30, 7.30am, 19h"
_ZONE = "Your city or time zone: London, Kyiv, Eastern, UTC+2"
_DAYS = "every day (default), weekdays, weekends, or a list: mon, wed"
_TOPIC = "Follow topics: words with commas between; none is everything"
_SPEAKER = "Follow what people say: names with commas between"
_QUIET = "silence: send nothing when nothing is new; soundless: no notification"


class Services(Protocol):
    """What the commands need of the bot."""

    desk: Desk
    usage: Usage


class Briefings(commands.GroupCog, group_name="briefing"):
    """The news of your articles, once a day."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self.bot = bot
        self.desk: Desk = bot.desk

    async def cog_load(self) -> None:
        """Begin to send what is due."""
        self.desk.start(DiscordCourier(self.bot))

    async def cog_unload(self) -> None:
        """Stop sending; what is due stays in the database."""
        await self.desk.stop()

    @app_commands.command()
    @app_commands.describe(
        time=_TIME,
        timezone=_ZONE,
        days=_DAYS,
        topic=_TOPIC,
        speaker=_SPEAKER,
        where="This channel (if you have Manage Server) or your DMs",
        channel="Another channel, thread or forum of this server (needs Manage Server)",
        quiet=_QUIET,
    )
    async def subscribe(  # noqa: PLR0913, PLR0917 (each is an option of the command)
        self,
        interaction: Interaction,
        time: app_commands.Range[str, 1, 60],
        timezone: app_commands.Range[str, 1, 60],
        days: app_commands.Range[str, 1, 100] = "every day",
        topic: app_commands.Range[str, 1, 700] | None = None,
        speaker: app_commands.Range[str, 1, 700] | None = None,
        where: Where | None = None,
        channel: Channel | None = None,
        quiet: Quiet = "no",
    ) -> None:
        """Get a briefing at the same time each day, here or in your direct messages."""
        async with self.bot.usage.record("briefing subscribe", _asker(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            person, place = person_of(interaction), chosen_place(interaction, where, channel)
            wishes = Wishes(time, timezone, days, topic, speaker, quiet)
            await self.desk.subscribing.check(person, place, wishes)
            if place.channel_id is None:
                await greet(interaction, "Your briefings will come here.")
            added = await self.desk.subscribing.subscribe(person, place, wishes)
            text = f"### Subscribed\n{self._described(added)}"
            await interaction.followup.send(view=texts_view([text]), ephemeral=True)

    @app_commands.command(name="list")
    async def list_(self, interaction: Interaction) -> None:
        """Show your briefings, and this server's if you manage it."""
        async with self.bot.usage.record("briefing list", _asker(interaction)):
            theirs = await self.desk.subscribing.all_of(person_of(interaction))
            shown = [(s, self.desk.subscribing.next_runs(s, _NEXT)) for s in theirs]
            await self._answer(interaction, list_texts(shown))

    @app_commands.command()
    @app_commands.describe(
        topic=_TOPIC, speaker=_SPEAKER, days="How many days back (7 unless you say otherwise)"
    )
    async def preview(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, 700] = "",
        speaker: app_commands.Range[str, 1, 700] = "",
        days: app_commands.Range[int, 1, 3650] = 7,
    ) -> None:
        """Show what a briefing would say now."""
        async with self.bot.usage.record("briefing preview", _asker(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            today = self.desk.now.date()
            edition = await self.desk.briefing.preview(
                followed(topic), followed(speaker), since=today - timedelta(days=days), day=today
            )
            await interaction.followup.send(view=preview_view(edition), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(briefing="Which one, by its number")
    async def pause(self, interaction: Interaction, briefing: int | None = None) -> None:
        """Stop a briefing until you resume it."""
        async with self.bot.usage.record("briefing pause", _asker(interaction)):
            paused = await self.desk.subscribing.pause(person_of(interaction), briefing)
            await self._answer(interaction, [self._described(paused)])

    @app_commands.command()
    @app_commands.describe(briefing="Which one, by its number")
    async def resume(self, interaction: Interaction, briefing: int | None = None) -> None:
        """Let a paused briefing run again."""
        async with self.bot.usage.record("briefing resume", _asker(interaction)):
            resumed = await self.desk.subscribing.resume(person_of(interaction), briefing)
            await self._answer(interaction, [self._described(resumed)])

    @app_commands.command()
    @app_commands.describe(
        briefing="Which one, by its number",
        time=_TIME,
        timezone=_ZONE,
        days=_DAYS,
        topic=f"{_TOPIC} (write everything to follow all again)",
        speaker=_SPEAKER,
        quiet=_QUIET,
    )
    async def edit(  # noqa: PLR0913, PLR0917 (each is an option of the command)
        self,
        interaction: Interaction,
        briefing: int | None = None,
        time: app_commands.Range[str, 1, 60] | None = None,
        timezone: app_commands.Range[str, 1, 60] | None = None,
        days: app_commands.Range[str, 1, 100] | None = None,
        topic: app_commands.Range[str, 1, 700] | None = None,
        speaker: app_commands.Range[str, 1, 700] | None = None,
        quiet: Quiet | None = None,
    ) -> None:
        """Change a briefing: only what you fill in changes."""
        async with self.bot.usage.record("briefing edit", _asker(interaction)):
            wishes = Wishes(time, timezone, days, topic, speaker, quiet)
            changed = await self.desk.subscribing.edit(person_of(interaction), briefing, wishes)
            await self._answer(interaction, [self._described(changed)])

    @app_commands.command()
    @app_commands.describe(briefing="Which one, by its number")
    async def unsubscribe(self, interaction: Interaction, briefing: int | None = None) -> None:
        """End a briefing and forget its history."""
        async with self.bot.usage.record("briefing unsubscribe", _asker(interaction)):
            gone = await self.desk.subscribing.unsubscribe(person_of(interaction), briefing)
            await self._answer(interaction, [f"Unsubscribed: {when(gone.wanted)}."])

    @app_commands.command()
    @app_commands.describe(briefing="Which one, by its number")
    async def history(self, interaction: Interaction, briefing: int | None = None) -> None:
        """Show what became of each day: sent, late, merged or failed, and why."""
        async with self.bot.usage.record("briefing history", _asker(interaction)):
            found = await self.desk.subscribing.history(person_of(interaction), briefing)
            await self._answer(interaction, history_texts(*found))

    @subscribe.autocomplete("timezone")
    @edit.autocomplete("timezone")
    async def complete_zone(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer time zones with the time there now."""
        found = suggest_zones(typed, self.desk.now)
        return [app_commands.Choice(name=zone.label, value=zone.key) for zone in found]

    @subscribe.autocomplete("speaker")
    @preview.autocomplete("speaker")
    @edit.autocomplete("speaker")
    async def complete_speakers(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer speakers for the last of the names typed."""
        before, comma, last = typed.rpartition(",")
        names = await self.bot.quoting.complete(last.strip())
        return name_choices(f"{before}{comma} {name}".strip() for name in names)

    @pause.autocomplete("briefing")
    @resume.autocomplete("briefing")
    @edit.autocomplete("briefing")
    @unsubscribe.autocomplete("briefing")
    @history.autocomplete("briefing")
    async def complete_briefing(
        self, interaction: Interaction, typed: int | str
    ) -> list[app_commands.Choice[int]]:
        """Offer the briefings that the person may change."""
        theirs = await self.desk.subscribing.all_of(person_of(interaction))
        labels = {s.id: f"{s.id} · {when(s.wanted)}"[:100] for s in theirs}
        fitting = [n for n, label in labels.items() if str(typed) in label][:_MOST_CHOICES]
        return [app_commands.Choice(name=labels[n], value=n) for n in fitting]

    def _described(self, subscription: Subscription) -> str:
        runs = self.desk.subscribing.next_runs(subscription, _NEXT)
        return subscription_text(subscription, runs)

    async def _answer(self, interaction: Interaction, texts: list[str]) -> None:
        await interaction.response.send_message(view=texts_view(texts), ephemeral=True)


def _asker(interaction: Interaction) -> Asker:
    return Asker(interaction.guild_id, interaction.user.id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    bot.add_dynamic_items(BriefingButton, LineSelect)
    await bot.add_cog(Briefings(bot))
