import json

import pytest
from click.testing import CliRunner

from bot.cli import attribune

CRIMEA = "When was Crimea annexed?"


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))
    return lambda *arguments, **options: CliRunner().invoke(attribune, arguments, **options)


def test_why_prints_what_each_answer_is_made_of(run):
    row = json.loads(run("why", CRIMEA, "--json").stdout)
    first = row["answers"][0]
    assert {"word", "weight", "found_as"} == set(first["weights"][0])
    assert first["score"] == pytest.approx(sum(f["part"] for f in first["features"]), abs=0.1)
    assert first["ahead"]


def test_why_prints_why_an_article_is_not_first(run):
    rows = [json.loads(run("why", CRIMEA, "--article", n, "--json").stdout) for n in "12"]
    assert sorted(row["is_first"] for row in rows) == [False, True]
    behind = next(row for row in rows if not row["is_first"])
    assert behind["best"]["article"] == behind["article"]
    assert behind["behind"]


def test_why_speaks_plainly(run):
    assert "Ahead of the next by: " in run("why", CRIMEA).stdout
    both = [run("why", CRIMEA, "--article", n).stdout for n in "12"]
    assert any("That article is what comes first." in out for out in both)
    assert any("What comes first has more of: " in out for out in both)


def test_why_of_no_article_is_one_sentence(run):
    result = run("why", CRIMEA, "--article", "99")
    assert str(result.exception) == "There is no article 99. `articles` lists those there are."


def test_a_line_that_cannot_be_asked_keeps_its_row(run):
    result = run("ask", "-", "--json", input="?!\nCrimea\n")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 2
    assert rows[0]["error"]
