import numpy as np

from corpus.passages import Passages
from corpus.question import analyse
from corpus.ranking.concepts import concepts_of
from corpus.ranking.evidence import evidence_for
from corpus.ranking.state import State
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

STATE = State.build(Passages.build([BRIDGE, FERRY]))


def evidence(question, within=None):
    analysis = analyse(question)
    return evidence_for(analysis, concepts_of(analysis, STATE, n=7), STATE, within)


def test_neighbours_never_cross_into_another_article():
    found = evidence("bridge strike crews")
    at = found.candidates.tolist().index(4)
    assert not found.around[-1][:, at].any()


def test_what_may_not_be_a_hit_is_no_context_either():
    within = np.array([False, True, True, True, True, True, True])
    found = evidence("When did the bridge reopen after repairs?", within)
    assert 0 not in found.candidates
    assert not found.article[[c.term for c in found.concepts].index("repair")].any()


def test_weights_sum_to_one_over_what_is_known():
    found = evidence("bridge zeppelins")
    assert found.weights.sum() == 1
