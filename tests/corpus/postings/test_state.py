import numpy as np
import pytest

from corpus.postings import state as module
from corpus.postings.build import build
from corpus.postings.parameters import LIBRARY, PRODUCT
from corpus.postings.state import State
from corpus.postings.view import NOBODY


def state_of(*parts, parameters=PRODUCT):
    """Return the state of segments given as (passages, the dead among them)."""
    made, first = [], 0
    for passages, dead in parts:
        segment = build(passages, parameters=parameters, first=first)
        made.append((segment, np.array(dead, np.int32) if dead else NOBODY))
        first = segment.end
    return State.of(parameters, made)


def test_totals_leave_out_the_dead():
    state = state_of(([["a"], ["a", "b"]], [0]), ([], []), ([["b"] * 4], []))
    assert (state.passages, state.size, state.avgdl, state.end) == (2, 6, 3.0, 3)
    assert len(state.views) == 2


def test_nothing_is_a_state_too():
    state = state_of()
    assert (state.passages, state.avgdl, state.end) == (0, 0.0, 0)
    assert state.entry("a") is None
    assert state.lists(["a"]) == []


def test_document_frequencies_leave_out_the_dead():
    state = state_of(([["a"], ["a", "b"]], [1]), ([["a", "c"]], []))
    assert state.document_frequencies() == {"a": 2, "c": 1}
    assert state.entry("a").df == 2
    assert state.entry("b") is None


def test_lists_come_rarest_first_and_count_repeats():
    state = state_of(([["a", "b"], ["a"]], []))
    ((rare, common),) = state.lists(["a", "b", "a"])
    assert (len(rare.ids), len(common.ids)) == (1, 2)
    assert common.weight == pytest.approx(2 * state.entry("a").idf)


def test_only_so_many_terms_are_remembered(monkeypatch):
    monkeypatch.setattr(module, "_REMEMBERED", 2)
    state = state_of(([["a", "b", "c"]], []))
    assert [state.entry(term).df for term in "abcabc"] == [1] * 6
    assert len(state._entries) <= 2


def test_rank_bm25s_floor_takes_the_average_over_living_terms():
    alive = state_of(([["a", "b"], ["a"], ["a", "c"]], []), parameters=LIBRARY)
    with_dead = state_of(([["a", "b"], ["a"], ["a", "c"], ["z"]], [3]), parameters=LIBRARY)
    assert with_dead.average_idf == pytest.approx(alive.average_idf)
    assert with_dead.entry("a").idf == pytest.approx(alive.entry("a").idf)
