import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.postings.build import build
from corpus.postings.merge import due, merge
from corpus.postings.parameters import PRODUCT
from corpus.postings.segment import GONE
from corpus.postings.view import NOBODY

PASSAGES = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8), min_size=1)


def sized(*sizes, dead=()):
    """Return parts with so many passages each, and so many dead in each."""
    parts = [(build([["a"]] * size, parameters=PRODUCT), NOBODY) for size in sizes]
    for i, count in enumerate(dead):
        parts[i] = (parts[i][0], np.arange(count, dtype=np.int32))
    return parts


@given(first=PASSAGES, second=PASSAGES)
def test_a_merge_is_as_if_built_together(first, second):
    segments = [
        build(first, parameters=PRODUCT, first=3),
        build(second, parameters=PRODUCT, first=3 + len(first)),
    ]
    merged = merge(segments, [NOBODY, NOBODY], PRODUCT)
    together = build(first + second, parameters=PRODUCT, first=3)
    for name in ("lengths", "bounds", "ids", "codes", "pair_tf", "pair_length", "peaks"):
        assert np.array_equal(getattr(merged, name), getattr(together, name)), name
    assert merged.vocabulary.terms() == together.vocabulary.terms()
    assert merged.first == together.first


@given(passages=PASSAGES, data=st.data())
def test_the_dead_leave_holes_and_no_postings(passages, data):
    dead = data.draw(st.sets(st.integers(0, len(passages) - 1)))
    gone = np.array(sorted(dead), np.int32)
    merged = merge([build(passages, parameters=PRODUCT)], [gone], PRODUCT)
    living = [[] if i in dead else terms for i, terms in enumerate(passages)]
    anew = build(living, parameters=PRODUCT)
    assert merged.vocabulary.terms() == anew.vocabulary.terms()
    assert np.array_equal(merged.ids, anew.ids)
    assert np.flatnonzero(merged.lengths == GONE).tolist() == gone.tolist()


def test_few_segments_need_no_merge():
    assert due([]) == slice(0, 0)
    assert due(sized(100, 1, 1, 1)) == slice(0, 0)


def test_small_ones_go_together_and_leave_the_large_one_alone():
    assert due(sized(100, *[1] * 8)) == slice(1, 9)


def test_one_no_larger_than_all_behind_it_goes_with_them():
    assert due(sized(100, 8, *[1] * 8)) == slice(1, 10)


def test_one_with_many_dead_is_written_anew():
    assert due(sized(100, 50, dead=[0, 10])) == slice(1, 2)
    assert due(sized(100, 50, dead=[0, 5])) == slice(0, 0)
