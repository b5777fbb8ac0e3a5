import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.index import LIBRARY, Index, Parameters
from corpus.postings import prune
from corpus.postings.prune import pruned
from corpus.postings.scan import scanned

N = 3000


def zipf(seed, *, n=N, terms=200):
    """Return passages whose terms are as unevenly common as words are."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, 25, n)
    drawn = np.minimum(rng.zipf(1.4, lengths.sum()), terms).astype(str).tolist()
    return [drawn[end - size : end] for end, size in zip(lengths.cumsum(), lengths, strict=True)]


@pytest.fixture(scope="module")
def index():
    built = Index.build(zipf(1))
    built.discard(range(0, N, 7))
    built.add(zipf(2, n=20))
    return built


def both(index, query, k, floor=0.0):
    """Return what pruning finds in the first segment and what reading everything finds there."""
    state = index._state
    lists = state.lists(query)[0]
    found = pruned(state.views[0], lists, k, floor)
    return found, scanned(state.views[0], lists, k)


QUERY = st.lists(st.integers(1, 199).map(str) | st.integers(1, 6).map(str), min_size=1, max_size=9)


@settings(deadline=None)
@given(query=QUERY, k=st.sampled_from([1, 3, 10, 50, 5000]))
def test_pruning_changes_nothing(index, query, k):
    (ids, scores), (all_ids, all_scores) = both(index, query, k)
    assert ids.tolist() == all_ids.tolist()
    assert scores.tolist() == all_scores.tolist()


@settings(deadline=None)
@given(query=QUERY, many=st.sampled_from([0, 20, 10**9]), worth=st.sampled_from([0, 50, 10**9]))
def test_every_way_through_changes_nothing(index, query, many, worth):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prune, "_MANY", many)
        patch.setattr(prune, "_WORTH_SAMPLING", worth)
        (ids, scores), (all_ids, all_scores) = both(index, query, 10)
    assert ids.tolist() == all_ids.tolist()
    assert scores.tolist() == all_scores.tolist()


@settings(deadline=None)
@given(query=QUERY, share=st.floats(0, 1))
def test_above_a_floor_nothing_is_missed(index, query, share):
    _, (all_ids, all_scores) = both(index, query, 10)
    floor = float(all_scores.max(initial=0.0)) * share
    (ids, scores), _ = both(index, query, 10, floor)
    above = all_scores > floor
    assert ids[scores > floor].tolist() == all_ids[above].tolist()


@settings(deadline=None, max_examples=30)
@given(query=QUERY, k1=st.sampled_from([0.0, 0.6, 3.0]), b=st.sampled_from([0.0, 1.0]))
def test_pruning_is_exact_with_any_constants_and_lengths_grown_since(query, k1, b):
    index = Index.build(zipf(3, n=800), parameters=Parameters(k1=k1, b=b))
    index.add([["1"] * 400] * 30)
    (ids, scores), (all_ids, all_scores) = both(index, query, 5)
    assert ids.tolist() == all_ids.tolist()
    assert scores.tolist() == all_scores.tolist()


def test_equal_passages_come_by_id():
    index = Index.build([["a", "b"]] * 5000)
    (ids, scores), _ = both(index, ["a", "b"], 10)
    assert ids.tolist() == list(range(10))
    assert len(set(scores.tolist())) == 1


def test_an_error_leaves_no_trace_in_the_next_query(index, monkeypatch):
    query = ["3", "150", "170", "190"]
    right = both(index, query, 10)[1]
    with monkeypatch.context() as patch, pytest.raises(MemoryError):
        patch.setattr(prune._Hunt, "_take", lambda _: (_ for _ in ()).throw(MemoryError))
        both(index, query, 10)
    assert both(index, query, 10)[0][1].tolist() == right[1].tolist()


def test_rank_bm25s_own_idf_is_pruned_where_it_is_above_0():
    index = Index.build(zipf(4), parameters=LIBRARY)
    (ids, _), (all_ids, _) = both(index, ["9", "40", "120"], 10)
    assert ids.tolist() == all_ids.tolist()
