import numpy as np
import pytest

from corpus.passages import Passages
from corpus.question import analyse
from corpus.ranking.best import Best
from corpus.ranking.concepts import concepts_of
from corpus.ranking.evidence import evidence_for
from corpus.ranking.state import State
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

STATE = State.build(Passages.build([BRIDGE, FERRY]))


def best_of(question, first):
    """Return the ranking whose best passage is the one with that number."""
    analysis = analyse(question)
    concepts = concepts_of(analysis, STATE, n=len(STATE.passages))
    evidence = evidence_for(analysis, concepts, STATE, None)
    return Best.of(evidence, (evidence.candidates == first).astype(np.float32))


def test_the_best_has_the_highest_score():
    best = best_of("Which bridge reopened on Monday?", 0)
    assert best.evidence.candidates[best.first] == 0
    assert best.order[0] == best.first
    assert sorted(best.order) == list(range(len(best.scores)))


def test_what_is_around_adds_to_what_the_passage_says():
    best = best_of("How many engineers rebuilt the Wyle bridge?", 2)
    assert (best.own <= best.reached).all()
    assert (best.reached <= best.in_article).all()
    assert best.share(best.own) < best.share(best.in_article)


def test_weights_are_shares_of_the_whole_question():
    best = best_of("Who painted the Wyle bridge?", 0)
    assert best.weights.sum() == pytest.approx(1)
    assert best.share(best.own) < 1


def test_chances_sum_to_one():
    assert best_of("Which bridge reopened?", 0).chances.sum() == pytest.approx(1)


def test_nobody_need_say_that_something_stands_for_something():
    best = best_of("What does WCT stand for?", 3)
    assert best.share(best.own) == pytest.approx(1)
    assert best_of("Which guards stand on the Wyle bridge?", 0).granted.sum() == 0
