import re

from bot.storage.personal import RECORDS

ABOUT_PEOPLE = {"person", "user_id", "asker", "author", "author_id", "owner_id", "added_by", "by"}
REASONS = {"opted_out": "the opt-out itself, deleted by opting in"}


async def test_no_table_that_knows_people_is_forgotten(database):
    tables = await database.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    reached = {
        table
        for record in RECORDS
        for statement in record.delete
        for table in re.findall(r"(?:DELETE FROM|UPDATE) (\w+)", statement)
    }
    for (table,) in tables:
        columns = await database.all(f"PRAGMA table_info({table})")
        if {row["name"] for row in columns} & ABOUT_PEOPLE:
            assert table in reached | set(REASONS), f"{table} is not reached by /privacy"
