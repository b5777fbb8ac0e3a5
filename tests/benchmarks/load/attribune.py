"""The bot as a process of its own on a small Discord, as `run` starts it, and what it takes."""

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

from tests.loopback.server import TOKEN, Loopback

ROOT = Path(__file__).parents[3]
PLAIN = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}
PROGRAM = ("-m", "bot")


class Stand:
    """A small Discord with people and a channel, and a bot's process.

    Attributes:
        ready_s: From the start of the process until it was on the gateway, in seconds.
    """

    def __init__(self, discord, process, ready_s, errors):
        self.discord, self.process, self.ready_s = discord, process, ready_s
        self.errors = errors
        world = discord.world
        self.people = [user for user in world.users.values() if not user.bot]
        self.news = next(iter(world.channels.values()))

    def processes(self):
        """Yield the folders of the bot's processes: itself, and those that it has started."""
        own = Path(f"/proc/{self.process.pid}")
        yield own
        for children in own.glob("task/*/children"):
            yield from (Path("/proc") / pid for pid in children.read_text().split())

    def rss_mb(self):
        """Return what they hold of memory, what they share counted once."""
        processes = list(self.processes())
        if len(processes) == 1:
            return _kilobytes(processes[0] / "status", "VmRSS") / 1024
        return sum(_kilobytes(one / "smaps_rollup", "Pss") for one in processes) / 1024

    def peak_mb(self):
        """Return the most that each has held, added up, what they share counted for each."""
        return sum(_kilobytes(one / "status", "VmHWM") for one in self.processes()) / 1024

    def open_files(self):
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())

    def cpu_s(self):
        return sum(map(_cpu_s, self.processes()))


@asynccontextmanager
async def standing(settings, *program, people=50):
    """Start a bot's process on a small Discord; it is stopped at the end."""
    async with Loopback() as discord:
        owner = discord.world.add_user("owner")
        guild = discord.world.add_guild("Newsroom", owner)
        for n in range(people):
            discord.world.join(guild, discord.world.add_user(f"reader{n}"))
        discord.world.add_channel(guild, "news")
        errors = []
        env = {
            "DISCORD_TOKEN": TOKEN,
            "ATTRIBUNE_COMMANDS_PER_PERSON": "0",
            "ATTRIBUNE_COMMANDS_PER_SERVER": "0",
            "DISCORD_API_URL": discord.api_url,
            "PYTHONWARNINGS": "ignore",
        }
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, *(program or PROGRAM),
            cwd=ROOT, env=PLAIN | env | settings,
            stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        reading = asyncio.create_task(_read(process.stderr, errors))
        try:
            await discord.gateway.connected(120)
            yield Stand(discord, process, time.perf_counter() - began, errors)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            await reading


def _kilobytes(path, name):
    """Return a line of a process' status, such as VmRSS, as a number."""
    lines = path.read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))


def _cpu_s(process):
    fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _read(stream, lines):
    while line := await stream.readline():
        lines.append(line.decode().rstrip())
