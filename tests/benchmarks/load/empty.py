"""A bot that answers the same commands and buttons with nothing: what Discord alone takes."""

import os

import discord
from discord import app_commands, ui
from discord.ext import commands

from tests.loopback.child import point_at
from tests.loopback.server import TOKEN

ID = "at1:context:a:000000000000:0:00"


class Button(ui.DynamicItem[ui.Button], template=r"at1:.*"):
    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls(ui.Button(label="Context", custom_id=ID))

    async def callback(self, interaction):
        await interaction.response.edit_message(view=shown("again"))


def shown(text):
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.Container(
            ui.TextDisplay(text), ui.ActionRow(Button(ui.Button(label="Context", custom_id=ID)))
        )
    )
    return view


class Empty(commands.AutoShardedBot):
    def __init__(self):
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(command_prefix=(), intents=intents, max_messages=None, help_command=None)

    async def setup_hook(self):
        self.add_dynamic_items(Button)

        @self.tree.command()
        async def ask(interaction: discord.Interaction, question: str):
            """Answer nothing."""
            await interaction.response.defer(thinking=True)
            await interaction.followup.send(view=shown(question))

        @self.tree.command()
        async def search(interaction: discord.Interaction, query: str):
            """Find nothing."""
            await interaction.response.defer(thinking=True)
            await interaction.followup.send(view=shown(query))

        @search.autocomplete("query")
        async def complete(interaction: discord.Interaction, typed: str):
            return [app_commands.Choice(name=typed, value=typed)]

        await self.tree.sync()


if __name__ == "__main__":
    point_at(os.environ["DISCORD_API_URL"])
    Empty().run(TOKEN, log_handler=None)
