import pytest

from corpus.passages import Passages
from corpus.ranking.confidence import is_careful
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

RANKER = Ranker.build(Passages.build([BRIDGE, FERRY]))


@pytest.mark.parametrize(
    ("surer", "question"),
    [
        (
            "When did the bridge over the Wyle reopen?",
            "When did the bridge over the Thames reopen?",
        ),
        ("How many engineers rebuilt the bridge?", "How many painters sketched the bridge?"),
        ("Who is the union leader?", "Who is the chess champion?"),
    ],
)
def test_what_is_answered_is_surer(surer, question):
    assert RANKER.rank(surer).confidence > RANKER.rank(question).confidence


@pytest.mark.parametrize(
    ("question", "careful"),
    [
        ("When did the bridge reopen?", True),
        ("350 engineers did what? ", True),
        ("when did the bridge reopen?", False),
        ("When did the bridge reopen", False),
        ("", False),
    ],
)
def test_a_careful_question_begins_and_ends_as_one(question, careful):
    assert is_careful(question) is careful


@pytest.mark.parametrize("question", ["When did the bridge reopen?", "bridge reopened when"])
def test_the_confidence_is_a_probability(question):
    assert 0 < RANKER.rank(question).confidence < 1
