import math

import numpy as np
import pytest

from corpus.postings.parameters import LIBRARY, PRODUCT, Parameters, idf, saturation


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"k1": -1.0}, id="k1 below 0"),
        pytest.param({"b": 1.1}, id="b above 1"),
        pytest.param({"k1": math.nan}, id="k1 not a number"),
        pytest.param({"idf": "robertson"}, id="an unknown idf"),
        pytest.param({"idf_power": 0.0}, id="a power that makes all terms equal"),
        pytest.param({"idf": "okapi", "idf_power": 1.2}, id="a power of a negative idf"),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Parameters(**wrong)


@pytest.mark.parametrize("df", [1, 50, 99, 100])
def test_lucenes_idf_is_always_above_0(df):
    assert idf(df, n=100, parameters=PRODUCT) > 0


def test_rank_bm25s_idf_is_below_0_for_terms_of_most_passages():
    assert idf(60, n=100, parameters=LIBRARY) < 0 < idf(40, n=100, parameters=LIBRARY)


def test_a_pair_earns_more_by_repeats_and_less_by_length():
    tf, length = np.array([1, 2, 9, 1]), np.array([10, 10, 10, 30])
    earned = saturation(tf, length, avgdl=10.0, parameters=PRODUCT)
    assert earned[0] == pytest.approx(1.0)
    assert earned[0] < earned[1] < earned[2] < PRODUCT.k1 + 1
    assert earned[3] < earned[0]
