import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ranking.signs import SIGNS
from tests.corpus.ranking.test_best import STATE, best_of

WORDS = sorted({*STATE.vocabulary, "zebra", "1987", "who", "when", "why", "how", "many"})


@pytest.mark.parametrize(
    ("name", "question", "first", "value"),
    [
        ("unknown", "Which bridge reopened?", 0, 0),
        ("numbers_missing", "Which bridge reopened in 1987?", 0, 1),
        ("numbers_missing", "Who are the 350 engineers?", 2, 0),
        ("lacks_quantity", "When did the bridge reopen?", 0, 0),
        ("lacks_quantity", "When did the owners buy ships?", 6, 1),
        ("lacks_person", "Who leads the union?", 5, 0),
        ("lacks_person", "Who bought German ships?", 6, 1),
        ("shown_nowhere", "Why was the bridge repaired?", 0, 1),
        ("shown_nowhere", "Why were no talks planned?", 5, 0),
        ("asks_reason", "Why were no talks planned?", 5, 1),
        ("says_a_name", "What did Mayor Ortiz say?", 1, 1),
        ("says_a_name", "Whom did Mayor Ortiz thank?", 2, 0),
        ("words_asked", "Whom did Mayor Ortiz thank?", 2, 5),
        ("says_less_than_another", "Which bridge over the Wyle reopened?", 0, 0),
    ],
)
def test_a_sign_tells(name, question, first, value):
    assert SIGNS[name](best_of(question, first)) == pytest.approx(value)


def test_a_word_unsaid_is_missed():
    answered = best_of("Which bridge reopened?", 0)
    asked = best_of("Which bridge was painted?", 0)
    for name in ("worth_missing", "concepts_missing", "unknown"):
        assert SIGNS[name](asked) > SIGNS[name](answered)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_signs_are_numbers_whatever_is_asked(words):
    question = " ".join([*words, "bridge"])
    best = best_of(question, 0)
    values = [sign(best) for sign in SIGNS.values()]
    assert all(abs(value) < 1e4 for value in values)
