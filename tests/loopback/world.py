"""What the small Discord holds: users, guilds, channels, messages, and who may do what."""

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000
TEXT, DM, GROUP, ANNOUNCEMENT, PUBLIC_THREAD, FORUM = 0, 1, 3, 5, 11, 15
VIEW, SEND, HISTORY = 1 << 10, 1 << 11, 1 << 16
MANAGE_GUILD, MANAGE_MESSAGES, THREAD_SEND = 1 << 5, 1 << 13, 1 << 38
EVERYTHING = (1 << 52) - 1
CROSSPOSTED = 1 << 0


class Refusal(Exception):
    """What Discord answers instead: a status, its own code and a sentence."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    closed_dms: bool = False

    def payload(self):
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None if self.bot else self.name.title(),
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
        }


@dataclass(eq=False)
class Message:
    id: int
    channel: "Channel"
    author: User
    body: dict
    at: float
    nonce: str | None = None
    flags: int = 0
    edited: float | None = None
    mentions: list = field(default_factory=list)
    reference: "Message | None" = None
    interaction: int | None = None

    def payload(self):
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.body.get("content") or "",
            "timestamp": stamp(self.at),
            "edited_timestamp": stamp(self.edited) if self.edited else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [],
            "attachments": self.body.get("attachments") or [],
            "embeds": self.body.get("embeds") or [],
            "components": self.body.get("components") or [],
            "pinned": False,
            "type": 19 if self.reference else 0,
            "flags": self.flags | (self.body.get("flags") or 0),
            **self._reference_payload(),
        }

    def _reference_payload(self):
        if not self.reference:
            return {}
        return {
            "message_reference": {
                "message_id": str(self.reference.id),
                "channel_id": str(self.channel.id),
            },
            "referenced_message": self.reference.payload(),
        }


@dataclass(eq=False)
class Channel:
    id: int
    name: str
    kind: int = TEXT
    guild: "Guild | None" = None
    recipient: User | None = None
    people: tuple = ()  # of a group
    parent: "Channel | None" = None
    owner: User | None = None
    overwrites: dict = field(default_factory=dict)  # role or user id -> [allowed, denied]
    messages: dict = field(default_factory=dict)

    def payload(self):
        if self.kind == DM:
            recipients = [self.recipient.payload()]
            return {"id": str(self.id), "type": DM, "recipients": recipients}
        base = {"id": str(self.id), "type": self.kind, "name": self.name}
        if self.kind == GROUP:
            people = [user.payload() for user in self.people]
            return base | {"recipients": people, "icon": None, "owner_id": people[0]["id"]}
        base |= {"guild_id": str(self.guild.id), "position": 0, "nsfw": False}
        base |= {"rate_limit_per_user": 0, "permission_overwrites": self._overwrites_payload()}
        base |= {"parent_id": str(self.parent.id) if self.parent else None, "topic": None}
        if self.kind == FORUM:
            base |= {"available_tags": [], "flags": 0, "default_reaction_emoji": None}
        return base | (self._thread_payload() if self.kind == PUBLIC_THREAD else {})

    def _overwrites_payload(self):
        kinds = [
            (target, 0 if target in self.guild.roles else 1, bits)
            for target, bits in self.overwrites.items()
        ]
        return [
            {"id": str(target), "type": kind, "allow": str(bits[0]), "deny": str(bits[1])}
            for target, kind, bits in kinds
        ]

    def _thread_payload(self):
        return {
            "owner_id": str(self.owner.id),
            "message_count": len(self.messages),
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": stamp(time.time()),
                "locked": False,
            },
        }


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner: User
    roles: dict  # role id -> permission bits; the guild's own id is @everyone
    members: dict = field(default_factory=dict)  # user id -> (user, role ids)
    channels: dict = field(default_factory=dict)

    def payload(self):
        threads = [c.payload() for c in self.channels.values() if c.kind == PUBLIC_THREAD]
        channels = [c.payload() for c in self.channels.values() if c.kind != PUBLIC_THREAD]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "roles": [self._role(role, bits) for role, bits in self.roles.items()],
            "members": [self.member_payload(user) for user, _ in self.members.values()],
            "channels": channels,
            "threads": threads,
            "member_count": len(self.members),
            "features": ["NEWS", "COMMUNITY"],
            "emojis": [],
            "stickers": [],
            "unavailable": False,
            "large": False,
            "verification_level": 0,
            "preferred_locale": "en-GB",
            "premium_tier": 0,
        }

    def _role(self, role, bits):
        name = "@everyone" if role == self.id else f"role {role}"
        base = {"id": str(role), "name": name, "permissions": str(bits), "color": 0}
        base |= {"position": 0, "hoist": False, "managed": False, "mentionable": False}
        return base | {"colors": {"primary_color": 0}}

    def member_payload(self, user):
        roles = [str(role) for role in self.members[user.id][1]]
        base = {"user": user.payload(), "roles": roles, "nick": None, "flags": 0}
        return base | {"joined_at": stamp(0), "deaf": False, "mute": False}

    def permissions(self, user, channel=None):
        if user is self.owner:
            return EVERYTHING
        roles = [self.id, *self.members[user.id][1]]
        bits = 0
        for role in roles:
            bits |= self.roles[role]
        home = channel.parent if channel is not None and channel.parent else channel
        for target in [*roles, user.id] if home is not None else []:
            allowed, denied = home.overwrites.get(target, (0, 0))
            bits = bits & ~denied | allowed
        return bits if bits & VIEW else 0


class World:
    """All of it, and the rules that REST and gateway share."""

    def __init__(self, clock=time.time, nonce_window_s=180.0):
        self.clock = clock
        self.nonce_window_s = nonce_window_s
        self._increments = itertools.count(1)
        self.users, self.guilds, self.channels = {}, {}, {}
        self.commands = {}
        self.interactions = {}
        self.me = self.add_user("attribune", bot=True)

    def new_id(self):
        at_ms = max(int(self.clock() * 1000), EPOCH_MS) - EPOCH_MS
        return (at_ms << 22) | (next(self._increments) & 0x3FFFFF)

    def add_user(self, name, *, bot=False):
        user = User(self.new_id(), name, bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name, owner, *, everyone=EVERYTHING & ~0x8 & ~MANAGE_GUILD, has_me=True):
        guild = Guild(self.new_id(), name, owner, {})
        guild.roles[guild.id] = everyone
        for user in (owner, self.me) if has_me else (owner,):
            self.join(guild, user)
        self.guilds[guild.id] = guild
        return guild

    def join(self, guild, user):
        guild.members[user.id] = (user, [])

    def add_channel(self, guild, name, kind=TEXT, parent=None):
        channel = Channel(self.new_id(), name, kind, guild, parent=parent, owner=guild.owner)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_group(self, *people):
        """Return a conversation of people in which no bot can be."""
        channel = Channel(self.new_id(), "group", GROUP, people=people)
        self.channels[channel.id] = channel
        return channel

    def delete_channel(self, channel):
        self.channels.pop(channel.id, None)
        if channel.guild:
            channel.guild.channels.pop(channel.id, None)

    def dm_with(self, user):
        for channel in self.channels.values():
            if channel.kind == DM and channel.recipient is user:
                return channel
        channel = Channel(self.new_id(), user.name, DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id):
        found = self.channels.get(int(channel_id))
        if found is None:
            raise Refusal(404, 10003, "Unknown Channel")
        return found

    def message(self, channel, message_id):
        found = channel.messages.get(int(message_id))
        if found is None:
            raise Refusal(404, 10008, "Unknown Message")
        return found

    def demand(self, user, channel, *bits):
        """Refuse what the user may not do in the channel, as Discord words it."""
        if channel.kind == DM:
            if channel.recipient.closed_dms and SEND in bits:
                raise Refusal(403, 50007, "Cannot send messages to this user")
            return
        if channel.kind == GROUP or user.id not in channel.guild.members:
            raise Refusal(403, 50001, "Missing Access")
        held = channel.guild.permissions(user, channel)
        if not held & VIEW:
            raise Refusal(403, 50001, "Missing Access")
        if any(not held & bit for bit in bits):
            raise Refusal(403, 50013, "Missing Permissions")

    def post(self, author, channel, body, *, reference=None):
        """Keep a message, or return the earlier one of the same enforced nonce."""
        nonce = str(body["nonce"]) if body.get("nonce") is not None else None
        earlier = self._same_nonce(author, channel, nonce) if body.get("enforce_nonce") else None
        if earlier:
            return earlier, False
        message = Message(self.new_id(), channel, author, body, self.clock(), nonce)
        message.mentions = [
            user for user in self.users.values() if f"<@{user.id}>" in (body.get("content") or "")
        ]
        message.reference = reference
        if reference and reference.author not in message.mentions:
            message.mentions.append(reference.author)
        channel.messages[message.id] = message
        return message, True

    def _same_nonce(self, author, channel, nonce):
        oldest = self.clock() - self.nonce_window_s
        for message in reversed(channel.messages.values()):
            same = nonce is not None and message.nonce == nonce and message.author is author
            if same and message.at >= oldest:
                return message
        return None


def stamp(seconds):
    return datetime.fromtimestamp(seconds, UTC).isoformat()
