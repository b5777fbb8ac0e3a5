from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.postings import assemble
from corpus.postings import build as module
from corpus.postings.build import build
from corpus.postings.parameters import PRODUCT

PASSAGES = st.lists(st.lists(st.sampled_from("abcdef"), max_size=8), max_size=25)


def unpacked(segment):
    """Return what a segment says of each term: {passage: term frequency}."""
    held = {}
    for place, term in enumerate(segment.vocabulary.terms()):
        ids, codes = segment.postings(place)
        held[term] = dict(zip(ids.tolist(), segment.pair_tf[codes].tolist(), strict=True))
        assert ids.tolist() == sorted(held[term])
        assert np.array_equal(segment.pair_length[codes], segment.lengths[ids])
    return held


def counted(passages):
    held = {}
    for i, terms in enumerate(passages):
        for term, tf in Counter(terms).items():
            held.setdefault(term, {})[i] = tf
    return held


@given(passages=PASSAGES, block=st.sampled_from([1, 5, 10**6]), run=st.sampled_from([1, 7, 10**6]))
def test_postings_are_what_was_counted_however_it_is_cut(passages, block, run):
    before, module._BLOCK_TOKENS = module._BLOCK_TOKENS, block
    try:
        segment = build(iter(passages), parameters=PRODUCT, run_tokens=run)
    finally:
        module._BLOCK_TOKENS = before
    assert unpacked(segment) == counted(passages)
    assert segment.lengths.tolist() == [len(terms) for terms in passages]


def test_a_segment_begins_where_it_is_told():
    segment = build([["a"], ["b"]], parameters=PRODUCT, first=7)
    assert (segment.first, segment.end, len(segment)) == (7, 9, 2)


def test_more_pairs_than_two_bytes_can_number_take_four(monkeypatch):
    passages = [["a"] * (i % 30 + 1) + ["b"] * (i // 30) for i in range(300)]
    small = build(passages, parameters=PRODUCT)
    monkeypatch.setattr(assemble, "_SMALL", 100)
    large = build(passages, parameters=PRODUCT)
    assert (small.codes.dtype, large.codes.dtype) == (np.uint16, np.uint32)
    assert unpacked(small) == unpacked(large) == counted(passages)
