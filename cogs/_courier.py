"""Takes briefings to channels, threads, forums and direct messages; finds them by their mark."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import ui

from bot.patience import LOST
from bot.services.delivering import Arrival, TryLater, Undeliverable
from bot.services.edition import from_json
from cogs._briefing_views import edition_view, paused_view

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from datetime import datetime

    from discord.ext.commands import AutoShardedBot

    from bot.services.delivering import Parcel
    from bot.services.subscribing import Subscription, Wanted

    Readable = discord.abc.Messageable

CONNECTION_LOST = (*LOST, OSError)  # what a cut connection raises
log = logging.getLogger(__name__)
_MISSING_PERMISSIONS = 50013  # Discord's number
_T = TypeVar("_T")
_RATE_LIMITED, _SERVER_ERROR = 429, 500
_WHY = {
    10003: "The channel is gone.",
    10004: "I am no longer in that server.",
    10013: "That person is no longer on Discord.",
    50001: "I can no longer see the channel: I was removed from the server, or lost View Channel.",
    50007: "Your direct messages are closed to me: allow them from this server's members.",
    50278: "Your direct messages are closed to me: we share no server any more.",
}
_NEEDED = ("view_channel", "send_messages", "read_message_history")


class DiscordCourier:
    """The courier of `bot.services.delivering` on Discord."""

    def __init__(self, bot: AutoShardedBot) -> None:
        self._bot = bot

    async def send(self, parcel: Parcel) -> Arrival:
        """Send the parcel under its nonce."""
        return await _translated(self._send(parcel))

    async def find(self, parcel: Parcel, *, since: datetime, until: datetime) -> Arrival | None:
        """Return where the parcel's mark stands among what was sent between two moments."""
        return await _translated(self._find(parcel, since, until))

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """Tell the subscriber that the subscription is paused, if they can be told."""
        await _translated(self._tell(subscription, sentence))

    async def _send(self, parcel: Parcel) -> Arrival:
        place = await self._place(parcel.subscription.wanted)
        edition = from_json(parcel.delivery.payload)
        late = parcel.delivery.claimed_at - parcel.delivery.due_at if parcel.is_late else None
        if late is not None:
            late = max(late, discord.utils.utcnow() - parcel.delivery.due_at)
        nonce, quiet = parcel.delivery.nonce, parcel.subscription.wanted.quiet == "soundless"
        view = edition_view(edition, nonce, late=late)
        if isinstance(place, discord.ForumChannel):
            kind = "It has appeared" if edition.kind == "watch" else "Briefing"
            name = f"{kind} {edition.day.isoformat()}"
            opened = await place.create_thread(name=name, view=view)
            return Arrival(opened.thread.id, opened.message.id)
        whom = discord.AllowedMentions.none()
        if parcel.subscription.is_watch and parcel.subscription.wanted.channel_id:
            view.add_item(ui.TextDisplay(f"-# <@{parcel.subscription.wanted.user_id}>"))
            whom = discord.AllowedMentions(
                users=[discord.Object(parcel.subscription.wanted.user_id)]
            )
        message = await place.send(view=view, nonce=nonce, silent=quiet, allowed_mentions=whom)
        await _publish(message)
        return Arrival(message.channel.id, message.id)

    async def _find(self, parcel: Parcel, since: datetime, until: datetime) -> Arrival | None:
        place = await self._place(parcel.subscription.wanted)
        assert self._bot.user is not None  # logged in before anything is sent
        async for message in _own_messages(place, since, until, self._bot.user.id):
            if parcel.delivery.nonce in _marks(message):
                await _publish(message)
                return Arrival(message.channel.id, message.id)
        return None

    async def _tell(self, subscription: Subscription, sentence: str) -> None:
        user = await self._user(subscription.wanted.user_id)
        await user.send(view=paused_view(subscription, sentence))

    async def _place(self, wanted: Wanted) -> Readable | discord.ForumChannel:
        if wanted.channel_id is None:
            user = await self._user(wanted.user_id)
            return user.dm_channel or await user.create_dm()
        channel: Any = self._bot.get_channel(wanted.channel_id)
        if channel is None:
            channel = await self._bot.fetch_channel(wanted.channel_id)
        return channel  # type: ignore[no-any-return]  # subscribe only takes channels for messages

    async def _user(self, user_id: int) -> discord.User:
        return self._bot.get_user(user_id) or await self._bot.fetch_user(user_id)


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread, permissions: discord.Permissions
) -> list[str]:
    """Return the names of the permissions that a briefing needs in a channel and the bot lacks."""
    needed = list(_NEEDED)
    if isinstance(channel, discord.Thread):
        needed[1] = "send_messages_in_threads"
    return [name.replace("_", " ").title() for name in needed if not getattr(permissions, name)]


async def _own_messages(
    place: Readable | discord.ForumChannel, since: datetime, until: datetime, me: int
) -> AsyncIterator[discord.Message]:
    if isinstance(place, discord.ForumChannel):
        for thread in await place.guild.active_threads():
            if thread.parent_id == place.id and thread.owner_id == me:
                yield await thread.fetch_message(thread.id)
        return
    async for message in place.history(after=since, before=until, limit=None, oldest_first=True):
        if message.author.id == me:
            yield message


def _marks(message: discord.Message) -> str:
    view = ui.LayoutView.from_message(message, timeout=None)
    found = (getattr(item, "custom_id", None) for item in view.walk_children())
    return " ".join(custom_id for custom_id in found if custom_id)


async def _publish(message: discord.Message) -> None:
    channel = message.channel
    if not isinstance(channel, discord.TextChannel) or not channel.is_news():
        return
    if message.flags.crossposted:
        return
    try:
        await message.publish()
    except (discord.HTTPException, *CONNECTION_LOST) as error:
        log.warning("message %d: not published: %s", message.id, error)


async def _translated(doing: Awaitable[_T]) -> _T:
    """Return what comes out; raise Undeliverable or TryLater for what Discord refuses or loses."""
    try:
        return await doing
    except (discord.Forbidden, discord.NotFound) as refusal:
        raise Undeliverable(_WHY.get(refusal.code) or _named(refusal)) from refusal
    except discord.RateLimited as limit:
        raise TryLater("Discord limits how fast I may post.", limit.retry_after) from limit
    except discord.HTTPException as trouble:
        if trouble.status == _RATE_LIMITED or trouble.status >= _SERVER_ERROR:
            raise TryLater(f"Discord answered {trouble.status}.") from trouble
        raise
    except CONNECTION_LOST as trouble:
        raise TryLater("The connection to Discord was lost.") from trouble


def _named(refusal: discord.HTTPException) -> str:
    if refusal.code == _MISSING_PERMISSIONS:
        return "I lost a permission in the channel: Send Messages or Read Message History."
    return f"Discord refused it: {refusal.text or refusal.status}."
