import io
import pickle
from datetime import date

import pytest

from bot.services.ranking import LENGTH, Packed, Sought, framed, packed, serve
from corpus.models import Article
from corpus.passages import Passages
from corpus.query import parse_query
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY

TODAY = date(2026, 1, 1)
BRIDGES = Passages.build([BRIDGE])


def answers_to(*requests):
    """Return what the process answers, as (went well, what came of it)."""
    sent = io.BytesIO()
    serve(io.BytesIO(b"".join(map(framed, requests))), sent)
    left, found = sent.getvalue(), []
    while left:
        (size,) = LENGTH.unpack(left[: LENGTH.size])
        found.append(pickle.loads(left[LENGTH.size :][:size]))
        left = left[LENGTH.size + size :]
    return found


def shown(ranking):
    return [
        (h.passage, h.score, h.matched, h.weights, h.features) for h in ranking.hits
    ], ranking.confidence


@pytest.mark.parametrize(
    "what",
    [
        pytest.param("Who leads the union?", id="a question"),
        pytest.param(parse_query("strike -ferry"), id="a query with conditions"),
    ],
)
def test_the_process_ranks_as_a_ranker_does(tmp_path, what):
    sought = Sought(what, 5, TODAY)
    requests = ("open", (tmp_path, packed(BRIDGES))), ("add", ([FERRY],)), ("rank", (sought,))
    ranker = Ranker.build(Passages.build([BRIDGE, FERRY]))
    assert shown(answers_to(*requests)[-1][1]) == shown(sought.rank(ranker))


def test_a_discarded_article_is_ranked_no_longer(tmp_path):
    opened = "open", (tmp_path, packed(BRIDGES))
    rank = "rank", (Sought("When did the bridge reopen?", 5, TODAY),)
    _, (_, before), _, (_, after) = answers_to(opened, rank, ("discard", (0,)), rank)
    assert before.hits
    assert not after.hits


def test_who_asks_is_told_of_an_error_and_the_next_fares_better(tmp_path):
    opened = "open", (tmp_path, packed(BRIDGES))
    rank = "rank", (Sought("When did the bridge reopen?", 5, TODAY),)
    _, (went_well, error), (fared_well, _) = answers_to(opened, ("discard", (7,)), rank)
    assert not went_well
    assert isinstance(error, IndexError | KeyError)
    assert fared_well


@pytest.mark.parametrize("text", ["plain", "“quoted” – ünïcode", "half a pair \ud83d of it"])
def test_a_packed_article_has_its_text(text):
    article = Article("Title", text, publisher="Post", published=TODAY)
    found = Packed.of(article)
    assert (found.text, found.title, found.published) == (text, "Title", TODAY)
    assert Packed.of(None) is None
