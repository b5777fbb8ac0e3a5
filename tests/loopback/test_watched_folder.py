"""The articles folder of a running bot, watched."""

import asyncio
import json
import time

from tests.loopback.ordeal import Ordeal

WITHIN_S = 15.0
QUESTION = "Who runs the lighthouse at Tarn Point?"
ARTICLE = """---
title: Lighthouse
---

The lighthouse at Tarn Point is run by Ines Calder. Nobody else has the key.
"""


async def answers(ordeal, holds):
    """Ask again and again until the answer is as wanted, or too long."""
    began = time.monotonic()
    while time.monotonic() - began < WITHIN_S:
        asked = await ordeal.ask(QUESTION)
        await asyncio.wait_for(asked.answered.wait(), WITHIN_S)
        if holds(json.dumps(asked.original.body)):
            return True
    return False


async def test_a_file_dropped_in_answers_and_a_file_taken_out_is_forgotten(tmp_path):
    async with Ordeal(tmp_path) as ordeal:
        assert await answers(ordeal, lambda shown: "The articles do not answer that" in shown)
        path = tmp_path / "articles" / "lighthouse.md"
        path.write_text(ARTICLE)
        assert await answers(ordeal, lambda shown: "Ines Calder" in shown)
        path.unlink()
        assert await answers(ordeal, lambda shown: "Ines Calder" not in shown)
