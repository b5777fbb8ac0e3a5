from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import QueryMistake
from corpus.query import Words, parse_query


def test_plain_words_only_rank():
    query = parse_query("troops to Poland")
    assert query.ranked == "troops to Poland"
    assert not query.has_conditions


def test_every_operator_at_once():
    query = parse_query(
        'Wallace "divide and rule" -Truss -"Type 45" tanks OR troops OR "heavy guns" '
        'publisher:"ITV News" title:Poland after:2022-02-01 before:2023'
    )
    assert query.ranked == "Wallace divide and rule tanks troops heavy guns"
    assert query.required == (
        (Words("divide and rule", is_phrase=True),),
        (Words("tanks"), Words("troops"), Words("heavy guns", is_phrase=True)),
    )
    assert query.excluded == (Words("Truss"), Words("Type 45", is_phrase=True))
    assert (query.publisher, query.title) == ("ITV News", "Poland")
    assert (query.after, query.before) == (date(2022, 2, 1), date(2023, 1, 1))


def test_curly_marks_are_marks():
    assert parse_query("“any day”").required == ((Words("any day", is_phrase=True),),)


@pytest.mark.parametrize("text", ["10:30 train", "self-defence", "http://x.example/y", "Re:mind"])
def test_colons_and_hyphens_inside_words_are_no_operators(text):
    assert parse_query(text).ranked == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('the "any day', "never closed"),
        ('""', "nothing between"),
        ("OR tanks", "both sides"),
        ("tanks OR", "both sides"),
        ("tanks OR OR guns", "both sides"),
        ("-tanks", "at least one word"),
        ("publisher:ITV", "at least one word"),
        ("", "at least one word"),
        ("author:Poe", "do not know `author:`"),
        ("after:yesterday", "2022-02-07"),
        ("after:2022-13", "2022-02-07"),
        ("after:2021 after:2022", "twice"),
        ('title:""', "needs something behind"),
    ],
)
def test_a_mistake_is_explained(text, sentence):
    with pytest.raises(QueryMistake, match=sentence):
        parse_query(text)


PIECES = [*'ab -":OR“”\n.', "publisher:", "after:", " OR "]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_any_text_is_a_query_or_a_mistake(text):
    try:
        query = parse_query(text)
    except QueryMistake as caught:
        mistake = caught
    else:
        assert query.text == text
        return
    assert 0 <= mistake.position <= len(text)
    assert str(mistake)


def test_a_speaker_is_a_condition_of_the_sentence():
    query = parse_query('speaker:"defence secretary" troops')
    assert (query.speaker, query.ranked) == ("defence secretary", "troops")
    assert query.has_conditions
