from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.services.edition import (
    LINES,
    MOST_ENTRIES,
    Altered,
    Edition,
    Entry,
    Slice,
    Source,
    Told,
    fitted,
    from_json,
    lines_of,
    to_json,
)

DAY = date(2026, 3, 2)
SOURCE = Source(2, 1, "Bridge to close", "The Post", DAY, "https://n.example/a")
SENTENCE = Slice(2, 17, 40, "The bridge will close.", ((21, 27),))
TOLD = Told((Slice(2, 50, 60, "It is over"),), "Ida Brandt")
FULL = Entry(1, SOURCE, SENTENCE, TOLD, ("bridge",), (SOURCE,))
EDITION = Edition(
    DAY,
    "new",
    (FULL,),
    (Entry(2, Source(3, 2, "Two")),),
    4,
    (Altered(SOURCE, SENTENCE),),
    None,
    ("x",),
)


def test_an_edition_comes_back_as_it_was_stored():
    assert from_json(to_json(EDITION)) == EDITION


def test_entries_are_found_by_their_number_shown_or_not():
    assert EDITION.entry(1) == FULL
    assert EDITION.entry(2).source.title == "Two"
    assert EDITION.entry(3) is None


def test_an_edition_knows_the_articles_it_tells_of():
    assert EDITION.articles() == {1, 2}


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 400)), max_size=12))
def test_a_budget_of_lines_is_kept_but_for_a_first_that_is_longer(lengths):
    entries = [entry(n, *length) for n, length in enumerate(lengths, 1)]
    shown = fitted(entries)
    assert len(shown) <= MOST_ENTRIES
    assert bool(shown) == bool(entries)
    assert [one.number for one in shown] == [one.number for one in entries[: len(shown)]]
    if len(shown) > 1 and lines_of(shown[0]) < LINES / 2:
        assert sum(map(lines_of, shown)) <= LINES


def entry(number, sentence, told):
    quotation = Told((Slice(1, 0, told, "y" * told),), "Ida Brandt") if told else None
    return Entry(number, SOURCE, Slice(1, 0, sentence, "x" * sentence), quotation)


def test_the_first_stories_get_most():
    shown = fitted([entry(n, 200, 200) for n in range(1, 10)])
    assert len(shown) == MOST_ENTRIES
    assert [(one.has_sentence, one.has_told) for one in shown[:3]] == [
        (True, True),
        (True, True),
        (True, False),
    ]
    assert not shown[-1].has_sentence


def test_a_change_is_told_word_by_word():
    altered = Altered(SOURCE, Slice(1, 0, 9, "It is red"), Slice(2, 0, 11, "It is green"))
    assert [words.text.strip() for words in altered.difference()] == ["It is", "red", "green"]
