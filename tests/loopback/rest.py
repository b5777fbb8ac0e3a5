"""The REST routes that a bot uses, over one world."""

import json
import re

from aiohttp import web

from tests.loopback.faults import ROUTE, answer, refusal
from tests.loopback.limits import check_body
from tests.loopback.world import (
    ANNOUNCEMENT,
    CROSSPOSTED,
    HISTORY,
    MANAGE_MESSAGES,
    PUBLIC_THREAD,
    SEND,
    Refusal,
)

BODY = web.RequestKey("body", dict)
ROUTES = []


def route(method, path):
    def keep(function):
        ROUTES.append((method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), function))
        return function

    return keep


class Rest:
    """Answers one request after another; `seen` has each as (method, path)."""

    def __init__(self, world, gateway, faults):
        self.world, self.gateway, self.faults = world, gateway, faults
        self.seen = []

    async def answer(self, request):
        request[ROUTE] = request.path.removeprefix("/api/v10")
        request[BODY] = await _body(request)
        self.seen.append((request.method, request[ROUTE]))
        response = await self.faults.before(request)
        if response is not None:
            return response
        response = await self._effect(request)
        return await self.faults.behind(request, response) or response

    async def _effect(self, request):
        for method, pattern, function in ROUTES:
            fitting = pattern.fullmatch(request[ROUTE])
            if fitting and method == request.method:
                try:
                    found = await function(self, request, **fitting.groupdict())
                except Refusal as no:
                    return refusal(no.status, no.code, no.message)
                return answer(found) if found is not None else web.Response(status=204)
        return refusal(404, 0, f"no such route here: {request.method} {request[ROUTE]}")

    @route("GET", "/users/@me")
    async def me(self, request):
        return self.world.me.payload()

    @route("GET", "/oauth2/applications/@me")
    @route("GET", "/applications/@me")
    async def application(self, request):
        owner = next((u for u in self.world.users.values() if not u.bot), self.world.me)
        base = {"id": str(self.world.me.id), "name": "Attribune", "description": "", "icon": None}
        base |= {"bot_public": True, "bot_require_code_grant": False, "verify_key": "00"}
        return base | {"owner": owner.payload(), "team": None, "flags": 0}

    @route("GET", "/gateway/bot")
    async def gateway_bot(self, request):
        limit = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}

    @route("GET", "/applications/{app}/commands")
    async def commands(self, request, app):
        return self.world.commands.get(0, [])

    @route("PUT", "/applications/{app}/commands")
    async def put_commands(self, request, app):
        return self._keep_commands(0, request[BODY])

    @route("PUT", "/applications/{app}/guilds/{guild}/commands")
    async def put_guild_commands(self, request, app, guild):
        return self._keep_commands(int(guild), request[BODY])

    def _keep_commands(self, guild_id, commands):
        ids = {"application_id": str(self.world.me.id), "default_member_permissions": None}
        kept = [
            {"type": 1, "description": "", **command, **ids, "version": "1"} for command in commands
        ]
        for command in kept:
            command["id"] = str(self.world.new_id())
        self.world.commands[guild_id] = kept
        return kept

    @route("GET", "/users/@me/guilds")
    async def my_guilds(self, request):
        mine = [g for g in self.world.guilds.values() if self.world.me.id in g.members]
        return [
            {"id": str(g.id), "name": g.name, "icon": None, "owner": False, "features": []}
            for g in mine
        ]

    @route("POST", "/users/@me/channels")
    async def open_dm(self, request):
        user = self.world.users.get(int(request[BODY]["recipient_id"]))
        if user is None:
            raise Refusal(404, 10013, "Unknown User")
        return self.world.dm_with(user).payload()

    @route("GET", "/users/{user}")
    async def user(self, request, user):
        found = self.world.users.get(int(user))
        if found is None:
            raise Refusal(404, 10013, "Unknown User")
        return found.payload()

    @route("GET", "/guilds/{guild}")
    async def guild(self, request, guild):
        return self._guild(guild).payload()

    @route("GET", "/guilds/{guild}/channels")
    async def channels(self, request, guild):
        return self._guild(guild).payload()["channels"]

    @route("GET", "/guilds/{guild}/threads/active")
    async def threads(self, request, guild):
        return {"threads": self._guild(guild).payload()["threads"], "members": []}

    @route("GET", "/guilds/{guild}/members/{user}")
    async def member(self, request, guild, user):
        member = self._guild(guild).members.get(int(user))
        if member is None:
            raise Refusal(404, 10007, "Unknown Member")
        return self._guild(guild).member_payload(member[0])

    def _guild(self, guild_id):
        guild = self.world.guilds.get(int(guild_id))
        if guild is None or self.world.me.id not in guild.members:
            raise Refusal(404, 10004, "Unknown Guild")
        return guild

    @route("GET", "/channels/{channel}")
    async def channel(self, request, channel):
        found = self.world.channel(channel)
        self.world.demand(self.world.me, found)
        return found.payload()

    @route("GET", "/channels/{channel}/messages")
    async def history(self, request, channel):
        found = self.world.channel(channel)
        self.world.demand(self.world.me, found, HISTORY)
        messages = sorted(found.messages.values(), key=lambda m: -m.id)
        query, limit = request.query, int(request.query.get("limit", 50))
        if "before" in query:
            messages = [m for m in messages if m.id < int(query["before"])]
        if "after" in query:
            newer = [m for m in messages if m.id > int(query["after"])]
            messages = newer[-limit:]
        return [m.payload() for m in messages[:limit]]

    @route("POST", "/channels/{channel}/messages")
    async def post(self, request, channel):
        found, body = self.world.channel(channel), request[BODY]
        self.world.demand(self.world.me, found, SEND)
        check_body(body)
        reference = (body.get("message_reference") or {}).get("message_id")
        earlier = self.world.message(found, reference) if reference else None
        message, fresh = self.world.post(self.world.me, found, body, reference=earlier)
        if fresh:
            await self.gateway.announce(message)
        return {**message.payload(), "nonce": message.nonce}

    @route("GET", "/channels/{channel}/messages/{message}")
    async def message(self, request, channel, message):
        found = self.world.channel(channel)
        self.world.demand(self.world.me, found, HISTORY)
        return self.world.message(found, message).payload()

    @route("PATCH", "/channels/{channel}/messages/{message}")
    async def edit(self, request, channel, message):
        kept = self.world.message(self.world.channel(channel), message)
        if kept.author is not self.world.me:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        return self._edited(kept, request[BODY])

    def _edited(self, message, body):
        merged = {**message.body, **body}
        check_body(merged)
        message.body, message.edited = merged, self.world.clock()
        return message.payload()

    @route("DELETE", "/channels/{channel}/messages/{message}")
    async def delete(self, request, channel, message):
        found = self.world.channel(channel)
        kept = self.world.message(found, message)
        if kept.author is not self.world.me:
            self.world.demand(self.world.me, found, MANAGE_MESSAGES)
        del found.messages[kept.id]

    @route("POST", "/channels/{channel}/messages/{message}/crosspost")
    async def crosspost(self, request, channel, message):
        found = self.world.channel(channel)
        kept = self.world.message(found, message)
        if found.kind != ANNOUNCEMENT:
            raise Refusal(400, 50068, "Invalid message type")
        if kept.flags & CROSSPOSTED:
            raise Refusal(400, 40033, "This message has already been crossposted.")
        kept.flags |= CROSSPOSTED
        return kept.payload()

    @route("POST", "/channels/{channel}/typing")
    async def typing(self, request, channel):
        self.world.demand(self.world.me, self.world.channel(channel), SEND)

    @route("POST", "/channels/{channel}/threads")
    async def start_thread(self, request, channel):
        forum, body = self.world.channel(channel), request[BODY]
        self.world.demand(self.world.me, forum, SEND)
        check_body(body["message"])
        thread = self.world.add_channel(forum.guild, body["name"], PUBLIC_THREAD, forum)
        thread.owner = self.world.me
        message, _ = self.world.post(self.world.me, thread, body["message"])
        thread.messages = {thread.id: message}
        message.id = thread.id
        return {**thread.payload(), "message": message.payload()}

    @route("POST", "/interactions/{interaction}/{token}/callback")
    async def respond(self, request, interaction, token):
        return await self._interaction(token).respond(request[BODY])

    @route("POST", "/webhooks/{app}/{token}")
    async def follow_up(self, request, app, token):
        check_body(request[BODY])
        return self._interaction(token).follow_up(request[BODY]).payload()

    @route("GET", "/webhooks/{app}/{token}/messages/{message}")
    async def get_response(self, request, app, token, message):
        return self._interaction(token).message(message).payload()

    @route("PATCH", "/webhooks/{app}/{token}/messages/{message}")
    async def edit_response(self, request, app, token, message):
        kept = self._interaction(token).message(message)
        if kept is self._interaction(token).original:
            self._interaction(token).settle()
        return self._edited(kept, request[BODY])

    @route("DELETE", "/webhooks/{app}/{token}/messages/{message}")
    async def delete_response(self, request, app, token, message):
        kept = self._interaction(token).message(message)
        kept.channel.messages.pop(kept.id, None)

    def _interaction(self, token):
        found = self.world.interactions.get(token)
        if found is None:
            raise Refusal(404, 10062, "Unknown interaction")
        return found


async def _body(request):
    if request.content_type == "application/json":
        return json.loads(await request.text() or "null")
    if request.content_type != "multipart/form-data":
        return None
    form = await request.post()
    body = json.loads(form.get("payload_json") or "{}")
    files = [part for part in form.values() if isinstance(part, web.FileField)]
    body["attachments"] = [
        {"id": str(n), "filename": f.filename, "size": 0, "url": "", "proxy_url": ""}
        for n, f in enumerate(files)
    ]
    return body
