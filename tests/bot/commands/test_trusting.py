import json

import pytest
from click.testing import CliRunner

from bot.cli import attribune


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))

    def run(*arguments, **options):
        return CliRunner().invoke(attribune, arguments, **options)

    return run


@pytest.fixture
def proof(run):
    return json.loads(run("ask", "When was Crimea annexed?", "--json").stdout)["answers"][0]


def test_verify_prints_a_row(run, proof):
    row = json.loads(run("verify", proof["proof"], "--json").stdout)
    assert (row["standing"], row["text"], row["start"]) == (
        "verified",
        proof["text"],
        proof["start"],
    )


def test_verify_speaks_plainly(run, proof):
    out = run("verify", proof["proof"]).stdout
    assert out.startswith(f"{proof['proof']}  Verified: the article says exactly this.")
    assert "version 1 of 1" in out


def test_verify_reads_ids_from_standard_input(run, proof):
    result = run("verify", "-", "--json", input=f"{proof['proof']}\nnonsense\n")
    assert [json.loads(line)["standing"] for line in result.stdout.splitlines()] == [
        "verified",
        None,
    ]
    assert "fits nothing" in result.stderr


def test_feedback_is_empty_at_first(run):
    assert run("feedback").stdout == ""
