from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.services.edition import (
    LINES,
    MOST_ENTRIES,
    Edition,
    Entry,
    Slice,
    Source,
    Told,
    from_json,
    lines_of,
    that_fit,
    to_json,
)

DAY = date(2026, 3, 2)
SOURCE = Source(2, 1, "Bridge to close", "The Post", DAY, "https://n.example/a")
SENTENCE = Slice(2, 17, 40, "The bridge will close.", ((21, 27),))
TOLD = Told((Slice(2, 50, 60, "It is over"),), "Ida Brandt")
FULL = Entry(1, SOURCE, SENTENCE, TOLD, ("bridge",), (SOURCE,))
EDITION = Edition(DAY, "new", (FULL,), (Entry(2, Source(3, 2, "Two")),), 4, (SOURCE,), None, ("x",))


def test_an_edition_comes_back_as_it_was_stored():
    assert from_json(to_json(EDITION)) == EDITION


def test_entries_are_found_by_their_number_shown_or_not():
    assert EDITION.entry(1) == FULL
    assert EDITION.entry(2).source.title == "Two"
    assert EDITION.entry(3) is None


def test_an_edition_knows_the_articles_it_tells_of():
    assert EDITION.articles() == {1, 2}


@given(st.lists(st.integers(1, 2000), max_size=12))
def test_a_budget_of_lines_is_kept_but_for_a_first_that_is_longer(lengths):
    entries = [
        Entry(n, SOURCE, Slice(1, 0, length, "x" * length)) for n, length in enumerate(lengths, 1)
    ]
    fitting = that_fit(entries)
    assert fitting <= MOST_ENTRIES
    assert bool(fitting) == bool(entries)
    if fitting > 1:
        assert sum(map(lines_of, entries[:fitting])) <= LINES
