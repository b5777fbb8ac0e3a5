"""Quality of ranking and of silence beside rank-bm25, bm25s, tantivy and SQLite FTS5.

python -m tests.benchmarks.retrieval            everything
python -m tests.benchmarks.retrieval silence    one part: quality, silence, path or ablation

Needs the question sets beside the project and says so when they are missing. The product's rows
for sources in `sets.LEARNT_FROM` are measured over folds of articles.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.progress import track

from corpus.ranking.features import FEATURES
from tests.benchmarks.retrieval import measuring, report
from tests.benchmarks.retrieval.measuring import Measured
from tests.benchmarks.retrieval.peers import available
from tests.benchmarks.retrieval.sets import Collection, questions, shared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.retrieval.measuring import Row

PARTS = ("quality", "silence", "path", "ablation")
_console = Console(stderr=True)
T = TypeVar("T")


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--results", type=Path, default=Path("bench-results/retrieval"))
def main(parts: tuple[str, ...], results: Path) -> None:
    """Measure, and write the figures of the parts run beside those of earlier runs."""
    if not shared().is_dir():
        click.echo("The question sets are not here: nothing to measure.")
        return
    found = _earlier(results)
    for part in parts or PARTS:
        makers = {"quality": quality, "silence": silence, "path": path, "ablation": ablation}
        found[part] = makers[part]()
        click.echo(report.write(found, results, only=part))
    _console.print(f"The figures are in {results / 'retrieval.md'}.")


def _earlier(results: Path) -> dict:
    path = results / "retrieval.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _shown(items: Iterable[T], label: str) -> Iterable[T]:
    return track(list(items), label, console=_console)


def quality() -> list[Row]:
    pool, asked = Collection(), questions()
    texts = [pool.passages.text(n) for n in range(len(pool.passages))]
    rows = [
        measuring.row_of(name, measuring.peer_ranks(answer, pool, _shown(asked, name)))
        for name, answer in available(texts)
    ]
    _console.print("Attribune, over folds ...")
    return [*rows, measuring.row_of("Attribune", Measured.of(pool, asked).ranks())]


def path() -> list[Row]:
    asked = questions()[::10]
    return [measuring.question_path(n, _shown(asked, f"Whole questions, x {n}")) for n in (1, 4)]


def ablation() -> list[Row]:
    whole = Measured.of(Collection(), questions())
    rows = [measuring.row_of("(nothing)", whole.ranks())]
    for column, name in enumerate(_shown(FEATURES, "Fitting without each")):
        rows.append(measuring.row_of(name, whole.without(column).ranks()))
    return rows


def silence() -> dict[str, list[Row]]:
    rows, kept = [], []
    for name, collection, asked in measuring.silence_sets():
        given, is_true = measuring.judged(collection, _shown(asked, name))
        kept = kept or measuring.reliability(given, is_true)
        rows.append(measuring.silence_row(name, given, is_true))
    return {"sets": rows, "reliability": kept}


if __name__ == "__main__":
    main()
