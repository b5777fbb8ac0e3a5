"""A handful of faults on the bot in a process of its own; all of them in the benchmark."""

import pytest
import pytest_asyncio

from tests.loopback.cases import CASES, QUICK
from tests.loopback.ordeal import Ordeal

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ordeal")


@pytest_asyncio.fixture(name="ordeal", scope="module", loop_scope="module")
async def _ordeal(folder):
    async with Ordeal(folder) as running:
        yield running


@pytest.mark.parametrize("name", QUICK)
async def test_nobody_is_left_waiting_and_the_next_command_works(ordeal, name):
    verdict = await ordeal.judge(CASES[name])
    assert verdict.is_clean, verdict
