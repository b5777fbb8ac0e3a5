from hypothesis import given
from hypothesis import strategies as st

from corpus.revision import changes

OLD = "The bridge opens on Monday. It cost two million pounds. The mayor was not there."


def told(before, after):
    return [
        (
            change.before.of(before) if change.before else None,
            change.after.of(after) if change.after else None,
        )
        for change in changes(before, after)
    ]


def test_an_altered_sentence_comes_with_what_it_was():
    new = OLD.replace("two million", "three million")
    assert told(OLD, new) == [("It cost two million pounds.", "It cost three million pounds.")]


def test_a_new_sentence_and_one_that_is_gone():
    assert told(OLD, OLD + " A ferry runs.") == [(None, "A ferry runs.")]
    assert told(OLD + " A ferry runs.", OLD) == [("A ferry runs.", None)]


def test_another_sentence_in_its_place_is_no_alteration():
    new = OLD.replace("The mayor was not there.", "Traders have lost many customers since.")
    assert told(OLD, new) == [
        ("The mayor was not there.", None),
        (None, "Traders have lost many customers since."),
    ]


def test_white_space_is_no_change():
    assert changes(OLD, OLD.replace(". ", ".\n\n")) == ()


TEXTS = st.lists(st.sampled_from(OLD.split(" ")), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_every_change_is_a_slice_and_none_means_the_same_words(before, after):
    found = told(before, after)
    assert all(one != other for one, other in found)
    if not found:
        assert before.split() == after.split()
