import pytest

from corpus.models import Article, Sentence, Span
from corpus.passages import Passages
from corpus.ranking.building import Building
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

BARE = (Article("Bare", "Rain."), (Sentence(Span(0, 5), 0, 0),))


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([[BRIDGE, FERRY, BARE]], id="all at once"),
        pytest.param([[BRIDGE], [], [FERRY, BARE]], id="some at a time"),
        pytest.param([[]], id="none"),
    ],
)
def test_it_is_what_a_ranker_would_have_saved(tmp_path, pages):
    building = Building()
    for page in pages:
        building.add(page)
    building.save(tmp_path)
    passages = Passages.build(pair for page in pages for pair in page)
    saved, made = Ranker.open(tmp_path, passages), Ranker.build(passages)
    for question in ("When did the bridge reopen?", "ferry strike", "rain"):
        assert saved.rank(question) == made.rank(question)
