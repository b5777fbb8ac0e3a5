import sqlite3
from contextlib import closing

import pytest

from bot.errors import MigrationFailed, NewerDatabase
from bot.storage.migrating import _NUMBERED, Migration, bring_up_to_date, migrations

ONE = Migration("0001_one", "CREATE TABLE one (x);")
LOW = Migration("0002_low", "CREATE TABLE low (x);")
TWO = Migration("0003_two", "CREATE TABLE two (x); -- it; too\nINSERT INTO one VALUES ('a;b')")
BROKEN = Migration("0003_two", "CREATE TABLE two (x); INSERT INTO nowhere VALUES (2);")
SHIPPED = migrations()


def connected(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return closing(connection)


def tables(path):
    with connected(path) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {row[0] for row in rows} - {"migration"}


def schema(path):
    """Return every table with its columns, and every index."""
    with connected(path) as connection:
        things = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
        columns = {
            thing["name"]: {
                tuple(column)[1:]
                for column in connection.execute(f"PRAGMA table_info({thing['name']})")
            }
            for thing in things
            if thing["type"] == "table"
        }
    return columns, {thing["name"] for thing in things}


def fill(path):
    """Put a row into each table; return how many rows there are."""
    with connected(path) as connection:
        for table in sorted(tables(path)):
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            values = [1 if c["type"] in {"INTEGER", "REAL"} else f"'{c['name']}'" for c in columns]
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join(map(str, values))})")
    return rows_of(path)


def rows_of(path):
    with connected(path) as connection:
        return {
            table: [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]
            for table in tables(path)
        }


def numbered(path, steps):
    """Make a file as it was when steps were compared by number."""
    with connected(path) as connection:
        connection.executescript("".join(step.sql for step in steps))
        connection.execute(f"PRAGMA user_version = {int(steps[-1].name[:4])}")


def test_steps_are_applied_once_and_in_order(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE])
    bring_up_to_date(path, [ONE, TWO])
    bring_up_to_date(path, [ONE, TWO])
    assert rows_of(path) == {"one": [("a;b",)], "two": []}


def test_a_lower_step_that_comes_later_is_applied_as_well(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE, TWO])
    bring_up_to_date(path, [ONE, LOW, TWO])
    assert tables(path) == {"one", "low", "two"}


def test_the_file_is_copied_before_a_step(tmp_path):
    path = tmp_path / "x.sqlite3"
    assert bring_up_to_date(path, [ONE]) is None
    copy = bring_up_to_date(path, [ONE, TWO])
    assert tables(copy) == {"one"}
    assert copy.stat().st_mode & 0o077 == 0


def test_a_failed_step_leaves_the_file_as_it_was_and_the_copy_beside_it(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE])
    for steps in ([ONE, BROKEN], [ONE, LOW, BROKEN], [ONE, LOW, BROKEN]):
        with pytest.raises(MigrationFailed, match="nowhere") as caught:
            bring_up_to_date(path, steps)
    assert tables(path) == {"one", "low"}
    assert tables(caught.value.copy) == {"one", "low"}
    assert [tables(copy) for copy in tmp_path.glob("*before-migration-0002_low")] == [{"one"}]


def test_a_newer_file_is_refused_and_untouched(tmp_path):
    path = tmp_path / "x.sqlite3"
    bring_up_to_date(path, [ONE, TWO])
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer Attribune"):
        bring_up_to_date(path, [ONE, LOW])
    assert path.read_bytes() == before


def test_the_shipped_steps_are_numbered_each_by_itself():
    numbers = [int(step.name[:4]) for step in SHIPPED]
    assert numbers == sorted(set(numbers))
    assert {step.name for step in SHIPPED} >= set(_NUMBERED)


@pytest.mark.parametrize("seen", range(1, len(SHIPPED)))
def test_every_earlier_schema_is_brought_up_to_date_with_all_its_rows(tmp_path, seen):
    old, new = tmp_path / "old.sqlite3", tmp_path / "new.sqlite3"
    bring_up_to_date(old, SHIPPED[:seen])
    before = fill(old)
    bring_up_to_date(old)
    bring_up_to_date(new)
    assert schema(old) == schema(new)
    after = rows_of(old)
    assert all(len(after[table]) >= len(rows) for table, rows in before.items())


@pytest.mark.parametrize("seen", range(1, len(_NUMBERED) + 1))
def test_a_file_from_when_steps_had_numbers_is_converted(tmp_path, seen):
    old, new = tmp_path / "old.sqlite3", tmp_path / "new.sqlite3"
    by_name = {step.name: step for step in SHIPPED}
    numbered(old, [by_name[name] for name in _NUMBERED[:seen]])
    before = fill(old)
    bring_up_to_date(old)
    bring_up_to_date(new)
    assert schema(old) == schema(new)
    after = rows_of(old)
    assert all(len(after[table]) >= len(rows) for table, rows in before.items())


@pytest.mark.parametrize("late", [step.name for step in SHIPPED])
def test_a_shipped_step_may_come_after_those_that_do_not_need_it(tmp_path, late):
    path = tmp_path / "x.sqlite3"
    others = [step for step in SHIPPED if step.name != late]
    try:
        bring_up_to_date(path, others)
    except MigrationFailed:
        pytest.skip("a later step needs it")
    bring_up_to_date(path)
    assert {step.name for step in SHIPPED} == {
        row[0] for row in closing_rows(path, "SELECT name FROM migration")
    }


def closing_rows(path, query):
    with connected(path) as connection:
        return connection.execute(query).fetchall()
