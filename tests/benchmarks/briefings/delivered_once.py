"""Random runs of dying processes; prints how many briefings were lost and how many came twice."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.loopback.runs import Run, random_plan


async def one(seed):
    plan = random_plan(seed)
    with tempfile.TemporaryDirectory() as folder:
        count = await Run(plan, Path(folder)).count()
    if count.lost or count.double or count.unfinished:
        print(f"seed {seed}: {count}\n  {plan}", file=sys.stderr)
    return plan, count


async def several(first, runs, at_once):
    turn = asyncio.Semaphore(at_once)

    async def in_turn(seed):
        async with turn:
            return await one(seed)

    tasks = [asyncio.create_task(in_turn(seed)) for seed in range(first, first + runs)]
    done = []
    for n, task in enumerate(asyncio.as_completed(tasks), 1):
        done.append(await task)
        if sys.stderr.isatty() or n % 20 == 0:
            print(f"\r{n} of {runs} runs", end="" if sys.stderr.isatty() else "\n", file=sys.stderr)
    return done


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--at-once", type=int, default=2)
    chosen = parser.parse_args()
    began = time.monotonic()
    done = asyncio.run(several(chosen.first, chosen.runs, chosen.at_once))
    total = Counter()
    for plan, count in done:
        total.update(expected=count.expected, lost=count.lost, double=count.double)
        total.update(deaths=count.deaths, twins=plan.twins)
        total.update({f"fault: {fault}": 1 for fault in plan.faults})
        total.update({f"killed {point}": 1 for point in plan.points})
        total.update({"unfinished runs": count.unfinished})
    print(f"{len(done)} runs, {total.pop('expected')} briefings: "
          f"{total.pop('lost')} lost, {total.pop('double')} double")  # fmt: skip
    for name, number in sorted(total.items()):
        print(f"  {name}: {number}")
    print(f"  {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
