import pytest

from corpus.digest.models import Interest, Match
from corpus.digest.telling import best_said, best_sentence
from corpus.digest.weights import Weights
from tests.corpus.digest.pieces import bridge, harvest, piece

NOBODY = Interest()


def vector(told):
    return Weights([told.article.text, harvest().article.text]).vector(told.article.text)


def sentence(told, match=Match()):  # noqa: B008 (frozen)
    found = best_sentence(told, vector(told), match)
    return found and found.of(told.article.text)


def test_the_lead_says_most():
    assert sentence(bridge()).startswith("The old bridge over the Tamsel will close")


def test_a_sentence_that_looks_back_or_cuts_a_quotation_is_left():
    told = piece(
        "Bridge", "“It is over. He said the bridge closes in March. The bridge closes for years.”"
    )
    assert sentence(told) == "He said the bridge closes in March."


def test_an_article_of_a_headline_alone_has_no_sentence():
    told = piece("Bridge to close", "x")
    alone = type(told)(told.id, told.article, told.sentences[:1])
    assert sentence(alone) is None


def test_the_quotation_is_whole_and_by_somebody_named():
    told = bridge()
    said, where = best_said([told], vector(told), NOBODY, None)
    assert [c.of(where.article.text) for c in said.contents] == [
        "We cannot patch this bridge for a third time,"
    ]


def test_a_quotation_already_told_is_not_told_twice():
    told = bridge()
    cue = next(s.span for s in told.sentences if "patch" in s.span.of(told.article.text))
    assert best_said([told], vector(told), NOBODY, cue) is None


@pytest.mark.parametrize("words", ["Yes.", "word " * 60])
def test_a_quotation_too_short_or_too_long_for_a_phone_is_left(words):
    told = piece("Bridge", f"“{words}” said Ida Brandt.", speakers=[(words, "Ida Brandt")])
    assert best_said([told], vector(told), NOBODY, None) is None


def test_whom_the_subscriber_follows_comes_first():
    one, two = "We must all wait for the bridge to open.", "Nobody asked the people who live here."
    told = piece("Bridge", f"“{one}” “{two}”", speakers=[(one, "Ida Brandt"), (two, "Jo Falk")])
    said, _ = best_said([told], vector(told), Interest(speakers=("Falk",)), None)
    assert said.speaker == "Jo Falk"


def test_a_dateline_is_not_told():
    lead = "TAMSEL, Iowa — The bridge will close in March for two years, they said."
    assert sentence(piece("Bridge to close", lead)).startswith("The bridge")


def test_a_second_headline_or_a_fragment_is_not_told_where_there_is_a_sentence():
    below = "Closure of old Tamsel bridge from March brings two years of detours."
    lead = "The old Tamsel bridge closes in March, and there are two years of detours to come."
    assert sentence(piece("Two years of detours", f"{below}\n\n{lead}")) == lead
    fragment = "Two years of detours by the weir from March on for the bridge."
    assert sentence(piece("Tamsel", f"{fragment} {lead}")) == lead
    assert sentence(piece("Tamsel", below)) == below


def test_a_sentence_with_a_short_quotation_in_it_is_told():
    lead = (
        "It is “highly unlikely” that the bridge will open again, the mayor of the town has said."
    )
    rest = (
        "The mayor and the council of the town met on Monday to speak of the bridge and the road."
    )
    told = piece("Bridge", f"{lead} {rest}", speakers=[("highly unlikely", "Ida Brandt")])
    assert sentence(told) == lead
