"""Briefings across processes that die: none lost, none double. Many more runs in the benchmark."""

from datetime import timedelta

import pytest

from tests.loopback.briefer import NONCE_WINDOW_S
from tests.loopback.runs import Plan, Run

LATER = NONCE_WINDOW_S + 0.5
PLANS = {
    "the answer is lost, and two run on one database": Plan(
        subscriptions=4, twins=True, faults=("answer lost",)
    ),
    "down over the due time, killed before and after the claim": Plan(
        points=("before the claim", "after the claim"), late=timedelta(hours=3)
    ),
    "killed during and after sending, and away until no nonce helps": Plan(
        faults=("killed before the answer came",), points=("after sending",), away_s=LATER
    ),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
async def test_each_briefing_arrives_once(tmp_path, plan):
    count = await Run(plan, tmp_path).count()
    assert (count.lost, count.double, count.unfinished, count.notes) == (0, 0, False, [])
    assert count.deaths >= len(plan.points)
