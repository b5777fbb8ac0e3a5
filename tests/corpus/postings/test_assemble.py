import numpy as np
import pytest

from corpus.postings.assemble import Run, assemble
from corpus.postings.parameters import PRODUCT
from corpus.postings.segment import GONE


def run(groups, *, terms):
    """Return a run of {term number: {passage: term frequency}}."""
    return Run(
        np.array(terms, np.int32),
        np.array([len(groups[term]) for term in terms], np.int64),
        np.array([i for term in terms for i in groups[term]], np.int32),
        np.array([tf for term in terms for tf in groups[term].values()], np.uint8),
    )


def assembled(lengths, numbers, runs):
    return assemble(0, np.array(lengths, np.int32), numbers, runs, PRODUCT)


def test_runs_with_their_own_orders_of_terms_go_together():
    first = run({0: {0: 1, 1: 2}, 1: {1: 1}}, terms=[0, 1])
    second = run({1: {2: 3}, 0: {3: 1}}, terms=[1, 0])
    segment = assembled([1, 3, 3, 1], {"zebra": 0, "ape": 1}, [first, second])
    assert segment.vocabulary.terms() == ["ape", "zebra"]
    assert segment.bounds.tolist() == [0, 2, 5]
    assert segment.ids.tolist() == [1, 2, 0, 1, 3]
    assert segment.pair_tf[segment.codes].tolist() == [1, 3, 1, 2, 1]


def test_terms_without_a_posting_are_dropped():
    segment = assembled([1], {"a": 0, "b": 1}, [run({0: {}, 1: {0: 1}}, terms=[0, 1])])
    assert segment.vocabulary.terms() == ["b"]


def test_passages_that_are_gone_do_not_count():
    segment = assembled([2, GONE], {"a": 0}, [run({0: {0: 2}}, terms=[0])])
    assert (segment.living, segment.size) == (1, 2)
    assert segment.pair_length.tolist() == [2]


def test_a_peak_is_the_greatest_weight_of_a_terms_postings():
    postings = run({0: {0: 1, 1: 4}, 1: {2: 1}}, terms=[0, 1])
    segment = assembled([1, 4, 9], {"a": 0, "b": 1}, [postings])
    weights = segment.pair_weights[segment.codes]
    assert segment.peaks.tolist() == pytest.approx([weights[:2].max(), weights[2]])
    assert (segment.peaks >= [weights[:2].max(), weights[2]]).all()
