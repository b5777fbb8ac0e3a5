"""The door of the small Discord: start it, order faults, act as people, look at what came."""

import asyncio
import secrets
import time

from aiohttp import web

from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interaction
from tests.loopback.rest import Rest
from tests.loopback.world import DM, EVERYTHING, GROUP, World

TOKEN = "loopback.token.only"


class Loopback:
    """A Discord of one bot on a free port of 127.0.0.1.

    Use as `async with Loopback() as discord:`; `discord.api_url` is what the bot's
    DISCORD_API_URL takes.
    """

    def __init__(self, clock=time.time, nonce_window_s=180.0):
        self.world = World(clock, nonce_window_s)
        self.faults = Faults()
        self.gateway = Gateway(self.world, TOKEN)
        self.rest = Rest(self.world, self.gateway, self.faults)
        self.port = 0
        self._runner = None

    @property
    def api_url(self):
        return f"http://127.0.0.1:{self.port}/api/v10"

    async def __aenter__(self):
        application = web.Application()
        application.router.add_get("/gateway/", self.gateway.serve)
        application.router.add_route("*", "/api/v10/{rest:.*}", self.rest.answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.url = f"ws://127.0.0.1:{self.port}/gateway/"
        return self

    async def __aexit__(self, *_):
        await self.gateway.drop(1001)
        await self._runner.cleanup()

    def messages(self, channel):
        """Return the bot's messages in a channel, oldest first."""
        kept = sorted(channel.messages.values(), key=lambda m: m.id)
        return [m for m in kept if m.author is self.world.me]

    async def say(self, user, channel, content, *, reply_to=None):
        message, _ = self.world.post(user, channel, {"content": content}, reference=reply_to)
        await self.gateway.announce(message)
        return message

    async def slash(self, user, channel, name, options=(), picked=()):
        """Send a slash command; options as Discord has them, subcommands nested.

        Channels that were `picked` are resolved as Discord resolves them.
        """
        details = self._command(name, options)
        if picked:
            seen = {str(c.id): c.payload() | {"permissions": "0"} for c in picked}
            details["resolved"] = {"channels": seen}
        return await self._interact(user, channel, 2, details)

    async def ask(self, user, channel, question, command="ask", option="question"):
        """Send a command of one option that is text."""
        return await self.slash(user, channel, command, [text_option(option, question)])

    async def menu(self, user, name, message):
        """Use a message menu on a message."""
        details = self._command(name, [])
        details |= {"type": 3, "target_id": str(message.id)}
        details["resolved"] = {"messages": {str(message.id): message.payload()}}
        return await self._interact(user, message.channel, 2, details)

    async def complete(self, user, channel, name, option, typed):
        """Ask for the choices of an option that is being typed."""
        options = [text_option(option, typed) | {"focused": True}]
        return await self._interact(user, channel, 4, self._command(name, options))

    def _command(self, name, options):
        command = next(
            (c for kept in self.world.commands.values() for c in kept if c["name"] == name), None
        )
        assert command, f"no command {name} is registered"
        return {"id": command["id"], "name": name, "type": 1, "options": list(options)}

    async def click(self, user, message, custom_id, values=None):
        details = {"custom_id": custom_id, "component_type": 3 if values else 2}
        if values:
            details["values"] = values
        return await self._interact(user, message.channel, 3, details, message)

    async def _interact(self, user, channel, kind, details, source=None):
        token = secrets.token_hex(8)
        interaction = Interaction(self.world, token, channel, user, source)
        self.world.interactions[token] = interaction
        payload = {
            "id": str(self.world.new_id()),
            "application_id": str(self.world.me.id),
            "type": kind,
            "token": token,
            "version": 1,
            "data": details,
            "channel_id": str(channel.id),
            "channel": channel.payload(),
            "locale": "en-GB",
            "entitlements": [],
            "attachment_size_limit": 10_485_760,
            **self._who(user, channel),
        }
        if source is not None:
            payload["message"] = source.payload()
        await self.gateway.dispatch("INTERACTION_CREATE", payload)
        return interaction

    def _who(self, user, channel):
        """Return who acts and where; the bot is theirs alone where it is no member."""
        if channel.kind == GROUP:
            return {
                "user": user.payload(),
                "context": 2,
                "app_permissions": str(EVERYTHING),
                "authorizing_integration_owners": {"1": str(user.id)},
            }
        if channel.kind == DM:
            return {
                "user": user.payload(),
                "context": 1,
                "app_permissions": str(EVERYTHING),
                "authorizing_integration_owners": {"0": "0"},
            }
        guild = channel.guild
        member = guild.member_payload(user)
        member["permissions"] = str(guild.permissions(user, channel))
        is_member = self.world.me.id in guild.members
        allowed = guild.permissions(self.world.me if is_member else user, channel)
        return {
            "member": member,
            "context": 0,
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "features": [], "locale": "en-GB"},
            "app_permissions": str(allowed),
            "authorizing_integration_owners": (
                {"0": str(guild.id)} if is_member else {"1": str(user.id)}
            ),
        }


def text_option(name, value):
    return {"name": name, "type": 3, "value": value}


def custom_ids(message):
    """Yield the custom_ids of a message's buttons, in order."""
    inside = list(message.body.get("components") or [])
    while inside:
        component = inside.pop(0)
        inside = (component.get("components") or []) + inside
        if "custom_id" in component:
            yield component["custom_id"]


async def until(holds, timeout_s=15.0):
    """Wait until a condition of the world holds; fail when it never does."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110 - the condition is another process's work
            await asyncio.sleep(0.01)
