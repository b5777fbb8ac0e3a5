"""A bot of discord.py's own making, run as another process: `python -m tests.loopback.child URL`.

Answers /echo, and to a mention posts "got it" with a fixed nonce, twice.
"""

import sys

import discord
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.loopback.server import TOKEN


class Child(commands.AutoShardedBot):
    def __init__(self):
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(command_prefix=(), intents=intents, max_messages=None, help_command=None)

    async def setup_hook(self):
        @self.tree.command()
        async def echo(interaction: discord.Interaction, words: str):
            """Say it back."""
            await interaction.response.defer()
            await interaction.followup.send(words)

        await self.tree.sync()

    async def before_identify_hook(self, shard_id, *, initial=False):
        """Skip the five seconds between two identifies that Discord asks for."""

    async def on_message(self, message):
        if message.author != self.user and self.user in message.mentions:
            for _ in range(2):
                await message.channel.send("got it", nonce="one-and-the-same")


def point_at(api_url):
    """Make discord.py talk to another REST base, and never to a gateway but that one's."""
    Route.BASE = api_url
    url = URL(api_url)
    DiscordWebSocket.DEFAULT_GATEWAY = url.with_scheme("ws").with_path("/gateway/")


if __name__ == "__main__":
    point_at(sys.argv[1])
    Child().run(TOKEN, log_handler=None)
