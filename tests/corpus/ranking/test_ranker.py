import threading
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.passages import Passages
from corpus.ranking.ranker import Ranker
from tests.corpus.ranking.newsroom import BRIDGE, FERRY, pair


@pytest.fixture
def ranker():
    return Ranker.build(Passages.build([BRIDGE, FERRY]))


def best(ranker, question, **options):
    hits = ranker.rank(question, **options).hits
    return ranker.passages.text(hits[0].passage) if hits else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("When did the Wyle bridge reopen?", "on Monday", id="a time"),
        pytest.param("How many engineers rebuilt the bridge?", "350", id="a number"),
        pytest.param("How much did the work cost?", "40 million", id="money"),
        pytest.param("why are there no talks", "because", id="a reason"),
        pytest.param("who purchased ships from Germany", "bought", id="other words"),
        pytest.param("who leads the unoin", "Union leader", id="misspelt"),
        pytest.param("who keeps the bridge: the WCT?", "Crossing Trust", id="a short form"),
        pytest.param("what does wyle crossing trust do", "(WCT)", id="what a short form means"),
        pytest.param("how many engineers did Ana Ortiz thank", "She thanked", id="a pronoun"),
        pytest.param("repairs that took 6 years", "six years", id="a number in words"),
        pytest.param("strike in its 3rd week", "third week", id="an ordinal"),
        pytest.param("what reopened on May 7 2024", "reopened on Monday", id="the article's date"),
        pytest.param("what reopened on 7 May, 2024", "reopened on Monday", id="a date in order"),
        pytest.param("strike on 1 May 2024", "third week", id="another article's date"),
    ],
)
def test_the_answer_comes_first_in_two_articles(ranker, question, answer):
    assert answer in best(ranker, question)


def test_a_hit_prints_the_matched_words_bold(ranker):
    hit = ranker.rank("Who is the union leader?").hits[0]
    text = ranker.passages.article_of(1).text
    assert {span.of(text) for span in hit.matched} == {"Union", "leader"}


def test_a_score_is_the_sum_of_its_parts(ranker):
    hit = ranker.rank("When did the Wyle bridge reopen?").hits[0]
    assert sum(feature.part for feature in hit.features) == pytest.approx(hit.score, abs=0.1)


def test_nothing_shared_means_no_hit(ranker):
    ranking = ranker.rank("quantum chromodynamics?")
    assert ranking.hits == ()
    assert ranking.confidence < 0.1
    assert ranking.missing_terms == ("quantum", "chromodynamics")


def test_what_is_answered_is_more_probable_than_what_is_not(ranker):
    answered = ranker.rank("When did the bridge over the Wyle reopen?")
    assert answered.confidence > 0.5
    assert ranker.rank("Who painted the Wyle bridge green?").confidence < answered.confidence
    assert ranker.rank("Who won the Eurovision Song Contest?").confidence < 0.2


def test_a_misspelt_word_is_named_with_what_it_was_taken_for(ranker):
    assert ranker.rank("the repiars").corrected == (("repiars", "repairs"),)


def test_adding_and_discarding_articles(ranker):
    ordinals = ranker.add([pair("Owls return", "Barn owls nest in Ellis again.")])
    assert best(ranker, "Where do owls nest?") == "Barn owls nest in Ellis again."
    ranker.discard(ordinals[0])
    assert best(ranker, "owls") is None
    with pytest.raises(KeyError):
        ranker.discard(ordinals[0])


def test_the_newest_comes_first_when_asked_for(ranker):
    for day, did in ((1, "slept"), (9, "sang")):
        ranker.add([pair("Choir", f"The choir of Ellis {did}.", published=date(2024, 5, day))])
    assert "slept" in best(ranker, "the choir of Ellis")
    assert "sang" in best(ranker, "latest: the choir of Ellis", today=date(2024, 5, 10))


def test_what_is_said_twice_is_shown_once(ranker):
    ranker.add([pair("Again", "Ferry crews in Port Ellis stayed on strike for a third week.")])
    hits = ranker.rank("ferry crews on strike in Port Ellis").hits
    assert len(hits[0].repeats) == 1
    assert not {hit.passage for hit in hits} & set(hits[0].repeats)


def test_within_narrows_the_hits(ranker):
    within = ranker.passages.ordinals == 1
    found = ranker.rank("bridge strike", within=within).hits
    assert found
    assert all(ranker.passages.article(hit.passage) == 1 for hit in found)


@pytest.mark.parametrize("question", ["", "?", "what is the", "\U0001f989", "*" * 1000])
def test_any_question_has_a_ranking(ranker, question):
    assert ranker.rank(question).hits == ()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="bridge Wyle strike 350 ?\"'.", max_size=80), st.integers(1, 4))
def test_a_ranking_keeps_its_promises(question, k):
    ranker = Ranker.build(Passages.build([BRIDGE, FERRY]))
    ranking = ranker.rank(question, k)
    assert len(ranking.hits) <= k
    assert 0 <= ranking.confidence <= 1
    assert [hit.rank for hit in ranking.hits] == list(range(1, len(ranking.hits) + 1))
    assert len({hit.passage for hit in ranking.hits}) == len(ranking.hits)


def test_no_article_at_all():
    assert Ranker.build(Passages()).rank("anything").hits == ()


def test_ranking_while_articles_come(ranker):
    failures = []

    def ask():
        try:
            for _ in range(30):
                assert ranker.rank("when did the bridge reopen").hits
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for n in range(10):
        ranker.add([pair(f"Bridge {n}", f"Bridge number {n} reopened in spring {2000 + n}.")])
    for thread in threads:
        thread.join()
    assert failures == []


def test_saving_and_opening(ranker, tmp_path):
    ranker.save(tmp_path / "ranker")
    again = Ranker.open(tmp_path / "ranker", ranker.passages)
    assert again.rank("ferry strike") == ranker.rank("ferry strike")
