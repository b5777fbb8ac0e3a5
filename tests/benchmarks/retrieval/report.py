"""The figures of ranking and silence as they are read: JSON, tables in Markdown, and plots."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.benchmarks.retrieval.sets import SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.retrieval.measuring import Row

_OURS, _OTHERS = "#d1495b", "#30638e"
_RANKED = dict(
    zip((*SOURCES, "mrr", "first", "ten"), (*SOURCES, "mean", "R@1", "R@10"), strict=True)
)
_SILENT = {
    "auroc": "AUROC",
    "answered": "answered at <= 10 % false",
    "answered_from_half": "answered from .5",
    "false_from_half": "false from .5",
    "cut": "10 % false from",
}
_PROMISED = {"questions": "questions", "promised": "mean confidence", "came": "answerable"}


def write(results: dict, folder: Path, *, only: str = "") -> str:
    """Write all that was measured, and return the text of a part."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "retrieval.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    makers = {"quality": _quality, "silence": _silence, "path": _path, "ablation": _ablation}
    texts = {name: make(results[name]) for name, make in makers.items() if name in results}
    whole = "\n".join(["# Ranking and silence\n", *texts.values()])
    (folder / "retrieval.md").write_text(whole, encoding="utf-8")
    _plots(results, folder)
    return texts.get(only, whole)


def table(first: str, columns: dict[str, str], rows: list[Row]) -> str:
    """Return a Markdown table: the rows' names, then the named columns."""
    lines = [[first, *columns.values()], ["---"] * (1 + len(columns))]
    lines += [[row["name"], *(_short(row[key]) for key in columns)] for row in rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _short(value: float | str) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _quality(rows: list[Row]) -> str:
    return "## The sentence that answers, MRR@10\n\n" + table("system", _RANKED, rows)


def _path(rows: list[Row]) -> str:
    columns = {"p50": "p50", "p90": "p90", "p99": "p99"}
    return "## A whole question, in CPU milliseconds\n\n" + table("sentences", columns, rows)


def _ablation(rows: list[Row]) -> str:
    return "## Without a feature\n\n" + table("without", _RANKED, rows)


def _silence(found: dict[str, list[Row]]) -> str:
    sets = table("set", _SILENT, found["sets"])
    reliable = table("confidence", _PROMISED, found["reliability"])
    return f"## Silence\n\n{sets}\n### Reliability, answers taken out\n\n{reliable}"


def _plots(results: dict, folder: Path) -> None:
    try:
        import matplotlib as mpl  # noqa: PLC0415 (tables do without it)
        from matplotlib.figure import Figure  # noqa: PLC0415 (as above)
    except ModuleNotFoundError:
        return
    mpl.rcParams["svg.fonttype"] = "none"  # letters stay letters: light files, and readable
    if "quality" in results:
        figure = Figure(figsize=(7, 2.6), layout="constrained")
        _bars(figure.subplots(), results["quality"])
        figure.savefig(folder / "quality.svg", metadata={"Date": None})
    if "silence" in results:
        figure = Figure(figsize=(3.6, 3.4), layout="constrained")
        _reliability(figure.subplots(), results["silence"]["reliability"])
        figure.savefig(folder / "reliability.svg", metadata={"Date": None})


def _bars(axis, rows: list[Row]) -> None:
    names, values = [row["name"] for row in rows], [row["mrr"] for row in rows]
    colours = [_OURS if name == "Attribune" else _OTHERS for name in names]
    axis.bar_label(axis.barh(names, values, color=colours), fmt="%.3f", padding=3)
    axis.set(xlim=(0, 1), xlabel="mean over five sources of MRR@10")
    axis.invert_yaxis()


def _reliability(axis, rows: list[Row]) -> None:
    axis.plot([0, 1], [0, 1], "--", color="#bbbbbb")
    axis.plot([r["promised"] for r in rows], [r["came"] for r in rows], "o-", color=_OURS)
    axis.set(xlabel="confidence", ylabel="answerable in fact", xlim=(0, 1), ylim=(0, 1))
