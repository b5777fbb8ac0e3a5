"""`python -m tests.benchmarks.faults [WORDS]`: every fault, or those whose name has the words."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.loopback.cases import CASES
from tests.loopback.ordeal import Ordeal


async def main(words):
    chosen = [case for name, case in CASES.items() if words in name]
    unclean = 0
    with tempfile.TemporaryDirectory() as folder:
        async with Ordeal(Path(folder)) as ordeal:
            for case in chosen:
                verdict = await ordeal.judge(case)
                unclean += not verdict.is_clean
                print(
                    f"{'ok  ' if verdict.is_clean else 'FAIL'} {verdict.took_s:5.2f} s  {case.name}"
                )
                for kind in ("errors", "waiting", "broken"):
                    for line in getattr(verdict, kind):
                        print(f"     {kind}: {line[:2000]}")
                if ordeal.process.returncode is not None:
                    await ordeal.start()
    print(
        f"{len(chosen)} faults, {unclean} with an error, somebody left waiting, or no next answer"
    )
    return 1 if unclean else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="?", default="", help="only faults with these words")
    sys.exit(asyncio.run(main(parser.parse_args().words)))
