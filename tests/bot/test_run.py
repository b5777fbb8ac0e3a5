"""The program as a process of its own, against a small Discord on loopback."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.loopback.server import TOKEN, Loopback, until

ROOT = Path(__file__).parents[2]
PLAIN = {k: v for k, v in os.environ.items() if not k.startswith(("DISCORD", "ATTRIBUNE"))}


class Running:
    def __init__(self, process):
        self.process = process

    async def end(self, timeout_s=30.0):
        """Wait for the end; return the exit code, what was printed and what was logged."""
        out, err = await asyncio.wait_for(self.process.communicate(), timeout_s)
        return self.process.returncode, out.decode(), err.decode()

    async def logged(self, words, timeout_s=30.0):
        async with asyncio.timeout(timeout_s):
            while words not in (line := (await self.process.stderr.readline()).decode()):
                assert line, f"it ended without saying {words!r}"
        return line


@pytest.fixture
async def run(tmp_path):
    """Start the program with settings; what still runs at the end is killed."""
    started = []

    async def start(*arguments, stdin=None, **settings):
        settings.setdefault("ATTRIBUNE_DATA", str(tmp_path / "data"))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments,
            cwd=ROOT, env=PLAIN | settings,
            stdin=asyncio.subprocess.PIPE if stdin is not None else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        started.append(process)
        if stdin is not None:
            process.stdin.write(stdin.encode())
            process.stdin.close()
        return Running(process)

    yield start
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.fixture
async def discord():
    async with Loopback() as running:
        yield running


@pytest.fixture
def place(discord):
    guild = discord.world.add_guild("Newsroom", discord.world.add_user("ann"))
    return discord.world.add_channel(guild, "news")


async def test_it_goes_on_discord_answers_and_leaves_cleanly(run, discord, place):
    loud = {"ATTRIBUNE_LOG": "DEBUG"}
    bot = await run(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=discord.api_url, **loud)
    assert "in 1 servers" in await bot.logged("on Discord as")
    question = [{"name": "question", "type": 3, "value": "When was the Crimean peninsula annexed?"}]
    asked = await discord.slash(place.guild.owner, place, "ask", question)
    await asyncio.wait_for(asked.answered.wait(), 30)
    await until(lambda: asked.original and "2014" in json.dumps(asked.original.body))
    bot.process.send_signal(signal.SIGTERM)
    code, _, err = await bot.end(timeout_s=10.0)
    assert code == 0
    assert TOKEN not in err
    assert "Traceback" not in err
    assert "peninsula" not in err
    assert all(json.loads(line)["at"] for line in err.splitlines())


async def test_commands_are_registered_once_until_they_change(run, discord):
    for _ in range(2):
        bot = await run(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=discord.api_url)
        await discord.gateway.connected()
        bot.process.send_signal(signal.SIGTERM)
        await bot.end()
        await until(lambda: not discord.gateway.open_sessions())
    puts = [path for method, path in discord.rest.seen if method == "PUT" and "commands" in path]
    assert len(puts) == 1


async def test_sync_registers_them_again(run, discord):
    for _ in range(2):
        code, out, _ = await (
            await run("sync", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=discord.api_url)
        ).end()
        assert (code, out) == (0, f"{out.split()[0]} commands are registered.\n")
    puts = [path for method, path in discord.rest.seen if method == "PUT" and "commands" in path]
    assert len(puts) == 2


@pytest.mark.parametrize("command", [(), ("sync",)])
async def test_a_wrong_token_is_one_sentence_and_an_exit_code(run, discord, command):
    discord.faults.answer("GET", "/users/@me", 401, times=3)
    bot = await run(*command, DISCORD_TOKEN="wrong.to.ken", DISCORD_API_URL=discord.api_url)
    code, out, err = await bot.end()
    assert code == 1
    assert "Discord refused the token" in err
    assert "wrong.to.ken" not in out + err
    assert "Traceback" not in err


async def test_an_unreachable_discord_is_tried_again(run):
    bot = await run(DISCORD_TOKEN=TOKEN, DISCORD_API_URL="http://127.0.0.1:9/api/v10")
    line = await bot.logged("trying again")
    assert json.loads(line)["level"] == "WARNING"
    bot.process.send_signal(signal.SIGTERM)
    assert (await bot.end(timeout_s=10.0))[0] == 0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"ATTRIBUNE_RETENTION_DAYS": "soon"}, "ATTRIBUNE_RETENTION_DAYS: "),
        ({"ATTRIBUNE_ARTICLES": "/nowhere/at/all"}, "there is no such file or folder"),
        ({"ATTRIBUNE_DATA": "/dev/null/data"}, "cannot be used"),
    ],
)
async def test_a_bad_setting_is_one_sentence_and_an_exit_code(run, settings, sentence):
    code, _, err = await (await run(**settings)).end()
    assert code == 1
    assert sentence in err
    assert len(err.splitlines()) == 1


async def test_a_pipe_is_answered_without_prompts_or_colours(run):
    asked = "When did Russian forces annex the Crimean peninsula?\n\nhelp\nquit\nnever asked\n"
    code, out, err = await (await run(stdin=asked)).end()
    assert (code, err) == (0, "")
    assert out.startswith("No DISCORD_TOKEN is set, so this is the console")
    assert "Russian forces annexed the Crimean peninsula" in out
    assert "/search" in out
    assert "\x1b" not in out
    assert "›" not in out


async def test_questions_from_standard_input_are_answered_in_order(run):
    asked = "When was Crimea annexed?\n?!\nWho won the Eurovision Song Contest?\n"
    code, out, _ = await (await run("ask", "-", "--json", stdin=asked)).end()
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["question"] for row in rows] == asked.splitlines()
    assert [bool(row["answers"]) for row in rows] == [True, False, False]
    assert "Eurovision" in rows[2]["missing_terms"]


async def test_misuse_exits_with_two(run):
    code, _, err = await (await run("ask")).end()
    assert code == 2
    assert "Missing argument" in err


async def test_nothing_heavy_is_imported_to_ask(run):
    program = "import sys, bot.cli, bot.commands.asking; print(*sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, cwd=ROOT, env=PLAIN, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    loaded = set(out.decode().split())
    heavy = "discord aiohttp prompt_toolkit matplotlib trafilatura feedparser nltk yaml markdown_it"
    assert loaded.isdisjoint(heavy.split())


async def test_health_is_told_on_a_port_while_it_runs(run, discord, unused_tcp_port):
    port = {"ATTRIBUNE_HEALTH_PORT": str(unused_tcp_port)}
    bot = await run(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=discord.api_url, **port)
    await discord.gateway.connected()

    async def health():
        return await (await run("health", **port)).end()

    async with asyncio.timeout(30):
        while (told := await health())[0]:
            assert "ready" in told[1] or "does not answer" in told[1]
    assert told[1] == "ok\n"
    bot.process.send_signal(signal.SIGTERM)
    await bot.end()
    code, out, _ = await health()
    assert code == 1
    assert "does not answer" in out
