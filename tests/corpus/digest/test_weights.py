import pytest

from corpus.digest.weights import Weights, centre, cosine, counted

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


def test_the_centre_is_what_vectors_share():
    middle = centre([{"bridg": 1.0}, {"bridg": 0.6, "frost": 0.8}])
    assert cosine(middle, {"bridg": 1.0}) > cosine(middle, {"frost": 1.0}) > 0
    assert centre([]) == {}
