import math
import threading
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from corpus.index import LIBRARY, PRODUCT, Index, Parameters

TERMS = st.sampled_from(["a", "b", "c", "d", "mayor", "Żółć", "\ud800", "", "n\0", "x" * 40])
PASSAGES = st.lists(st.lists(TERMS, max_size=9), max_size=30)
QUERY = st.lists(TERMS | st.just("nowhere"), max_size=6)
PARAMETERS = st.builds(
    Parameters,
    k1=st.sampled_from([0.0, 0.6, 1.5]),
    b=st.sampled_from([0.0, 0.35, 1.0]),
    idf_power=st.sampled_from([1.0, 1.2]),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(st.lists(TERMS, max_size=6), max_size=6)),
        st.tuples(st.just("discard"), st.lists(st.integers(0, 40), max_size=8)),
        st.tuples(st.just("merge"), st.booleans()),
        st.tuples(st.just("reopen"), st.none()),
    ),
    max_size=8,
)


def brute_force(living, query, parameters):
    """Return {id: score} of the passages that share a term, by the formula and nothing else."""
    n = len(living)
    avgdl = sum(map(len, living.values())) / n if n else 0
    scores = {}
    for number, terms in living.items():
        tf = Counter(terms)
        if not set(query) & set(tf):
            continue
        scores[number] = 0.0
        for term in query:
            df = sum(term in other for other in living.values())
            if tf[term]:
                norm = 1 - parameters.b + parameters.b * len(terms) / avgdl
                idf = math.log(1 + (n - df + 0.5) / (df + 0.5)) ** parameters.idf_power
                earned = tf[term] * (parameters.k1 + 1) / (tf[term] + parameters.k1 * norm)
                scores[number] += idf * earned
    return scores


def assert_ranks(index, living, query, parameters, k):
    """Assert that a search returns the brute-force ranking, whatever the order of equals."""
    expected = brute_force(living, query, parameters)
    ids, scores = index.search(query, k)
    best = sorted(expected.values(), reverse=True)[:k]
    assert scores == pytest.approx(best, abs=1e-9)
    assert [expected[i] for i in ids.tolist()] == pytest.approx(best, abs=1e-9)
    assert len(set(ids.tolist())) == len(ids)
    order = list(zip((-scores).tolist(), ids.tolist(), strict=True))
    assert order == sorted(order)


@given(passages=PASSAGES.filter(any), query=QUERY)
def test_scores_equal_rank_bm25(passages, query):
    index, library = Index.build(passages, parameters=LIBRARY), BM25Okapi(passages)
    assert index.get_scores(query) == pytest.approx(library.get_scores(query), abs=1e-9)
    assert index.idf == pytest.approx(library.idf, abs=1e-9)
    assert index.doc_len == library.doc_len
    assert index.avgdl == pytest.approx(library.avgdl)


@given(passages=PASSAGES, query=QUERY, parameters=PARAMETERS, k=st.integers(1, 12))
def test_search_ranks_as_brute_force_does(passages, query, parameters, k):
    index = Index.build(iter(passages), parameters=parameters)
    assert_ranks(index, dict(enumerate(passages)), query, parameters, k)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(passages=PASSAGES, steps=STEPS, query=QUERY)
def test_any_sequence_of_changes_is_as_if_built_anew(tmp_path_factory, passages, steps, query):
    index, living = Index.build(passages), dict(enumerate(passages))
    for step, value in steps:
        index = take(index, living, step, value, tmp_path_factory)
        assert_ranks(index, living, query, PRODUCT, 5)
    assert_same(index, living)


def take(index, living, step, value, tmp_path_factory):
    """Take one step, on the index and on the plain dictionary beside it."""
    end = index.corpus_size
    if step == "add":
        assert index.add(value) == range(end, end + len(value))
        living.update(enumerate(value, end))
    elif step == "discard":
        gone = [number for number in value if number < end]
        index.discard(gone)
        for number in gone:
            living.pop(number, None)
    elif step == "merge":
        index.merge(whole=value)
    else:
        folder = tmp_path_factory.mktemp("index")
        index.save(folder)
        index = Index.open(folder)
    return index


def assert_same(index, living):
    """Assert that everything an index tells about its terms and passages is true."""
    assert len(index) == len(living)
    held = Counter(term for terms in living.values() for term in set(terms))
    assert Counter({term: index.df(term) for term in index.terms()}) == held
    for term in held:
        ids, tf = index.postings(term)
        expected = {i: terms.count(term) for i, terms in living.items() if term in terms}
        assert dict(zip(ids.tolist(), tf.tolist(), strict=True)) == expected
        assert ids.tolist() == sorted(expected) == index.holders(term).tolist()
        assert term in index
    lengths = index.lengths.tolist()
    assert lengths == [len(living.get(i, ())) for i in range(index.corpus_size)]
    assert "nowhere" not in index


@pytest.mark.parametrize(
    ("passages", "found"),
    [
        pytest.param([], [], id="an empty index finds nothing"),
        pytest.param([["a"]], [0], id="one passage works"),
        pytest.param([["a"], ["b"]], [0], id="two passages work"),
        pytest.param([[], []], [], id="empty passages are no hits"),
        pytest.param([["b"], ["a", "b"], ["a", "b"]], [1, 2], id="equals come by id"),
    ],
)
@pytest.mark.parametrize("parameters", [PRODUCT, LIBRARY], ids=["product", "library"])
def test_only_passages_that_share_a_term_are_found(passages, found, parameters):
    ids, scores = Index.build(passages, parameters=parameters).search(["a"])
    assert ids.tolist() == found
    assert len(scores) == len(found)


def test_an_empty_index_takes_passages():
    index = Index()
    assert index.get_scores(["a"]).tolist() == []
    assert index.add([["a"], ["b"]]) == range(2)
    assert index.search(["b"])[0].tolist() == [1]


def test_top_n_is_inherited():
    passages = [["a"], ["a", "b"], ["c"]]
    assert Index.build(passages).get_top_n(["b"], passages, 1) == [["a", "b"]]
    assert Index.build(passages).get_batch_scores(["b"], [0, 2]) == [0.0, 0.0]


def test_an_id_that_was_never_given_out_cannot_be_discarded():
    index = Index.build([["a"]])
    with pytest.raises(IndexError, match="numbered from 0 to 0"):
        index.discard([1])


def test_a_discarded_id_is_never_used_again():
    index = Index.build([["a"], ["a"]])
    index.discard([1])
    index.merge(whole=True)
    assert index.add([["a"]]) == range(2, 3)
    assert index.search(["a"])[0].tolist() == [0, 2]


def test_asking_for_no_passage_is_a_mistake():
    with pytest.raises(ValueError, match="0 best"):
        Index.build([["a"]]).search(["a"], 0)


def test_searches_go_on_while_the_index_changes():
    index = Index.build([["a", "b"]] * 50)
    wrong, done = [], threading.Event()

    def read():
        while not done.is_set():
            ids, scores = index.search(["a"], 200)
            if len(set(scores.tolist())) != 1 or len(ids) % 50 % 4:
                wrong.append(len(ids))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(30):
        added = index.add([["a", "b"]] * 4)
        index.merge()
        index.discard(added)
    done.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert len(index) == 50


def test_many_small_segments_become_few():
    index = Index.build([["a"]] * 100)
    for _ in range(64):
        index.add([["b"]])
        while index.merge():
            pass
    assert index.segments < 16
    assert index.df("b") == 64
    assert np.array_equal(index.postings("b")[0], np.arange(100, 164))
