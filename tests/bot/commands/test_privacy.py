import json

from click.testing import CliRunner

from bot.cli import attribune


def test_the_host_can_show_export_and_delete(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))

    def run(*arguments):
        result = CliRunner().invoke(attribune, ["privacy", *arguments])
        assert result.exit_code == 0
        return result.stdout

    rows = [json.loads(line) for line in run("show", "42", "--json").splitlines()]
    assert {"name": "usage", "count": 0, "oldest": None} in rows
    assert json.loads(run("export", "42"))["usage"] == []
    assert run("delete", "42").startswith("Deleted.")
