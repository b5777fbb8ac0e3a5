import numpy as np
import pytest

from tests.benchmarks.speed import synthetic


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic.make(tmp_path_factory.mktemp("synthetic"), 10_000)


def test_no_two_ranks_share_a_word():
    words = synthetic.words()
    assert len(set(words)) == len(words)


def test_sentences_are_as_long_and_as_varied_as_english_ones(corpus):
    lengths = np.diff(corpus.bounds)
    assert lengths.mean() == pytest.approx(23, rel=0.03)
    assert len(np.unique(corpus.ranks)) == pytest.approx(24_000, rel=0.05)


def test_it_is_the_same_each_time(corpus, tmp_path):
    again = synthetic.make(tmp_path, 10_000)
    assert np.array_equal(again.ranks, corpus.ranks)
    assert synthetic.questions(again, 5) == synthetic.questions(corpus, 5)


def test_sentences_are_what_the_ranks_say(corpus):
    sentences = list(corpus.sentences())
    assert len(sentences) == len(corpus)
    start, end = corpus.bounds[-2:]
    assert sentences[-1] == [corpus.words[rank] for rank in corpus.ranks[start:end]]


def test_questions_read_as_many_postings_as_real_ones(corpus):
    df = np.zeros(len(corpus.words))
    numbers = {word: rank for rank, word in enumerate(corpus.words)}
    for sentence in corpus.sentences():
        df[[numbers[word] for word in set(sentence)]] += 1
    for stop, share in ((False, 0.94), (True, 0.04)):
        questions = synthetic.questions(corpus, 300, stop=stop)
        postings = [sum(df[numbers[word]] for word in set(terms)) for terms in questions]
        assert np.mean(postings) / len(corpus) == pytest.approx(share, rel=0.2)
