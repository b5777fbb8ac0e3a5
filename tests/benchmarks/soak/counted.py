"""The bot as `run` starts it; every second it writes its tasks and threads to a file."""

import asyncio
import json
import sys
import threading
from pathlib import Path

from bot.commands.running import _discord
from bot.config import read_settings
from bot.log import set_up_logging


async def count(path):
    while True:
        counts = {
            "tasks": len(asyncio.all_tasks()),
            "threads": threading.active_count(),
        }
        part = path.with_suffix(".part")
        await asyncio.to_thread(part.write_text, json.dumps(counts))
        part.rename(path)
        await asyncio.sleep(1)


async def main(path):
    settings = read_settings()
    set_up_logging(settings.attribune_log, secrets=[settings.token])
    counting = asyncio.create_task(count(path))
    try:
        await _discord(settings)
    finally:
        counting.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
