import sqlite3
from contextlib import closing

import pytest

from bot.errors import MigrationFailed, NewerDatabase
from bot.storage.migrating import Migration, bring_up_to_date, migrations

ONE = Migration(1, "0001_one", "CREATE TABLE one (x);")
TWO = Migration(2, "0002_two", "CREATE TABLE two (x); INSERT INTO one VALUES (2);")
BROKEN = Migration(2, "0002_two", "CREATE TABLE two (x); INSERT INTO nowhere VALUES (2);")


def tables(path):
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return {row[0] for row in rows}, version


def test_steps_are_applied_once_and_in_order(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE])
    bring_up_to_date(path, [ONE, TWO])
    bring_up_to_date(path, [ONE, TWO])
    assert tables(path) == ({"one", "two"}, 2)


def test_the_file_is_copied_before_a_step(tmp_path):
    path = tmp_path / "x.sqlite3"
    assert bring_up_to_date(path, [ONE]) is None
    copy = bring_up_to_date(path, [ONE, TWO])
    assert tables(copy) == ({"one"}, 1)


def test_a_failed_step_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE])
    with pytest.raises(MigrationFailed, match="nowhere") as caught:
        bring_up_to_date(path, [ONE, BROKEN])
    assert tables(path) == ({"one"}, 1)
    assert caught.value.copy.exists()


def test_a_newer_file_is_refused(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE, TWO])
    with pytest.raises(NewerDatabase, match="newer Attribune"):
        bring_up_to_date(path, [ONE])


def test_the_shipped_steps_have_growing_numbers():
    numbers = [step.number for step in migrations()]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1
