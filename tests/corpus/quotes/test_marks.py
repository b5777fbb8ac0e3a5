from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes.marks import find_marks


def inner(text):
    marks, _ = find_marks(text, 0, len(text))
    return [mark.inner.of(text) for mark in marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "yes" and "no".', ["yes", "no"], id="straight"),
        pytest.param("He said “yes,” then left.", ["yes"], id="curly, comma trimmed"),
        pytest.param("''Yes,'' he said, ''I'm here.''", ["Yes", "I'm here."], id="doubled singles"),
        pytest.param("‘It’s the voters’ choice,’ she said.", ["It’s the voters’ choice"], id="UK"),
        pytest.param("They're 'very sure' of the dogs' names.", ["very sure"], id="apostrophes"),
        pytest.param('“One. "Two', ["One.", "Two"], id="reopened"),
        pytest.param('He is 6\'2" tall, "very".', ["very"], id="inches"),
        pytest.param("“She said ‘no’ to me”", ["She said ‘no’ to me"], id="nested"),
        pytest.param("Fans of the '90s and rock 'n' roll", [], id="elisions"),
        pytest.param('An empty "" one', [], id="empty"),
        pytest.param("“Very wet,“ he said.", ["Very wet"], id="an opening mark closes"),
        pytest.param("” … very wet,” he said.", ["… very wet"], id="a closing mark opens"),
        pytest.param('<a href="x" id="y">Yes</a> "no"', ["no"], id="markup"),
    ],
)
def test_inner(text, expected):
    assert inner(text) == expected


def test_open_quotation_is_told():
    marks, _ = find_marks("“It goes on.", 0, 12)
    assert [mark.closed for mark in marks] == [False]


def test_stray_closing_mark_costs_itself():
    text = "He left” and said “no”."
    marks, skipped = find_marks(text, 0, len(text))
    assert [mark.inner.of(text) for mark in marks] == ["no"]
    assert [odd.position for odd in skipped] == [7]


@given(st.text(alphabet="ab s.,\"'“”‘’`«»", max_size=80))
def test_marks_never_overlap(text):
    marks, _ = find_marks(text, 0, len(text))
    for mark in marks:
        assert mark.outer.contains(mark.inner)
        assert mark.inner.of(text).strip()
    for one, other in pairwise(marks):
        assert one.outer.end <= other.outer.start
