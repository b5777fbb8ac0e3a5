import numpy as np

from bot.services.quoting.sought import make_sought


async def test_a_word_is_said_by_what_means_the_same(world):
    sought = make_sought("harbor constructed again", world.library.ranker)
    said = sought.in_text("We must rebuild the harbour")
    assert said[0] > 0
    assert 0 < sought.share(said) < 1


async def test_the_same_words_say_everything(world):
    sought = make_sought("northern wall storms", world.library.ranker)
    assert sought.share(sought.in_text("storms broke the northern wall")) > 0.99


async def test_neighbours_count_only_as_neighbours(world):
    sought = make_sought("northern wall", world.library.ranker)
    assert sought.order(["northern", "wall"]) > 0.99
    assert sought.order(["wall", "northern"]) == 0


async def test_passages_say_what_stands_in_them(world):
    sought = make_sought("budget", world.library.ranker)
    held = sought.in_passages(0, len(world.library.ranker.passages))
    assert held.tolist() == [1.0]
    assert not sought.in_passages(5, 5).any()


async def test_no_word_is_nothing(world):
    sought = make_sought("?", world.library.ranker)
    assert sought.share(sought.in_text("the wall")) == 0
    assert isinstance(sought.in_passages(0, 3), np.ndarray)
