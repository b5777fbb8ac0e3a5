from datetime import date

from corpus.digest.stories import clusters
from corpus.digest.weights import Weights
from tests.corpus.digest.pieces import bridge, bridge_again, harvest, piece

DAY = date(2026, 3, 2)


def grouped(*pieces, story_of=None):
    weights = Weights([p.article.text for p in pieces])
    return [[p.id for p in story] for story in clusters(pieces, weights, story_of)]


def test_the_same_event_told_twice_is_one_story():
    a, b, c = bridge(published=DAY), bridge_again(published=DAY), harvest(published=DAY)
    assert grouped(a, c, b) == [[a.id, b.id], [c.id]]


def test_the_same_words_weeks_apart_are_two_stories():
    a, b = bridge(published=DAY), bridge(published=date(2026, 4, 2))
    assert grouped(a, b) == [[a.id], [b.id]]


def test_a_copy_is_found_without_dates():
    a, b = bridge(), bridge()
    assert grouped(a, b, harvest())[0] == [a.id, b.id]


def test_no_words_are_no_story_of_their_own_kind():
    a, b = piece("…", "—"), piece("…", "—")
    assert grouped(a, b) == [[a.id], [b.id]]


def test_what_is_known_to_be_one_story_is_one_whatever_it_says():
    a, b = bridge(published=DAY), harvest(published=date(2026, 4, 2))
    assert grouped(a, b, story_of={a.id: 7, b.id: 7}) == [[a.id, b.id]]
    assert grouped(a, b, story_of={a.id: 7}) == [[a.id], [b.id]]
