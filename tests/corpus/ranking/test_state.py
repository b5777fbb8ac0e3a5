from corpus.passages import Passages
from corpus.ranking.state import State, heading
from tests.corpus.ranking.newsroom import BRIDGE, FERRY


def test_an_older_state_does_not_see_what_came_later():
    before = State.build(Passages.build([BRIDGE]))
    after = before.with_articles([FERRY])
    assert after.containing("ferri").tolist() == [4]
    assert before.containing("ferri").tolist() == []


def test_names_are_what_is_written_as_names():
    state = State.build(Passages.build([BRIDGE, FERRY]))
    assert state.is_name("wyle")
    assert not state.is_name("strike")
    assert not state.is_name("never seen")


def test_a_heading_has_the_day_as_people_write_it():
    assert "Tuesday 7 May 2024" in heading(BRIDGE[0])
    assert heading(None) == ""


def test_it_is_the_same_however_many_texts_are_listed_at_a_time(monkeypatch):
    passages = Passages.build([BRIDGE, FERRY])
    whole = State.build(passages)
    monkeypatch.setattr("corpus.ranking.state._LISTED", 2)
    parted = State.build(passages)
    assert {t: parted.df(t) for t in parted.vocabulary} == {
        t: whole.df(t) for t in whole.vocabulary
    }
    assert all(
        parted.containing(t).tolist() == whole.containing(t).tolist() for t in whole.vocabulary
    )
