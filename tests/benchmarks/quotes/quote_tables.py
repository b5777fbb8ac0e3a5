"""Print how right and how fast the quotations are, on labelled articles beside the project.

Run ``python -m tests.benchmarks.quotes [dev|train] [--rules] [--errors FILE]``; the
folder with the labels is ``../shared`` or what ATTRIBUNE_SHARED names. ``--rules`` prints each
rule's measured precision, from which ``corpus/data/quotes/rule_precision.txt`` is rounded.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from bot.commands.extract import quotation_rows

ROOT = Path(__file__).parents[3]
ENOUGH = 3


def shared() -> Path:
    """Return the folder with the labelled articles; it may be missing."""
    return Path(os.environ.get("ATTRIBUNE_SHARED", ROOT.parent / "shared"))


def articles(split: str) -> dict[str, str]:
    """Return the texts of a split by name, line ends untouched."""
    folder = shared() / "benchmarks" / "quotes" / split / "text"
    return {path.stem: path.read_bytes().decode() for path in sorted(folder.glob("*.txt"))}


def predictions(texts: dict[str, str]) -> tuple[list[dict], float]:
    """Return the scorer's rows for every article, and the seconds of one core they took."""
    start = time.process_time()
    rows = [row for name, text in texts.items() for row in quotation_rows(name, text)]
    took_s = time.process_time() - start
    for row in rows:
        row["speaker_start"], row["speaker_end"] = row.pop("source_start"), row.pop("source_end")
        if row["kind"] == "direct":
            del row["spans"]
    return rows, took_s


def score(rows: list[dict], split: str) -> tuple[str, list[dict]]:
    """Return the scorer's tables, and its list of errors."""
    folder = shared() / "benchmarks" / "quotes"
    with tempfile.TemporaryDirectory() as scratch:
        predicted, errors = Path(scratch, "rows.jsonl"), Path(scratch, "errors.jsonl")
        predicted.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        command = [sys.executable, folder / "score_quotes.py", predicted, folder / split]
        command += ["--errors", errors]
        if split == "dev":
            command += ["--resolved", folder / "dev_resolved.jsonl"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout, [json.loads(line) for line in errors.open(encoding="utf-8")]


def precision(rows: list[dict], errors: list[dict]) -> dict[str, tuple[int, float]]:
    """Return how many labelled quotations each rule took, and its share of right sources.

    What nobody labelled is left out: whether words are a quotation is another question.
    """
    used = Counter(row["rule"] for row in rows if len(row["text"].split()) >= 4)
    wrong: Counter[str] = Counter()
    for error in errors:
        is_direct = error["table"] == "direct"
        predicted = error.get("pred")
        if not isinstance(predicted, dict) or (predicted["kind"] == "direct") != is_direct:
            continue
        if error["table"] in {"direct", "statement"} and error["err"] == "spurious":
            used[predicted["rule"]] -= 1
        elif error["table"] in {"direct", "statement"} and error["err"] == "speaker":
            wrong[predicted["rule"]] += 1
    shares = {rule: (n - wrong[rule] + 1) / (n + 2) for rule, n in used.items()}  # never quite 1
    return {rule: (n, shares[rule]) for rule, n in used.most_common() if n >= ENOUGH}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", nargs="?", default="dev", choices=["dev", "train"])
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    texts = articles(options.split)
    if not texts:
        sys.exit(f"There are no labelled articles in {shared()}.")
    rows, took_s = predictions(texts)
    table, errors = score(rows, options.split)
    click.echo(table)
    size = sum(map(len, texts.values()))
    click.echo(f"{len(texts) / took_s:.0f} articles/s, {size / took_s / 1e6:.2f} MB/s on one core")
    if options.rules:
        for rule, (n, share) in precision(rows, errors).items():
            click.echo(f"{rule} {share:.2f}  # of {n}")
    if options.errors:
        lines = (json.dumps(error, ensure_ascii=False) for error in errors)
        options.errors.write_text("\n".join(lines), encoding="utf-8")
