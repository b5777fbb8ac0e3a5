from hypothesis import given
from hypothesis import strategies as st

from corpus.conversation.people import Somebody, mentioned, named_alone, people_in
from corpus.quotations import Gender

TEXT = "Ben Wallace spoke to Liz Truss. Mr Wallace said no. John Healey MP agreed with the Kremlin."
BEN, LIZ = Somebody("Ben Wallace", Gender.MALE), Somebody("Liz Truss", Gender.FEMALE)


def test_people_come_in_order_without_bodies():
    assert people_in(TEXT)[:2] == (BEN, LIZ)
    assert [somebody.name for somebody in people_in(TEXT)] == [
        "Ben Wallace",
        "Liz Truss",
        "John Healey",
    ]


def test_a_surname_in_any_case_is_a_mention():
    assert mentioned("did TRUSS meet wallace or truss?", (BEN, LIZ)) == (LIZ, BEN)


def test_a_name_alone_is_told_from_a_name_with_more():
    assert named_alone("Mr Wallace", (BEN, LIZ)) == BEN
    assert named_alone("Wallace on Nato", (BEN, LIZ)) is None
    assert named_alone("Wallace and Truss", (BEN, LIZ)) is None


@given(st.text())
def test_any_text_has_people_or_none(text):
    assert mentioned(text, people_in(text)) is not None
