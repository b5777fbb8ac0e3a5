"""The whole bot as a process of its own, with what it waits for made short.

`python -m tests.loopback.attribune`; its settings come from the environment, as the program's own.
"""

import asyncio

from bot import bootstrap, online
from bot.bootstrap import open_app, start_loops, start_watching
from bot.client import Bot
from bot.config import read_settings
from bot.log import set_up_logging
from bot.online import run_bot

HEARTBEAT_TIMEOUT_S = 3.0


class QuickBot(Bot):
    """The bot, without the five seconds between two identifies."""

    async def before_identify_hook(self, shard_id, *, initial=False):
        """Identify at once."""


def make(app):
    return QuickBot(app, heartbeat_timeout=HEARTBEAT_TIMEOUT_S, guild_ready_timeout=0.2)


async def main():
    settings = read_settings()
    set_up_logging(settings.attribune_log, secrets=[settings.token])
    online._FIRST_REST_S = online._LOOK_S = 0.3
    online._LOST_AFTER_S = 1.5
    bootstrap._FOLDER_S = 0.3
    async with open_app(settings) as app:
        start_loops(app)
        start_watching(app)
        await run_bot(app, make)


if __name__ == "__main__":
    asyncio.run(main())
