"""The preview, served to this machine alone. What it looks like is for a person to judge."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.bootstrap import open_app, start_loops
from bot.preview import Clock, show, zone_here

ROOT = Path(__file__).parents[2]


async def test_it_is_served_until_ctrl_c(make_settings):
    clock, announced = Clock(), asyncio.get_running_loop().create_future()
    async with open_app(make_settings(), clock=clock) as app:
        playing = asyncio.create_task(show(app, clock, start_loops, announced.set_result))
        await asyncio.wait({playing, announced}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
        url = announced.result()
        assert url.startswith("http://127.0.0.1:")
        async with aiohttp.ClientSession() as session, session.get(url) as page:
            assert page.status == 200
        assert [loop.name for loop in app.loops.report()][:1] == ["pruning"]
        assert app.desk.scheduler is not None
        [subscription] = await app.desk._subscriptions.due(
            clock().replace(year=clock().year + 1), limit=9
        )
        assert (subscription.next_at - clock()).total_seconds() <= 120
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(playing, 30)


def test_nothing_of_it_is_imported_to_run():
    modules = "bot.cli, bot.commands.running, bot.online, bot.monitoring"
    program = f"import sys, {modules}; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    loaded = out.stdout.decode().split()
    assert not [name for name in loaded if name.startswith(("simcord", "bot.preview", "PIL"))]


@pytest.mark.parametrize(
    ("linked", "set_", "zone"),
    [
        pytest.param("zoneinfo/Europe/Kyiv", "", "Europe/Kyiv", id="the machine's"),
        pytest.param("zoneinfo/Etc/UTC", "", "UTC", id="no zone has another name"),
        pytest.param("zoneinfo/Europe/Kyiv", "Asia/Tokyo", "Asia/Tokyo", id="the environment's"),
        pytest.param("elsewhere", "", "UTC", id="a copied file has no name"),
        pytest.param("elsewhere", "CET-1CEST", "UTC", id="a rule is no zone"),
    ],
)
def test_times_are_shown_in_the_zone_of_the_machine(tmp_path, monkeypatch, linked, set_, zone):
    monkeypatch.setenv("TZ", set_)
    (tmp_path / linked).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "localtime").symlink_to(tmp_path / linked)
    assert zone_here(tmp_path / "localtime") == zone


async def test_the_simulation_keeps_the_time_of_the_world(make_settings):
    clock, announced = Clock(), asyncio.get_running_loop().create_future()
    async with open_app(make_settings(), clock=clock) as app:
        playing = asyncio.create_task(show(app, clock, start_loops, announced.set_result))
        await announced
        before = clock()
        while clock() == before:  # noqa: ASYNC110 (nobody tells when it moves)
            await asyncio.sleep(0.05)
        assert abs((clock() - datetime.now(UTC)).total_seconds()) < 60
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(playing, 30)
