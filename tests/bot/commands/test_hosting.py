import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from bot.cli import attribune
from bot.services.checking import _check_clock
from bot.storage.migrating import bring_up_to_date, migrations


@pytest.fixture
def doctor(monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_DATA", str(tmp_path / "data"))

    def run():
        result = CliRunner().invoke(attribune, ["doctor", "--json"])
        return result.exit_code, {
            row["check"]: row for row in map(json.loads, result.stdout.splitlines())
        }

    return run


def test_a_fresh_host_is_told_what_is_missing(doctor):
    code, found = doctor()
    assert code == 0
    assert found["Discord token"]["verdict"] == "warning"
    assert found["database"]["verdict"] == "ok"


def test_a_damaged_database_is_an_error_with_advice(doctor, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "attribune.sqlite3").write_bytes(b"not a database at all" * 99)
    code, found = doctor()
    assert code == 1
    assert "attribune restore" in found["database"]["detail"]


def test_a_missing_articles_folder_is_an_error(doctor, monkeypatch, tmp_path):
    monkeypatch.setenv("ATTRIBUNE_ARTICLES", str(tmp_path / "nowhere"))
    code, found = doctor()
    assert (code, found["articles folder"]["verdict"]) == (1, "error")


def test_an_articles_folder_may_be_empty_at_first(doctor, monkeypatch, tmp_path):
    (tmp_path / "mine").mkdir()
    monkeypatch.setenv("ATTRIBUNE_ARTICLES", str(tmp_path / "mine"))
    code, found = doctor()
    assert (code, found["articles folder"]["verdict"]) == (0, "ok")


def test_an_unreachable_discord_is_a_warning(doctor, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9/api")
    _, found = doctor()
    assert found["Discord token"]["verdict"] == "warning"
    assert "a.b.c" not in str(found)


def test_a_database_from_before_an_update_is_left_as_it_is(doctor, tmp_path):
    path = tmp_path / "data" / "attribune.sqlite3"
    path.parent.mkdir()
    bring_up_to_date(path, migrations()[:1])
    before = path.read_bytes()
    _, found = doctor()
    assert "the next start applies 0002_usage" in found["database"]["detail"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(("ahead_s", "verdict"), [(0, "ok"), (-3600, "error"), (3600, "error")])
def test_a_wrong_clock_is_an_error(ahead_s, verdict):
    [found] = _check_clock(datetime.now(UTC) + timedelta(seconds=ahead_s))
    assert str(found.verdict) == verdict
