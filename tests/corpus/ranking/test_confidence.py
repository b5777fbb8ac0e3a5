import pytest

from corpus.passages import Passages
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
