"""Speed, memory and scale beside rank-bm25, bm25s, tantivy and SQLite FTS5.

python -m tests.benchmarks.speed            everything, about a quarter of an hour
python -m tests.benchmarks.speed queries    one part: queries, lengths, lives, articles or lag
"""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from tests.benchmarks.speed import changes, lives, machine, queries, report, synthetic
from tests.benchmarks.speed.systems import SYSTEMS

PARTS = ("queries", "lengths", "lives", "articles", "lag")
_SLOWEST = 100_000  # sentences, beyond which the slow systems are asked only when named
_console = Console(stderr=True)


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--sizes", default="10000,100000,1000000", help="Sentences, separated by commas.")
@click.option("--systems", default="", help="Systems, separated by commas; all where bearable.")
@click.option("--questions", "count", default=300, help="How many questions to ask.")
@click.option("--results", type=Path, default=Path("bench-results/speed"))
@click.option("--scratch", type=Path, default=Path("bench-results/scratch"))
def main(
    parts: tuple[str, ...], sizes: str, systems: str, count: int, results: Path, scratch: Path
) -> None:
    """Measure, and write the figures of the parts run beside those of earlier runs."""
    found = _earlier(results) | {"versions": machine.versions()}
    bench = Bench([int(size) for size in sizes.split(",")], systems, count, scratch)
    for part in parts or PARTS:
        found[part] = getattr(bench, part)()
        report.write(found, results)
    _console.print(f"The figures are in {results / 'speed.md'}.")


def _earlier(results: Path) -> dict:
    path = results / "speed.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


class Bench:
    """The parts, each returning what goes into the report under its name."""

    def __init__(self, sizes: list[int], systems: str, count: int, scratch: Path) -> None:
        self.sizes, self.count, self.scratch = sizes, count, scratch
        self.systems = systems.split(",") if systems else []

    def _names(self, n: int) -> list[str]:
        quick = [name for name in SYSTEMS if n <= _SLOWEST or name not in queries.SLOW]
        return self.systems or quick

    def queries(self) -> list[dict]:
        found = []
        for n in self.sizes:
            for stop in (False, True):
                with _progress(f"{n:,} sentences", self.count * queries.ROUNDS) as advance:
                    found.append(
                        queries.run(n, self._names(n), self.scratch, self.count, advance, stop=stop)
                    )
        return found

    def lengths(self) -> list[dict]:
        found, count = [], max(self.count // 3, 1)
        for n in self.sizes[-2:]:
            with _progress(f"{n:,} by length", count * queries.ROUNDS * 6) as advance:
                found += queries.run_lengths(n, self.scratch, count, advance)
        return found

    def lives(self) -> list[dict]:
        found = []
        for n in self.sizes:
            with _progress(f"{n:,} built", len(self._names(n))) as advance:
                terms = synthetic.questions(synthetic.make(self.scratch, n), 1)[0]
                for name in self._names(n):
                    row = lives.alone(lives.build, name, n, self.scratch)
                    if name != "rank-bm25":
                        row |= lives.alone(lives.reopen, name, n, self.scratch, terms)
                    found.append({"n": n, "system": name} | row)
                    advance()
        return found

    def articles(self) -> list[dict]:
        found = []
        for n in self.sizes:
            queries.opened(["attribune"], synthetic.make(self.scratch, n), self.scratch)
            found.append(changes.articles(n, self.scratch, min(self.count, n // 100)))
        return found

    def lag(self) -> dict:
        n = min(100_000, self.sizes[-1])
        return {"n": n, "work": changes.lag(n, self.scratch)}


class _progress(Progress):  # noqa: N801  # used as a verb, in a with statement
    """A bar on a terminal and nothing in a pipe; entering it gives what advances it."""

    def __init__(self, label: str, total: int) -> None:
        super().__init__(
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=_console,
        )
        self._task = self.add_task(label, total=total)

    def __enter__(self):
        super().__enter__()
        return lambda: self.advance(self._task)


if __name__ == "__main__":
    main()
