import json

from click.testing import CliRunner

from bot.cli import attribune


def test_usage_in_the_terminal_and_as_json(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))

    def run(*arguments):
        result = CliRunner().invoke(attribune, arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    run("ask", "When was Crimea annexed?")
    shown = run("usage", "--days", "2")
    assert "1 of 0 people" in shown
    assert "▁█" in shown
    row = json.loads(run("usage", "--days", "2", "--json"))
    assert (row["questions"], row["answered"], row["commands"]) == (1, 1, {"ask": 1})
    assert len(row["hours"]) == 24
