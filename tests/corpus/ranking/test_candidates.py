import numpy as np

from corpus.ranking.candidates import best, candidates


def test_passages_that_say_nothing_are_no_candidates():
    says = np.array([[1, 0, 0, 1]], np.float32)
    found = candidates(says, np.ones(1, np.float32), np.ones(4, np.float32))
    assert found.tolist() == [0, 3]


def test_the_best_are_few():
    scores = np.arange(100, dtype=np.float32)
    assert set(best(scores, 3).tolist()) == {97, 98, 99}
