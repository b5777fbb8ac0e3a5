import json
from datetime import date

import pytest

from bot.cli import main
from bot.commands.briefing import SinceUnclear, first_day

TODAY = date(2026, 3, 9)


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(["briefing", "preview", *arguments])
    return ended.value.code, capsys.readouterr().out


@pytest.fixture(autouse=True)
def _data(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))


def test_a_preview_is_a_row_a_story(capsys):
    code, out = run(capsys, "--topic", "Poland", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert rows[0]["matched"] == ["Poland"]
    assert {"number", "kind", "shown", "title", "text", "start", "end", "quote", "also"} <= set(
        rows[0]
    )


def test_a_preview_can_be_read(capsys):
    code, out = run(capsys, "--speaker", "Ben Wallace")
    assert code == 0
    assert "about Ben Wallace" in out
    assert "— Ben Wallace" in out


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-03-01", date(2026, 3, 1)), ("7", date(2026, 3, 2)), ("2 days", date(2026, 3, 7))],
)
def test_a_day_is_a_date_or_a_number_of_days(written, day):
    assert first_day(written, TODAY) == day


@pytest.mark.parametrize("written", ["", "soon", "99999", "2026-13-01"])
def test_no_day_is_explained(written):
    with pytest.raises(SinceUnclear, match="--since takes a day"):
        first_day(written, TODAY)
