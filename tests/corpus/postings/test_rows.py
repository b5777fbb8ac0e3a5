import numpy as np
import pytest

from corpus.postings import rows
from corpus.postings.build import build
from corpus.postings.parameters import PRODUCT, Parameters


@pytest.mark.parametrize("parameters", [PRODUCT, Parameters(k1=0), Parameters(k1=9, b=1)])
def test_a_byte_never_tells_less_than_the_weight(parameters):
    rng = np.random.default_rng(0)
    passages = [rng.integers(0, 5, size).astype(str).tolist() for size in rng.integers(0, 40, 300)]
    segment = build(passages, parameters=parameters)
    for term in range(len(segment.vocabulary)):
        row = segment.rows.of(term)
        ids, codes = segment.postings(term)
        assert (row[ids] * segment.rows.unit >= segment.pair_weights[codes] * (1 - 1e-12)).all()
        assert (row[ids] > 0).all()
        assert np.count_nonzero(row) == len(ids)


def test_only_so_many_rows_are_kept(monkeypatch):
    monkeypatch.setattr(rows, "_KEPT", 2)
    segment = build([["a", "b", "c"]], parameters=PRODUCT)
    made = [segment.rows.of(term).tolist() for term in (0, 1, 2, 0)]
    assert made == [[255]] * 4
    assert len(segment.rows._rows) <= 2


def test_a_segment_of_no_terms_has_a_unit():
    assert build([[]], parameters=PRODUCT).rows.unit > 0
