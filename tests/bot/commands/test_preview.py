import importlib.util

from click.testing import CliRunner

from bot.cli import attribune


def test_a_missing_extra_is_explained_with_the_command(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    result = CliRunner().invoke(attribune, ["preview"])
    assert "pip install 'attribune[preview]'" in str(result.exception)
