from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.question import Kind, Wanted, analyse


@pytest.mark.parametrize(
    ("question", "kind", "person", "topic"),
    [
        ("Who said the bridge is unsafe?", Kind.WHO_SAID, None, "the bridge is unsafe"),
        ("whos said that taxes will rise", Kind.WHO_SAID, None, "taxes will rise"),
        ("Who warned that ice is thin?", Kind.WHO_SAID, None, "ice is thin"),
        ("What did the mayor say about parks?", Kind.SAID_ABOUT, "the mayor", "parks"),
        ("what has Ms Ortiz said on the new bridge", Kind.SAID_ABOUT, "Ms Ortiz", "the new bridge"),
        ("What did Ortiz say?", Kind.SAID, "Ortiz", None),
        ("Did Ortiz say the park would close?", Kind.DID_SAY, "Ortiz", "the park would close"),
        ("Who leads the council?", Kind.FACT, None, None),
        ("What is the capital of Peru?", Kind.FACT, None, None),
    ],
)
def test_kind_and_parts(question, kind, person, topic):
    found = analyse(question)
    assert (found.kind, found.person, found.topic) == (kind, person, topic)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Who leads the council?", Wanted.PERSON),
        ("whos running the council", Wanted.PERSON),
        ("When did the bridge open?", Wanted.TIME),
        ("In what year did the bridge open?", Wanted.TIME),
        ("Where is the bridge?", Wanted.PLACE),
        ("Which country built it?", Wanted.PLACE),
        ("How many troops went?", Wanted.NUMBER),
        ("How much money was spent?", Wanted.MONEY),
        ("What percentage voted?", Wanted.SHARE),
        ("How long did it last?", Wanted.DURATION),
        ("Why did she resign?", Wanted.REASON),
        ("How is steel made?", Wanted.MANNER),
        ("What does MAP stand for?", Wanted.MEANING),
        ("Which airport was closed?", Wanted.NAME),
        ("bridge opening", Wanted.ANYTHING),
    ],
)
def test_what_is_wanted(question, wanted):
    assert analyse(question).wanted is wanted


def test_the_noun_asked_for():
    assert analyse("How many troops are there?").head[0] == "troop"


def test_quoted_words_and_recency():
    found = analyse("What is the latest on \u201cthe long bridge\u201d?")
    assert found.quoted == ("the long bridge",)
    assert found.is_recent


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text):
    found = analyse(text)
    assert found.text == text
    assert all(token.span.of(text) for token in found.tokens)


@pytest.mark.parametrize("piece", ["said “a” ", "said ", "1. ", "Mr. "])
def test_a_long_question_takes_no_longer_than_its_length(piece):
    def taken(times):
        start = process_time()
        analyse(piece * times)
        return process_time() - start

    taken(200)
    assert taken(4000) < 60 * max(taken(400), 0.001)
