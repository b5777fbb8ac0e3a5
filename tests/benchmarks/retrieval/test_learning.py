import numpy as np
import pytest

from tests.benchmarks.retrieval.learning import Listed, auroc, fit_lists, fit_logistic


def test_the_feature_that_tells_the_right_one_gets_the_weight():
    random = np.random.default_rng(5)
    lists = []
    for _ in range(60):
        values = random.normal(size=(8, 3)).astype(np.float32)
        right = np.zeros(8, dtype=bool)
        right[np.argmax(values[:, 1])] = True
        lists.append(Listed(values, right))
    weights = fit_lists(lists)
    assert weights[1] > 10 * max(abs(weights[0]), abs(weights[2]))


def test_probabilities_are_those_of_the_data():
    values = np.repeat([[0.0], [1.0]], 100, axis=0)
    is_true = np.r_[np.arange(100) < 20, np.arange(100) < 70].astype(float)
    weights, constant = fit_logistic(values, is_true, np.ones(200), penalty=1e-9)
    given = 1 / (1 + np.exp(-(np.array([0.0, 1.0]) * weights[0] + constant)))
    assert given == pytest.approx([0.2, 0.7], abs=1e-3)


def test_auroc_counts_ties_half():
    assert auroc(np.array([3.0, 2.0]), np.array([1.0])) == 1.0
    assert auroc(np.array([1.0]), np.array([1.0, 0.0])) == 0.75
