import numpy as np
import pytest

from corpus.passages import Passages
from corpus.question import analyse
from corpus.ranking.concepts import concepts_of
from corpus.ranking.evidence import evidence_for
from corpus.ranking.features import FEATURES
from corpus.ranking.state import State
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

STATE = State.build(Passages.build([BRIDGE, FERRY]))


def feature(name, question):
    """Return the feature of every passage that is a candidate, by its text."""
    analysis = analyse(question)
    evidence = evidence_for(analysis, concepts_of(analysis, STATE, n=7), STATE, None)
    values = FEATURES[name](evidence)
    return {
        STATE.passages.text(int(p)): float(v)
        for p, v in zip(evidence.candidates, values, strict=True)
    }


@pytest.mark.parametrize(
    ("name", "question", "word"),
    [
        ("said", "When did the bridge over the Wyle reopen?", "reopened"),
        ("exact", "what cost the work", "cost"),
        ("other_words", "who purchased vessels", "bought"),
        ("previous_fills", "Did mayor Ortiz thank engineers?", "thanked"),
        ("title_fills", "wyle engineers", "engineers"),
        ("phrase", "the union leader", "Union leader"),
        ("has_time", "When did the bridge reopen?", "Monday"),
        ("has_number", "How many engineers were there?", "350"),
        ("has_reason", "Why are no talks planned?", "because"),
        ("has_known_person", "Who leads the union?", "Tom Brand"),
        ("answer_near", "How many engineers were there?", "350"),
        ("lead", "bridge", "reopened"),
    ],
)  # fmt: skip
def test_a_feature_is_highest_where_it_should_be(name, question, word):
    values = feature(name, question)
    best = max(values, key=values.get)
    assert values[best] > 0
    assert word in best


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_is_finite(name):
    assert np.isfinite(list(feature(name, "who said what about 350 engineers?").values())).all()
