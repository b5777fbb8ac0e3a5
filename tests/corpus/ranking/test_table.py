import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ranking.table import Mark, Table, Vocabulary, form_of, marks_of
from corpus.terms import written_words


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Ana", Mark.CAPITAL), ("NATO", Mark.ACRONYM), ("1999", Mark.YEAR), ("40", Mark.DIGITS),
        ("six", Mark.NUMBER), ("Monday", Mark.DAY), ("German", Mark.COUNTRY),
        ("because", Mark.CAUSE),
        ("Thomas", Mark.FIRST_NAME), ("$", Mark.MONEY), ("%", Mark.SHARE),
    ],
)  # fmt: skip
def test_what_a_word_can_be_part_of(word, mark):
    assert marks_of(word) & mark


def test_forms_fold_case_and_accents():
    assert form_of("Caf\u00e9") == form_of("cafe") != form_of("cafes")


def test_joining_is_building_at_once():
    texts = ["The bridge reopened.", "", "Who asked?", "Ferries (6) stopped."]
    vocabulary, other = Vocabulary(), Vocabulary()
    joined = Table.build(texts[:2], vocabulary).joined(Table.build(texts[2:], vocabulary))
    whole = Table.build(texts, other)
    assert vocabulary == other
    for column in ("firsts", "terms", "forms", "marks"):
        assert np.array_equal(getattr(joined, column), getattr(whole, column))


def test_the_words_of_some_texts():
    table = Table.build(["one two", "", "three four five"], Vocabulary())
    places, owner = table.words_of(np.array([2, 0]))
    assert places.tolist() == [2, 3, 4, 0, 1]
    assert owner.tolist() == [0, 0, 0, 1, 1]


def test_a_question_is_marked():
    table = Table.build(["Who asked?", "She asked."], Vocabulary())
    assert (table.marks & np.uint32(Mark.ASKS) > 0).tolist() == [True, False, False, False]


SOME = st.lists(st.sampled_from(["US", "WHO", "20", "m", "st", "ferry", "Ferry", "?", " ", "\n"]))


@given(st.lists(SOME.map("".join) | st.text(), max_size=4))
def test_each_word_has_the_term_and_the_form_it_is_written_in(texts):
    vocabulary = Vocabulary()
    table = Table.build(texts, vocabulary)
    names = ["", *vocabulary]
    for number, text in enumerate(texts):
        words = slice(*table.firsts[number : number + 2].tolist())
        told = [(word, term) for word, term, _, _ in written_words(text)]
        assert [names[term] for term in table.terms[words]] == [term for _, term in told]
        assert table.forms[words].tolist() == [form_of(word) for word, _ in told]
