import json

import numpy as np
import pytest

from tests.benchmarks.retrieval import report
from tests.benchmarks.retrieval.measuring import reliability, row_of, silence_row
from tests.benchmarks.retrieval.sets import SOURCES

RANKS = {source: [1, 0, 2, 11] for source in SOURCES}
GIVEN, TRUE = np.array([0.9, 0.8, 0.3, 0.1]), np.array([True, True, False, False])


def test_a_row_counts_what_is_among_the_first_ten():
    row = row_of("one", RANKS)
    assert row["mrr"] == pytest.approx(1.5 / 4)
    assert (row["first"], row["ten"]) == (0.25, 0.5)


def test_silence_is_judged_at_ten_percent_false():
    row = silence_row("one", GIVEN, TRUE)
    assert (row["auroc"], row["answered"], row["false_from_half"]) == (1.0, 1.0, 0.0)


def test_tenths_that_are_empty_are_left_out():
    assert [row["name"] for row in reliability(GIVEN, TRUE)] == [
        "0.1 to 0.2",
        "0.3 to 0.4",
        "0.8 to 0.9",
        "0.9 to 1.0",
    ]


def test_only_what_was_measured_is_written(tmp_path):
    rows = [row_of("Attribune", RANKS)]
    text = report.write({"quality": rows}, tmp_path, only="quality")
    assert "| Attribune | 0.375 |" in text
    assert "Silence" not in (tmp_path / "retrieval.md").read_text(encoding="utf-8")
    kept = json.loads((tmp_path / "retrieval.json").read_text(encoding="utf-8"))
    assert kept == {"quality": rows}


def test_plots_are_drawn(tmp_path):
    pytest.importorskip("matplotlib", reason="the plots need matplotlib")
    silence = {"sets": [silence_row("one", GIVEN, TRUE)], "reliability": reliability(GIVEN, TRUE)}
    report.write({"quality": [row_of("Attribune", RANKS)], "silence": silence}, tmp_path)
    assert {path.name for path in tmp_path.glob("*.svg")} == {"quality.svg", "reliability.svg"}
