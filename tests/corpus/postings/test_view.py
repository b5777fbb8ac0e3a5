import numpy as np
import pytest

from corpus.postings.build import build
from corpus.postings.parameters import PRODUCT
from corpus.postings.view import NOBODY, View, bury, places_of


@pytest.fixture
def segment():
    return build([["a"], ["a", "b"], ["b"], ["a"] * 5], parameters=PRODUCT, first=10)


def some(*ids, kind=np.int32):
    return np.array(ids, kind)


def test_burying_takes_own_living_passages_alone(segment):
    dead = bury(some(1), segment, some(3, 11, 12, 14, kind=np.int64))
    assert dead.tolist() == [1, 2]


def test_the_dead_are_neither_counted_nor_living(segment):
    view = View.of(segment, some(1, 2), 2.0, PRODUCT)
    assert view.count(some(0, 1, 3)) == 2
    assert view.is_living(some(0, 1, 3)).tolist() == [True, False, True]
    assert view.lengths().tolist() == [1, 0, 0, 5]


@pytest.mark.parametrize("avgdl", [0.5, 2.25, 40.0])
def test_a_peak_times_the_drift_bounds_what_pairs_weigh(segment, avgdl):
    view = View.of(segment, NOBODY, avgdl, PRODUCT)
    for term in range(len(segment.vocabulary)):
        _, codes = segment.postings(term)
        assert view.table[codes].max() <= segment.peaks[term] * view.drift


def test_places_say_where_and_whether():
    places, found = places_of(some(0, 2, 9), some(2, 4))
    assert places.tolist() == [0, 0, 2]
    assert found.tolist() == [False, True, False]
    assert places_of(some(1), NOBODY)[1].tolist() == [False]
