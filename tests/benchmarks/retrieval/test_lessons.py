import random

import numpy as np

from corpus.passages import Passages
from corpus.question import analyse
from corpus.ranking.concepts import concepts_of
from corpus.ranking.state import State
from tests.benchmarks.retrieval.learning import Listed
from tests.benchmarks.retrieval.lessons import Lesson, shortened, without
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

STATE = State.build(Passages.build([BRIDGE, FERRY]))


def test_a_shortened_question_keeps_its_names_and_what_it_wants():
    whole = analyse("When did the bridge over the Wyle reopen after repairs?")
    concepts = concepts_of(whole, STATE, n=7)
    for turn in range(20):
        short = shortened(whole, concepts, random.Random(turn))
        assert short.wanted is whole.wanted
        assert "wyle" in {token.term for token in short.tokens}
        assert 0 < len(short.tokens) < len(whole.tokens)


def test_a_feature_less_leaves_the_others():
    values = np.arange(6, dtype=np.float32).reshape(2, 3)
    lesson = Lesson(Listed(values, np.array([True, False])), "one")
    assert without([lesson], 1)[0].listed.values.tolist() == [[0, 2], [3, 5]]
