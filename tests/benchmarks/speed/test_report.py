import json

import pytest

pytest.importorskip("matplotlib", reason="the plots need matplotlib")

from tests.benchmarks.speed import report

TIMES = {"p50": 0.1234, "p90": 2.0, "p99": 345.6, "mean": 1.0, "count": 7}
QUERIES = [
    {
        "n": n,
        "stop": False,
        "terms": 7.3,
        "bound": TIMES | {"postings": 945_000.0},
        "differs": 0.0,
        "times": {"attribune": TIMES, "tantivy": TIMES},
    }
    for n in (10_000, 100_000)
]


def test_a_table_shortens_its_numbers():
    expected = "| a | b |\n| --- | --- |\n| 0.123 | 1,000 |\n"
    assert report.table(["a", "b"], [[0.12345, 1000]]) == expected


def test_only_what_was_measured_is_written(tmp_path):
    lengths = [{"n": 10_000, "length": 2, "times": {"attribune": TIMES}}]
    results = {"versions": {"numpy": "2"}, "queries": QUERIES, "lengths": lengths}
    report.write(results, tmp_path)
    text = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "1.00 / 1.00" in text
    assert "Changes" not in text
    assert json.loads((tmp_path / "speed.json").read_text(encoding="utf-8")) == results
    assert {path.suffix for path in tmp_path.iterdir()} == {".md", ".json", ".png"}
