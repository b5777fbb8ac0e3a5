import pytest

from corpus.digest.weights import Weights, cosine, counted

TEXTS = ["bridge council frost", "bridge council", "bridge"]


def test_the_rarer_a_term_the_more_it_weighs():
    weights = Weights(TEXTS)
    values = [weights.idf(term) for term in ("unseen", "frost", "council", "bridg")]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


def test_a_vector_has_length_one_and_is_like_itself():
    vector = Weights(TEXTS).vector(TEXTS[0])
    assert cosine(vector, vector) == pytest.approx(1)
    assert cosine(vector, {}) == 0


def test_a_text_without_words_is_nothing():
    assert Weights([]).vector("— …") == {}


def test_what_comes_first_counts_twice():
    assert counted("bridge frost weir")["bridg"] == 2
