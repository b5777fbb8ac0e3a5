import numpy as np

from corpus.postings.build import build
from corpus.postings.merge import merge
from corpus.postings.parameters import PRODUCT


def test_a_segment_counts_what_lives():
    whole = build([["a"], [], ["a", "b"]], parameters=PRODUCT, first=5)
    segment = merge([whole], [np.array([0], np.int32)], PRODUCT)
    assert (len(segment), segment.end) == (3, 8)
    assert (segment.living, segment.size) == (2, 2)


def test_postings_are_ascending_and_never_empty():
    segment = build([["b", "a"], ["a"]], parameters=PRODUCT)
    assert [segment.postings(term)[0].tolist() for term in range(2)] == [[0, 1], [0]]
