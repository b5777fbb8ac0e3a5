"""`python -m tests.benchmarks.fuzz`: coverage-guided fuzzing of all that reads text from outside.

Each target of tests/hostile/targets.py runs in a process of its own, under atheris, for some
seconds: no crash, no input over a second, bounded memory.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.seeds import SEEDS
from tests.hostile.targets import TARGETS

ROOT = Path(__file__).parents[3]
SLOWEST_S, MOST_MB, LONGEST = 5, 1024, 4096
MOST_TOLD = 2500
_STATISTIC = re.compile(r"^stat::(\w+):\s*(\d+)", re.MULTILINE)
_COVERAGE = re.compile(r"cov: (\d+)")


def run(name, seconds, folder):
    """Fuzz one target; return its figures, and what it printed where it failed."""
    corpus = folder / name
    corpus.mkdir()
    for number, seed in enumerate(SEEDS):
        (corpus / str(number)).write_bytes(seed[:LONGEST])
    options = {
        "max_total_time": seconds,
        "timeout": SLOWEST_S,
        "rss_limit_mb": MOST_MB,
        "max_len": LONGEST,
        "print_final_stats": 1,
        "artifact_prefix": f"{folder}/{name}-",
    }
    program = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.fuzz.one", name]
    ended = subprocess.run(
        [*program, *(f"-{key}={value}" for key, value in options.items()), str(corpus)],
        cwd=ROOT, capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    figures = dict(_STATISTIC.findall(ended.stderr))
    figures["coverage"] = (_COVERAGE.findall(ended.stderr) or ["0"])[-1]
    told = ended.stdout[-MOST_TOLD:] + ended.stderr[-MOST_TOLD:]  # the exception is in the first
    return figures, told if ended.returncode else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", default=[], help="all when none is named")
    parser.add_argument("--seconds", type=int, default=20, help="for each target")
    chosen = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.targets or TARGETS:
            figures, trouble = run(name, chosen.seconds, Path(folder))
            failed += bool(trouble)
            print(
                f"{'FAIL' if trouble else 'ok  '} {name:<18}"
                f" {figures.get('number_of_executed_units', '?'):>8} inputs"
                f"  {figures['coverage']:>6} edges"
                f"  slowest {figures.get('slowest_unit_time_sec', '?')} s"
                f"  peak {figures.get('peak_rss_mb', '?')} MB",
                flush=True,
            )
            if trouble:
                print(trouble)
            for artifact in sorted(Path(folder).glob(f"{name}-*")):
                print(f"     {artifact.name}: {artifact.read_bytes()!r}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
