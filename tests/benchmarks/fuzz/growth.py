"""`python -m tests.benchmarks.fuzz.growth`: how time grows with an input that repeats one piece.

Four times as long should take some four times as long; what takes eight times is listed.
"""

import sys
import time

from tests.hostile.seeds import REPEATED, TEXTS
from tests.hostile.targets import TARGETS

TYPED = {"times", "days", "zones", "queries", "questions", "conversations"}  # at most 1,000
LENGTH, LENGTH_TYPED = 40_000, 1_000  # characters
WORTH_A_LINE_S, STEEP = 0.2, 8


def seconds(function, piece, length):
    content = (piece * (length // len(piece) + 1)).encode("utf-8", "surrogatepass")
    began = time.process_time()
    function(content)
    return time.process_time() - began


def main():
    steep, slowest = 0, (0.0, "", "")
    for name, function in TARGETS.items():
        length = LENGTH_TYPED if name in TYPED else LENGTH
        for piece in filter(None, (*REPEATED, *TEXTS)):
            short, long = (seconds(function, piece, n) for n in (length // 4, length))
            slowest = max(slowest, (long, name, piece[:30]))
            if long > WORTH_A_LINE_S and long > STEEP * short:
                steep += 1
                print(f"{name}: {piece[:30]!r} {short:.2f} s, four times as long {long:.2f} s")
    pairs = len(TARGETS) * (len(REPEATED) + len(TEXTS) - 1)
    took, name, piece = slowest
    print(
        f"{pairs} inputs, {steep} grow steeply; the slowest took {took:.1f} s ({name}: {piece!r})"
    )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
