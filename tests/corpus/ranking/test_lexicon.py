import pytest

from corpus.ranking.lexicon import alternatives_of, same_meaning, short_forms
from corpus.terms import term_of


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("purchase", "acquire"),
        ("decided", "decision"),
        ("Germany", "German"),
        ("wife", "married"),
    ],
)
def test_what_says_the_same(asked, said):
    assert (term_of(said),) in {a.terms for a in alternatives_of(term_of(asked))}


def test_a_short_form_stands_for_its_words():
    assert ("european", "union") in short_forms()["eu"]


def test_no_word_is_its_own_alternative():
    assert all((term,) not in others for term, others in same_meaning().items())


def test_every_strength_is_a_share():
    assert all(0 < s <= 1 for others in same_meaning().values() for s in others.values())
