import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.ranking.candidates import best, candidates


def test_passages_that_say_nothing_are_no_candidates():
    says = np.array([[1, 0, 0, 1]], np.float32)
    found = candidates(says, np.ones(1, np.float32), np.ones(4, np.float32))
    assert found.tolist() == [0, 3]


def test_the_best_are_few():
    scores = np.arange(100, dtype=np.float32)
    assert set(best(scores, 3).tolist()) == {97, 98, 99}


@given(st.lists(st.integers(-2, 9), max_size=400), st.integers(1, 9))
def test_the_best_are_those_of_a_full_sort(values, k):
    scores = np.array(values, np.float32)
    expected = sorted((value for value in values if value > 0), reverse=True)[:k]
    assert sorted(scores[best(scores, k)].tolist(), reverse=True) == expected
