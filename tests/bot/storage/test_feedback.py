from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.storage.feedback import FeedbackStore, Judgement
from bot.storage.shown import ShownHit
from corpus.models import Span

AT = datetime(2026, 1, 2, tzinfo=UTC)
ONE = Judgement(AT, "abc", "p", 7, True, "ask", "Who?", True, (ShownHit(3, Span(4, 9)),))


async def test_one_judgement_a_person_and_answer(database):
    store = FeedbackStore(database)
    await store.add(ONE)
    await store.add(replace(ONE, is_right=False))
    await store.add(replace(ONE, person="q"))
    assert await store.list() == [replace(ONE, is_right=False), replace(ONE, person="q")]
    assert await store.prune(before=AT + timedelta(seconds=1)) == 2
    assert await store.list() == []
