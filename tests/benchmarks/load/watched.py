"""The bot as `run` starts it, its event loop's lag written to a file: `… watched FILE`."""

import asyncio
import json
import sys
import time
from pathlib import Path

from bot.commands.running import _discord
from bot.config import read_settings
from bot.log import set_up_logging

_EVERY_S = 0.005
_WORTH_A_LINE_S = 0.002


async def watch(lags):
    """Note when, and by how much, the loop came round later than asked."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(_EVERY_S)
        lag = time.perf_counter() - began - _EVERY_S
        if lag > _WORTH_A_LINE_S:
            lags.append((time.time(), lag))


async def main(path):
    settings, lags = read_settings(), []
    set_up_logging(settings.attribune_log, secrets=[settings.token])
    watching = asyncio.create_task(watch(lags))
    try:
        await _discord(settings)
    finally:
        watching.cancel()
        Path(path).write_text(json.dumps(lags))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
