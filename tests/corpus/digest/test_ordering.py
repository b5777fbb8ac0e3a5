from datetime import date, timedelta

import pytest

from corpus.digest.models import Match, Story
from corpus.digest.ordering import ordered
from corpus.digest.weights import Weights
from tests.corpus.digest.pieces import bridge, bridge_again, harvest, piece

DAY = date(2026, 3, 2)


def order(*stories):
    weights = Weights([story.lead.article.text for story in stories])
    return [stories.index(story) for story in ordered(stories, weights)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            Story(harvest(published=DAY)),
            Story(bridge(published=DAY), match=Match(topics=("bridge",))),
            id="what is followed",
        ),
        pytest.param(
            Story(harvest(published=DAY)),
            Story(bridge(published=DAY), also=(bridge_again(), bridge_again())),
            id="what more outlets tell",
        ),
        pytest.param(
            Story(harvest(published=DAY)), Story(bridge(published=DAY + timedelta(3))), id="later"
        ),
    ],
)
def test_what_matters_more_comes_first(one, other):
    assert order(one, other) == [1, 0]
    assert order(other, one) == [0, 1]


def test_two_alike_do_not_stand_beside_each_other():
    a, b, c = (
        Story(p) for p in (bridge(published=DAY), bridge(published=DAY), harvest(published=DAY))
    )
    assert order(a, b, c)[1] == 2


def test_every_story_comes_once_however_many():
    stories = [Story(piece(f"Title {n}", f"Event {n} was at place {n}.")) for n in range(60)]
    assert sorted(order(*stories)) == list(range(60))
    assert order() == []
