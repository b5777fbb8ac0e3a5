from datetime import UTC, datetime

import pytest

from bot.storage.corrections import Act, CorrectionStore
from corpus.people import Person
from corpus.quotations import Gender

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(database):
    return CorrectionStore(database)


async def test_corrections_are_listed_oldest_first(store):
    await store.add(Act.RENAME, "ann lee", "Anne Lee", at=NOW, where=None)
    await store.add(Act.MERGE, "a lee", "Anne Lee", at=NOW, where=None)
    assert [(c.act, c.subject, c.value) for c in await store.all()] == [
        (Act.RENAME, "ann lee", "Anne Lee"),
        (Act.MERGE, "a lee", "Anne Lee"),
    ]


async def test_an_undone_correction_stays_listed_and_is_undone_once(store):
    made = await store.add(Act.RENAME, "ann lee", "Anne Lee", at=NOW, where=None)
    assert await store.undo(made.id, at=NOW)
    assert not await store.undo(made.id, at=NOW)
    assert not await store.undo(99, at=NOW)
    (listed,) = await store.all()
    assert listed.undone_at == NOW


async def test_records_are_replaced(store, database):
    ann = Person("ann lee", "Ann Lee", ("Lee",), ("mayor",), Gender.FEMALE, True, ((1, 0),))
    await store.keep_records([ann])
    await store.keep_records([ann])
    rows = await database.all("SELECT key, name, gender, is_person FROM speaker")
    assert [tuple(row) for row in rows] == [("ann lee", "Ann Lee", "female", 1)]
