import pytest

from corpus.digest.standing import begun, is_beside_the_title, is_fragment
from corpus.models import Article, Span
from tests.corpus.digest.pieces import piece

LEAD = "The bridge will close in March for two years, the council said."


@pytest.mark.parametrize(
    "dateline",
    [
        "TAMSEL — ",
        "TAMSEL -- ",
        "OBERTAMSEL, Iowa — ",
        "PORT TAMSEL, N.H. – ",
        "TAMSEL (AP) — ",
        "TAMSEL, Aug 31 (Reuters) - ",
        "Tamsel (AFP) – ",
        "ARDLEY/TAMSEL, March 3 (Reuters) - ",
        "— ",
    ],
)
def test_a_sentence_begins_behind_its_dateline(dateline):
    text = f"Bridge to close\n\n{dateline}{LEAD}"
    span = begun(Span(17, len(text)), text)
    assert span.of(text) == LEAD


@pytest.mark.parametrize(
    "words",
    [
        "Brandt — The mayor of Tamsel — will not stay.",
        "NATO — the alliance — has no bridge there.",
        "TAMSEL is not amused by the bridge.",
        "The bridge - a ruin - will close.",
        "A well-known bridge will close.",
        "I — Ida Brandt — will not stay.",
    ],
)
def test_what_is_no_dateline_stays(words):
    text = f"Bridge to close\n\n{words}"
    assert begun(Span(17, len(text)), text).of(text) == words


def test_within_a_paragraph_there_is_no_dateline():
    text = f"It rained. TAMSEL — {LEAD}"
    assert begun(Span(11, len(text)), text).start == 11


@pytest.mark.parametrize(
    ("title", "below", "is_beside"),
    [
        ("Bridge to close", "Councillors vote for a two-year closure of the crossing", True),
        ("Bridge to close", "Mayor defends closure, promises pontoon for cyclists.", True),
        ("Bridge to close;", "The council votes for a long closure at last.", True),
        ("Bridge to close", LEAD, False),
        ("Bridge to close", "Councillors voted. Mayor Brandt stayed away.", False),
    ],
    ids=["no full stop", "no article", "the title goes on", "a lead", "two sentences"],
)
def test_a_second_headline_is_told_from_the_lead(title, below, is_beside):
    told = piece(title, f"{below}\n\n{LEAD}")
    assert is_beside_the_title(told, 1) is is_beside
    assert not is_beside_the_title(told, len(told.sentences) - 1)


def test_without_a_title_nothing_stands_beside_it():
    told = piece("Bridge", LEAD)
    bare = type(told)(1, Article("Bridge", told.article.text, None), told.sentences)
    assert not is_beside_the_title(bare, 1)


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("Two years without a bridge, and no pontoon before May.", True),
        ("The long way round by the weir.", True),
        ("The council closed the bridge.", False),
        ("It is over.", False),
        (LEAD, False),
    ],
)
def test_a_fragment_has_no_verb_of_its_own(words, fragment):
    assert is_fragment(words) is fragment
