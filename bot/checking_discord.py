"""What the doctor asks Discord: the application, its commands, and what it may do where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.client import command_names, use_api
from bot.services.checking import Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.config import Settings
    from bot.storage.subscriptions import Subscription

_MOST_SERVERS = 50  # asked one by one
_IN_SERVERS = ("view_channel", "send_messages", "embed_links", "attach_files")
_IN_CHANNELS = ("view_channel", "send_messages", "read_message_history")
_PRIVILEGED = ("gateway_presence", "gateway_guild_members", "gateway_message_content")
_LOST = (aiohttp.ClientError, OSError, TimeoutError, discord.HTTPException)


async def check_discord(settings: Settings, used: list[Subscription]) -> list[Finding]:
    """Return a finding for each thing; nothing is changed. The token is known to be good.

    Args:
        settings: What the host decided.
        used: The subscriptions that run, for the channels they go to.
    """
    token = settings.token
    assert token is not None
    use_api(str(settings.discord_api_url) if settings.discord_api_url else None)
    findings: list[Finding] = []
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(token)
            findings += [finding async for finding in _look(client, settings, used)]
    except _LOST as error:
        detail = f"Discord did not answer everything ({type(error).__name__}); try again"
        findings.append(Finding("Discord", Verdict.WARNING, detail))
    return findings


async def _look(
    client: discord.Client, settings: Settings, used: list[Subscription]
) -> AsyncIterator[Finding]:
    application = await client.application_info()
    yield _application(application)
    yield _intents(application.flags)
    yield await _commands(client, settings)
    async for finding in _servers(client):
        yield finding
    channels = {s.wanted.channel_id: s for s in used if s.wanted.channel_id}
    for channel_id in channels:
        yield await _channel(client, channel_id)


def _application(application: discord.AppInfo) -> Finding:
    address = application.interactions_endpoint_url
    if address:
        detail = (
            "an Interactions Endpoint URL is set, so that no command reaches the bot: remove it in "
            "the Developer Portal, General Information"
        )
        return Finding("application", Verdict.ERROR, detail)
    many = application.approximate_guild_count
    return Finding("application", Verdict.OK, f"id {application.id}, in about {many or 0} servers")


def _intents(flags: discord.ApplicationFlags) -> Finding:
    on = [
        name.removeprefix("gateway_").replace("_", " ")
        for name in _PRIVILEGED
        if getattr(flags, name) or getattr(flags, f"{name}_limited")
    ]
    if on:
        detail = f"{', '.join(on)}: switched on and not needed; switch off in the portal, under Bot"
        return Finding("intents", Verdict.WARNING, detail)
    return Finding("intents", Verdict.OK, "no privileged intent is switched on, and none is needed")


async def _commands(client: discord.Client, settings: Settings) -> Finding:
    guild = settings.attribune_dev_guild
    assert client.application_id is not None
    if guild:
        listed = await client.http.get_guild_commands(client.application_id, guild)
    else:
        listed = await client.http.get_global_commands(client.application_id)
    there = {command["name"] for command in listed if command.get("type", 1) == 1}
    known = command_names()
    wrong = [f"/{name} is missing" for name in sorted(known - there)]
    wrong += [f"/{name} is too many" for name in sorted(there - known)]
    if wrong:
        detail = f"{', '.join(wrong[:5])}: register them with `sync`"
        return Finding("commands", Verdict.WARNING, detail)
    return Finding("commands", Verdict.OK, f"{len(listed)} are registered")


async def _servers(client: discord.Client) -> AsyncIterator[Finding]:
    count = 0
    async for server in client.fetch_guilds(limit=_MOST_SERVERS, with_counts=False):
        count += 1
        granted = server.me.guild_permissions if server.me else None
        if granted is None:
            granted = await _granted(client, server.id)
        missing = _missing(granted, _IN_SERVERS)
        if missing:
            detail = f"missing: {', '.join(missing)}; grant them to the bot's role"
            yield Finding(f"server {server.id}", Verdict.WARNING, detail)
    if not count:
        detail = "it is in none: open the install link of the Developer Portal, Installation"
        yield Finding("servers", Verdict.WARNING, detail)
    else:
        yield Finding("servers", Verdict.OK, f"{count} were looked at")


async def _granted(client: discord.Client, guild_id: int) -> discord.Permissions:
    guild = await client.fetch_guild(guild_id, with_counts=False)
    assert client.user is not None
    return (await guild.fetch_member(client.user.id)).guild_permissions


async def _channel(client: discord.Client, channel_id: int) -> Finding:
    name = f"channel {channel_id}"
    try:
        granted = await _granted_in(client, channel_id)
    except (discord.NotFound, discord.Forbidden):
        detail = "it cannot be seen, and briefings go there: is it gone, or View Channel missing?"
        return Finding(name, Verdict.ERROR, detail)
    missing = _missing(granted, _IN_CHANNELS)
    if missing:
        detail = f"briefings go there; missing: {', '.join(missing)}"
        return Finding(name, Verdict.ERROR, detail)
    return Finding(name, Verdict.OK, "briefings may go there")


async def _granted_in(client: discord.Client, channel_id: int) -> discord.Permissions:
    assert client.user is not None
    found = await client.fetch_channel(channel_id)  # knows its server's id, but not its roles
    assert isinstance(found, discord.abc.GuildChannel | discord.Thread)
    guild = await client.fetch_guild(found.guild.id, with_counts=False)
    place_id = found.parent_id if isinstance(found, discord.Thread) else found.id
    place = await guild.fetch_channel(place_id)
    return place.permissions_for(await guild.fetch_member(client.user.id))


def _missing(granted: discord.Permissions, needed: tuple[str, ...]) -> list[str]:
    return [name.replace("_", " ").title() for name in needed if not getattr(granted, name)]
