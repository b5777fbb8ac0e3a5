from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.terms import content_words, fold, plain_words, term_of, terms, tokens, written_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("Café", "cafe", id="accents"),
        pytest.param("Łódź", "lodz", id="letters that do not decompose"),
        pytest.param("Tolstedt\u2019s", "tolstedt", id="possessive"),
        pytest.param("workers'", "workers", id="possessive of a plural"),
        pytest.param("U.S.", "US", id="acronym with dots"),
        pytest.param("N.A.T.O.", "NATO", id="longer acronym with dots"),
        pytest.param("16th-century", "16 century", id="hyphens split, ordinals are numbers"),
        pytest.param("1,000", "1000", id="separators of thousands"),
        pytest.param("six", "6", id="number words"),
        pytest.param("£20m", "£20 million", id="magnitudes"),
        pytest.param("bought", "buying", id="irregular forms"),
        pytest.param("children", "child", id="irregular plurals"),
        pytest.param("Sept. 11", "September 11", id="months"),
        pytest.param("defense", "Defence", id="spellings"),
    ],
)
def test_the_same_thing_written_differently_has_the_same_terms(left, right):
    assert terms(left) == terms(right) != []


@pytest.mark.parametrize(
    ("left", "right"),
    [("The US said", "The us said"), ("The WHO said", "The who said"), ("1990s", "1990")],
)
def test_different_things_stay_apart(left, right):
    assert terms(left) != terms(right)


def test_a_word_like_a_name_in_a_shouted_headline_is_a_word():
    assert terms("TELL US MORE") == terms("tell us more")


def test_question_words_go():
    assert terms("What did the mayor say?") == ["mayor", "say"]


def test_terms_keep_their_order_and_repeats():
    assert terms("Ortiz met ORTIZ") == ["ortiz", "meet", "ortiz"]


def test_content_words_are_what_a_question_is_about():
    question = "whos running the transition team, can you tell me?"
    assert [t.span.of(question) for t in content_words(question)] == [
        "running", "transition", "team",
    ]  # fmt: skip


@given(st.text())
def test_any_text_has_tokens_that_slice_it(text):
    found = tokens(text)
    assert [t.term for t in found] == terms(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for token in found:
        assert token.term
        assert any(c.isalnum() for c in token.span.of(text))


@given(st.text(max_size=60))
def test_folding_and_terms_never_fail(word):
    assert isinstance(fold(word), str)
    assert isinstance(term_of(word), str)


WORDS = [
    "US",
    "U.S.",
    "WHO",
    "IT",
    "20",
    "m",
    "bn",
    "st",
    "21",
    "the",
    "Ferry",
    "don't",
    "3.5",
    "_",
]


@given(st.lists(st.sampled_from([*WORDS, " ", " ", ". "])).map("".join) | st.text())
def test_words_are_plain_only_where_nothing_around_them_counts(text):
    told = [(word, term) for word, term, _, _ in written_words(text)]
    plain = plain_words(text)
    if plain is not None:
        assert [(word, term_of(word)) for word in plain] == told
    assert terms(text) == [term for _, term in told if term]
