"""The gateway: hello, identify, resume, heartbeats, dispatches, and the ways it drops a bot."""

import asyncio
import contextlib
import itertools
import json

from aiohttp import WSMsgType, web

from tests.loopback.world import DM

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
MESSAGE_CONTENT = 1 << 15
NOT_AUTHENTICATED = 4004


class Session:
    """One identified bot: what was dispatched to it, and the socket it listens on, if any."""

    def __init__(self, session_id, intents):
        self.id, self.intents = session_id, intents
        self.sent, self.socket = [], None

    async def dispatch(self, event, payload):
        frame = {"op": DISPATCH, "s": len(self.sent) + 1, "t": event, "d": payload}
        self.sent.append(frame)
        await self.send(frame)

    async def send(self, frame):
        if self.socket is not None and not self.socket.closed:
            with contextlib.suppress(ConnectionError):
                await self.socket.send_str(json.dumps(frame))


class Gateway:
    """Serves sockets; `sessions` outlive a drop, as Discord's do."""

    def __init__(self, world, token):
        self.world, self.token = world, token
        self.url = ""
        self.sessions = {}
        self.identifies = self.resumes = 0
        self.heartbeat_s = 41.25
        self.is_deaf = False  # heartbeats are not answered
        self.is_away = False  # no connection is taken
        self.refused_with = None  # the code that ends a connection when it identifies or resumes
        self.changed = asyncio.Condition()
        self._numbers = itertools.count(1)
        self._sockets = set()

    async def serve(self, request):
        if self.is_away:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        await socket.send_json(
            {"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat_s * 1000)}}
        )
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._received(socket, json.loads(frame.data))
        finally:
            self._sockets.discard(socket)
            await self._note()
        return socket

    async def _received(self, socket, frame):
        if frame["op"] == HEARTBEAT:
            if not self.is_deaf:
                await socket.send_json({"op": ACK})
        elif self.refused_with and frame["op"] in {IDENTIFY, RESUME}:
            await socket.close(code=self.refused_with)
        elif frame["op"] == IDENTIFY:
            await self._identify(socket, frame["d"])
        elif frame["op"] == RESUME:
            await self._resume(socket, frame["d"])

    async def _identify(self, socket, asked):
        self.identifies += 1
        if asked["token"] != self.token:
            await socket.close(code=NOT_AUTHENTICATED)
            return
        session = Session(f"session-{next(self._numbers)}", asked.get("intents", 0))
        session.socket = socket
        self.sessions[session.id] = session
        shard = asked.get("shard", [0, 1])
        guilds = [g for g in self._mine() if (g.id >> 22) % shard[1] == shard[0]]
        await session.dispatch("READY", self._ready(session, shard, guilds))
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild.payload())
        await self._note()

    def _mine(self):
        return [g for g in self.world.guilds.values() if self.world.me.id in g.members]

    def _ready(self, session, shard, guilds):
        return {
            "v": 10,
            "user": self.world.me.payload(),
            "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": shard,
            "application": {"id": str(self.world.me.id), "flags": 0},
        }

    async def _resume(self, socket, asked):
        self.resumes += 1
        session = self.sessions.get(asked["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID, "d": False})
            return
        session.socket = socket
        for frame in session.sent[asked["seq"] or 0 :]:
            await session.send(frame)
        await session.dispatch("RESUMED", {})
        await self._note()

    async def _note(self):
        async with self.changed:
            self.changed.notify_all()

    async def connected(self, timeout_s=15.0):
        """Wait until a bot has a session on an open socket."""
        async with asyncio.timeout(timeout_s), self.changed:
            await self.changed.wait_for(lambda: bool(self.open_sessions()))

    def open_sessions(self):
        return [s for s in self.sessions.values() if s.socket and not s.socket.closed]

    async def drop(self, code=1006):
        """Close every socket with a code; 1006 cuts without a closing frame."""
        for session in self.sessions.values():
            session.socket = None
        for socket in list(self._sockets):
            if code == 1006:
                transport = socket.get_extra_info("socket") and socket._req.transport
                transport.abort()
            else:
                await socket.close(code=code)

    async def lose(self):
        """Go away: every connection is cut, every session forgotten, no new one is taken."""
        self.is_away = True
        await self.drop(1006)
        self.sessions.clear()

    async def invalidate(self, *, resumable=False):
        """Tell every bot that its session is over."""
        for session in self.open_sessions():
            if not resumable:
                del self.sessions[session.id]
            await session.send({"op": INVALID, "d": resumable})

    async def ask_to_reconnect(self):
        for session in self.open_sessions():
            await session.send({"op": RECONNECT, "d": None})

    async def dispatch(self, event, payload):
        for session in list(self.sessions.values()):
            await session.dispatch(event, payload)

    async def kick(self, guild):
        """Take the bot out of a server."""
        del guild.members[self.world.me.id]
        await self.dispatch("GUILD_DELETE", {"id": str(guild.id)})

    async def invite(self, guild):
        """Bring the bot into a server, again or for the first time."""
        self.world.join(guild, self.world.me)
        await self.dispatch("GUILD_CREATE", guild.payload())

    async def announce(self, message):
        """Tell every bot of a new message, with its text where the bot may read it."""
        for session in list(self.sessions.values()):
            await session.dispatch("MESSAGE_CREATE", self._as_seen(message, session))

    def _as_seen(self, message, session):
        payload = message.payload()
        if message.channel.guild:
            payload["guild_id"] = str(message.channel.guild.id)
            if message.author.id in message.channel.guild.members:
                member = message.channel.guild.member_payload(message.author)
                payload["member"] = {k: v for k, v in member.items() if k != "user"}
        mine = message.author is self.world.me or self.world.me in message.mentions
        if not (session.intents & MESSAGE_CONTENT or mine or message.channel.kind == DM):
            payload |= {"content": "", "embeds": [], "components": [], "attachments": []}
        if message.nonce:
            payload["nonce"] = message.nonce
        return payload
