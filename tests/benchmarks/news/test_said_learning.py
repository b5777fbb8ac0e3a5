import numpy as np
from said_learning import Asked, fit_certainty, fit_ranking


def test_what_marks_the_right_ones_gets_weight():
    rng = np.random.default_rng(0)
    asked = []
    for _ in range(60):
        values = rng.random((8, 2))
        asked.append(Asked(values, values[:, 0] == values[:, 0].max()))
    weights = fit_ranking(asked, ["content", "noise"])
    assert weights[0] > 5 * abs(weights[1])


def test_no_weight_has_a_sign_that_makes_no_sense():
    values = np.array([[0.0], [1.0]])
    asked = [Asked(values, np.array([True, False]))] * 20
    assert fit_ranking(asked, ["content"])[0] == 0
    assert fit_ranking(asked, ["length"])[0] < 0


def test_the_probability_is_the_share_that_is_right():
    values = np.repeat([[0.0], [1.0]], 100, axis=0)
    right = np.array([n % 100 < (20 if n < 100 else 80) for n in range(200)], float)
    weights, constant = fit_certainty(values, right, np.ones(200), ["score"], penalty=1e-6)
    low, high = (1 / (1 + np.exp(-(constant + weights[0] * x))) for x in (0, 1))
    assert abs(low - 0.2) < 0.01
    assert abs(high - 0.8) < 0.01
