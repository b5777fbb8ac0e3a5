"""The figures as they are read: one file of JSON, tables in Markdown, and plots."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

if TYPE_CHECKING:
    from pathlib import Path

_COLOURS = {
    "attribune": "#d1495b",
    "tantivy": "#30638e",
    "bm25s": "#66a182",
    "fts5": "#8d6a9f",
    "rank-bm25": "#7f7f7f",
    "bound": "#bbbbbb",
}


def write(results: dict, folder: Path) -> None:
    """Write all that was measured; parts that were not run are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "speed.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    makers = {
        "queries": _queries,
        "lengths": _lengths,
        "lives": _lives,
        "articles": _articles,
        "lag": _lag,
    }
    parts = ["# Speed, memory and scale\n", _about(results)]
    parts += [make(results[name]) for name, make in makers.items() if results.get(name)]
    (folder / "speed.md").write_text("\n".join(parts), encoding="utf-8")
    if results.get("queries"):
        _plot_queries(results["queries"], folder)
    if results.get("lengths"):
        _plot_lengths(results["lengths"], folder)


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table; numbers are shortened to what can be told apart."""
    lines = [head, ["---"] * len(head), *[[_short(cell) for cell in row] for row in rows]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _short(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.3g}" if cell < 100 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _about(results: dict) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    return (
        f"{versions}. Synthetic sentences with the statistics of English (see `synthetic.py`); "
        "compare the columns of one run, not the runs of two machines.\n"
    )


def _queries(parts: list[dict]) -> str:
    text = ["## A question, in milliseconds\n\nAll systems in one process, in turn, best of 3.\n"]
    for part in parts:
        peer, rows = part["times"].get("tantivy"), []
        for name, times in part["times"].items():
            ratio = f"{times['p50'] / peer['p50']:.2f} / {times['p99'] / peer['p99']:.2f}"
            figures = [times[key] for key in ("p50", "p90", "p99", "mean")]
            rows.append([name, *figures, ratio if name not in {"tantivy"} else "1", times["count"]])
        bound = part["bound"]
        rows.append(["*bound*", *(bound[key] for key in ("p50", "p90", "p99", "mean")), "", ""])
        words = "common words left out" if part["stop"] else "common words kept"
        text.append(
            f"**{part['n']:,} sentences**, {words}: {part['terms']:.1f} terms, "
            f"{bound['postings']:,.0f} postings a question. The bound is what reading these "
            "postings once would take at 6 bytes each and full memory bandwidth. Pruned scores "
            f"differ from a full scan by {part['differs']:.1g} at the most.\n"
        )
        head = ["system", "p50", "p90", "p99", "mean", "p50 / p99 over tantivy's", "questions"]
        text.append(table(head, rows))
    return "\n".join(text)


def _lengths(parts: list[dict]) -> str:
    text = ["## By the length of the question, p50 / p99 in milliseconds\n"]
    for n in sorted({part["n"] for part in parts}):
        chosen = [part for part in parts if part["n"] == n]
        names = list(chosen[0]["times"])
        rows = [
            [part["length"], *(_both(part["times"][name]) for name in names)] for part in chosen
        ]
        text.append(f"**{n:,} sentences**\n\n{table(['terms', *names], rows)}")
    return "\n".join(text)


def _both(times: dict[str, float]) -> str:
    return f"{_short(times['p50'])} / {_short(times['p99'])}"


def _lives(parts: list[dict]) -> str:
    head = [
        "sentences",
        "system",
        "build s",
        "CPU s",
        "peak MB",
        "on disk MB",
        "reopen + first answer s",
    ]
    head.append("resident then MB")
    keys = ("build_s", "build_cpu_s", "peak_mb", "disk_mb", "reopen_s", "resident_mb")
    rows = [[part["n"], part["system"], *(part.get(key, "–") for key in keys)] for part in parts]
    return (
        "## Building, keeping, opening\n\nEach in a process of its own. Seconds are without making "
        "the sentences, memory is that of the whole process, the interpreter and the sentences' "
        "words included.\n\n" + table(head, rows)
    )


def _articles(parts: list[dict]) -> str:
    rows = [
        [part["n"], name, times["p50"], times["p99"]]
        for part in parts
        for name, times in part["times"].items()
    ]
    rows += [[part["n"], "merge all, s", part["merge_whole_s"], ""] for part in parts]
    head = ["sentences", "an article of 40 sentences, ms", "p50", "p99"]
    return "## Changes\n\n" + table(head, rows)


def _lag(part: dict) -> str:
    rows = [
        [name, times["p50"], times["p99"], times["max"]] for name, times in part["work"].items()
    ]
    head = ["beside it a thread is", "p50", "p99", "max"]
    return f"## How late an event loop gets, in milliseconds\n\n{table(head, rows)}"


def _plot_queries(parts: list[dict], folder: Path) -> None:
    kept = [part for part in parts if not part["stop"]]
    figure, axes = _axes(2, "sentences")
    for axis, key in zip(axes, ("p50", "p99"), strict=True):
        for name in _COLOURS:
            found = [
                (part["n"], part["bound"] if name == "bound" else part["times"].get(name))
                for part in kept
            ]
            _line(axis, name, [(n, times[key]) for n, times in found if times])
        axis.set_title(f"a question, {key}, ms")
    axes[0].legend()
    figure.savefig(folder / "by-sentences.png", dpi=144)


def _plot_lengths(parts: list[dict], folder: Path) -> None:
    sizes = sorted({part["n"] for part in parts})
    figure, axes = _axes(len(sizes), "terms in the question")
    for axis, n in zip(axes, sizes, strict=True):
        chosen = [part for part in parts if part["n"] == n]
        for name in chosen[0]["times"]:
            points = [(part["length"], part["times"][name]["p50"]) for part in chosen]
            _line(axis, name, points)
        axis.set_title(f"{n:,} sentences, p50, ms")
    axes[0].legend()
    figure.savefig(folder / "by-terms.png", dpi=144)


def _axes(count: int, label: str):
    figure = Figure(figsize=(5 * count, 4), layout="constrained")
    axes = figure.subplots(1, count, squeeze=False)
    for axis in axes[0]:
        axis.set(xscale="log", yscale="log", xlabel=label)
        axis.grid(visible=True, which="major", alpha=0.3)
    return figure, axes[0]


def _line(axis, name: str, points: list[tuple[float, float]]) -> None:
    if points:
        style = "--" if name == "bound" else "o-"
        axis.plot(*zip(*points, strict=True), style, color=_COLOURS[name], label=name)
