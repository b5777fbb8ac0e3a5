import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching import Degree, Side, compare

SAID = "We shouldn’t kid people we would. The Ukrainians are aware of that – and so are we."


@pytest.mark.parametrize(
    ("asked", "degree"),
    [
        pytest.param("We shouldn't kid people we would", Degree.EXACT, id="other apostrophe"),
        pytest.param("“WE SHOULDN’T KID PEOPLE”", Degree.EXACT, id="marks and case"),
        pytest.param("Ukrainians are aware - so are we", Degree.EXACT, id="dashes, small words"),
        pytest.param("We shouldn't kid people … aware of that", Degree.EXACT, id="an ellipsis"),
        pytest.param("we should never kid people we would", Degree.ALTERED, id="a word changed"),
        pytest.param("The Ukrainians are all aware of that now", Degree.ALTERED, id="words added"),
        pytest.param("aware people kid around in the park", Degree.NONE, id="a few same words"),
        pytest.param("The budget will be published on Monday", Degree.NONE, id="something else"),
    ],
)
def test_compare(asked, degree):
    found = compare(asked, SAID)
    assert found.degree is degree or (degree is Degree.NONE and found.degree is Degree.NEAR)


def test_words_on_the_same_matter_are_not_the_same_words_altered():
    found = compare("climate change is a hoax", "The mayor called climate change urgent.")
    assert found.degree is Degree.NEAR


def test_a_lost_negation_is_never_exact():
    found = compare("We should kid people we would", SAID)
    assert found.degree is not Degree.EXACT
    assert any(p.side is Side.PRINTED and "shouldn’t" in p.text for p in found.pieces)


def test_the_diff_tells_both_sides_in_order():
    printed = "to cut the Army by another 10,000 troops"
    found = compare("cut the Army by another 20,000 troops", printed)
    assert [(str(piece.side), piece.text) for piece in found.pieces] == [
        ("both", "cut the Army by another"),
        ("asked", "20,000"),
        ("printed", "10,000"),
        ("both", "troops"),
    ]


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_texts_compare(asked, printed):
    found = compare(asked, printed)
    assert 0 <= found.similarity <= 1
    if found.window:
        assert found.window.end <= len(printed)


@given(
    st.lists(
        st.sampled_from(
            ["we", "must", "never", "halt", "their", "plans", "to", "cut", "the", "army"]
        ),
        min_size=3,
    )
)
def test_words_are_found_in_themselves_and_in_more(words):
    text = " ".join(words)
    assert compare(text, text).degree is Degree.EXACT
    assert compare(text, f"Yesterday evening {text} altogether").degree is Degree.EXACT


@given(
    st.lists(st.sampled_from(["army", "plans", "halt", "never", "cut"]), min_size=2, max_size=9),
    st.sampled_from(['"{}"', "“{}…”", "{} –", "... {}", "‘{}’,"]),
)
def test_marks_make_no_difference(words, shape):
    text = " ".join(words)
    assert compare(shape.format(text.upper()), text).degree is Degree.EXACT


def test_every_printed_word_of_the_window_stands_in_the_diff():
    found = compare("Ukrainians kid people", SAID)
    printed = " ".join(p.text for p in found.pieces if p.side is not Side.ASKED)
    assert printed.split() == [
        w for w in found.window.of(SAID).replace(".", "").split() if w != "–"
    ]
