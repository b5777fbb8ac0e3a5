from corpus.quotations import Kind
from corpus.quotes.attribution import Attribution


def test_origin_follows_carried_speech_to_where_it_is_named():
    first = Attribution(Kind.DIRECT, [(0, 1)], 0, "before")
    second = Attribution(Kind.DIRECT, [(2, 3)], 1, "carry", carried_from=first)
    third = Attribution(Kind.DIRECT, [(4, 5)], 2, "carry", carried_from=second)
    assert third.origin is first
    assert (third.start, first.origin) == (4, first)
