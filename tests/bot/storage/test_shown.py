from datetime import UTC, datetime, timedelta

from bot.storage.shown import Shown, ShownHit, ShownStore
from corpus.models import Span

AT = datetime(2026, 1, 2, tzinfo=UTC)


async def test_what_was_shown_comes_back_until_it_expires(database):
    store = ShownStore(database)
    hits = (ShownHit(3, Span(4, 9), (Span(4, 5), Span(7, 9)), (2, 7)), ShownHit(1, Span(0, 2)))
    shown = Shown("abc", AT, "ask", "Who?", None, {"answered": True}, hits)
    await store.add(shown)
    assert await store.get("abc") == shown
    assert await store.prune(before=AT + timedelta(seconds=1)) == 1
    assert await store.get("abc") is None
