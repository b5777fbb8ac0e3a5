import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index import LIBRARY, PRODUCT, Index
from corpus.postings.scan import best, finished, least_of_best, scanned, scores


def lists_of(passages, terms, parameters=PRODUCT):
    state = Index.build(passages, parameters=parameters)._state
    return state.views[0], state.lists(terms)[0]


@given(
    total=st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=3000),
    k=st.integers(1, 12),
)
def test_at_least_k_totals_reach_the_least_of_the_best(total, k):
    array = np.array(total)
    above = np.count_nonzero(array)
    assert np.count_nonzero(array >= least_of_best(array, k)) >= min(k, above)


@given(values=st.lists(st.sampled_from([1.0, 2.0, 3.0]), max_size=40), k=st.integers(1, 9))
def test_the_best_come_by_score_and_then_by_id(values, k):
    ids, kept = best(np.arange(len(values)), np.array(values), k)
    expected = sorted(range(len(values)), key=lambda i: (-values[i], i))[:k]
    assert ids.tolist() == expected
    assert kept.tolist() == [values[i] for i in expected]


def test_finishing_a_few_gives_what_scanning_all_gives():
    passages = [["a", "b"], ["b", "c", "c"], ["a"], [], ["c", "a", "b"]]
    view, lists = lists_of(passages, ["a", "b", "c", "c"])
    ids = np.array([0, 1, 4], np.int32)
    partial = finished(view, lists[:1], ids, np.zeros(3))
    assert finished(view, lists[1:], ids, partial).tolist() == scores(view, lists)[ids].tolist()


@pytest.mark.parametrize("passages", [[["a"]], [["a"], ["b"]], [["a"], ["a"], ["b"]]])
def test_a_hit_shares_a_term_even_where_its_score_is_not_above_0(passages):
    view, lists = lists_of(passages, ["a"], LIBRARY)
    ids, _ = scanned(view, lists, 10)
    assert ids.tolist() == [i for i, terms in enumerate(passages) if "a" in terms]


def test_no_term_no_hit():
    view, lists = lists_of([["a"]], ["nowhere"])
    assert scanned(view, lists, 10)[0].tolist() == []
