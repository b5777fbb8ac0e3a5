import pytest

from corpus.models import Article, Sentence, Span
from corpus.passages import Passages
from corpus.ranking.ranker import Ranker


def pair(title, *sentences):
    text = "\n\n".join(sentences)
    found, at = [], 0
    for n, sentence in enumerate(sentences):
        found.append(Sentence(Span(at, at + len(sentence)), paragraph=n, position=n))
        at += len(sentence) + 2
    return Article(title=title, text=text), tuple(found)


BRIDGE = pair(
    "The bridge over the Wyle reopens",
    "The bridge over the Wyle reopened on Monday after six years of repairs.",
    "Mayor Ana Ortiz said the work had cost 40 million pounds.",
    "She thanked the 350 engineers who rebuilt it.",
)
FERRY = pair(
    "Ferry strike enters third week",
    "Ferry crews in Port Ellis stayed on strike for a third week.",
    "Union leader Tom Brand said no talks were planned because the owners had refused to meet.",
)


@pytest.fixture
def ranker():
    return Ranker.build(Passages.build([BRIDGE, FERRY]))


def best(ranker, question, **options):
    hits = ranker.rank(question, **options).hits
    return ranker.passages.text(hits[0].passage) if hits else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When did the Wyle bridge reopen?", "on Monday"),
        ("How many engineers rebuilt the bridge?", "350"),
        ("How much did the work cost?", "40 million"),
        ("why are there no talks", "because"),
    ],
)
def test_the_answer_comes_first_in_two_articles(ranker, question, answer):
    assert answer in best(ranker, question)


def test_a_hit_prints_the_matched_words_bold(ranker):
    hit = ranker.rank("Who is the union leader?").hits[0]
    text = ranker.passages.article_of(1).text
    assert {span.of(text) for span in hit.matched} == {"Union", "leader"}


def test_nothing_shared_means_no_hit(ranker):
    ranking = ranker.rank("quantum chromodynamics?")
    assert ranking.hits == ()
    assert ranking.confidence < 0.1
    assert ranking.missing_terms == ("quantum", "chromodynamics")


def test_adding_and_discarding_articles(ranker):
    ordinals = ranker.add([pair("Owls return", "Barn owls nest in Ellis again.")])
    assert best(ranker, "Where do owls nest?") == "Barn owls nest in Ellis again."
    ranker.discard(ordinals[0])
    assert best(ranker, "owls") is None


def test_within_narrows_the_hits(ranker):
    within = ranker.passages.ordinals == 1
    assert all(h.passage >= 3 for h in ranker.rank("bridge strike", within=within).hits)


@pytest.mark.parametrize("question", ["", "?", "what is the", "🦉", "*" * 1000])
def test_any_question_has_a_ranking(ranker, question):
    assert ranker.rank(question).hits == ()


def test_no_article_at_all():
    assert Ranker.build(Passages()).rank("anything").hits == ()


def test_saving_and_opening(ranker, tmp_path):
    ranker.save(tmp_path / "ranker")
    again = Ranker.open(tmp_path / "ranker", ranker.passages)
    assert again.rank("ferry strike") == ranker.rank("ferry strike")
