import numpy as np
import pytest

from corpus.index import Index
from corpus.postings import search as module
from corpus.postings.search import search


@pytest.fixture
def state():
    rng = np.random.default_rng(5)
    index = Index()
    for size in (400, 30, 200, 1):
        index.add([rng.zipf(1.5, 8).clip(1, 60).astype(str).tolist() for _ in range(size)])
    index.discard(range(0, 600, 9))
    return index._state


@pytest.mark.parametrize("query", [["1"], ["2", "30"], ["1", "1", "2", "55", "60"], ["x"]])
@pytest.mark.parametrize("k", [1, 10, 1000])
def test_segments_searched_by_pruning_give_what_scanning_gives(state, monkeypatch, query, k):
    monkeypatch.setattr(module, "_FEW", 0)
    ids, scores = search(state, query, k)
    monkeypatch.setattr(module, "_FEW", 10**9)
    all_ids, all_scores = search(state, query, k)
    assert ids.tolist() == all_ids.tolist()
    assert scores.tolist() == all_scores.tolist()


def test_ids_are_those_of_the_whole_index(state):
    ids, _ = search(state, ["1"], 1000)
    assert ids.max() > 430
    assert not set(ids.tolist()) & set(range(0, 600, 9))
