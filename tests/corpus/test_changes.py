import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.changes import Side, find_again, most_alike, word_diff
from corpus.models import Span
from corpus.segment import sentence_spans


def only(words, side):
    return "".join(w.text for w in words if w.side in {Side.BOTH, side})


@given(st.text(), st.text())
def test_the_sides_make_up_the_two_texts(before, now):
    diff = word_diff(before, now)
    assert only(diff, Side.NOW).split() == now.split()
    assert only(diff, Side.BEFORE).split() == before.split()


def test_a_word_diff_names_what_changed():
    diff = word_diff("It sends 350 troops to Poland.", "It sends 400 more troops to Poland.")
    assert [(w.side.value, w.text) for w in diff] == [
        ("both", "It sends"),
        ("before", " 350"),
        ("now", " 400 more"),
        ("both", " troops to Poland."),
    ]


def test_a_slice_is_found_again_where_it_moved_to():
    assert find_again("Yes.", "Oh. Yes. No. Yes.", 12) == Span(13, 17)
    assert find_again("Yes.", "Oh. Yes. No. Yes.", 0) == Span(4, 8)
    assert find_again("Yes.", "No.", 0) is None


@pytest.mark.parametrize(
    ("slice_", "expected"),
    [
        ("The UK sends 350 troops to Poland.", "The UK sends 400 troops to Poland."),
        ("Nobody knows what the weather brings.", None),
    ],
)
def test_the_most_alike_sentence(slice_, expected):
    text = "Fear grows. The UK sends 400 troops to Poland. Russia denies it."
    found = most_alike(slice_, text, sentence_spans(text))
    assert (found and found.of(text)) == expected
