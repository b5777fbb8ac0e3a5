import pytest

from corpus.quotes.lexicon import CUE_WORDS, TAGS, guess


@pytest.mark.parametrize(
    ("word", "tag"),
    [("the", "D"), ("he", "R"), ("that", "H"), ("said", "V"), ("went", "V"), ("plan", "v")],
)
def test_tags(word, tag):
    assert TAGS[word] == tag


@pytest.mark.parametrize(
    ("word", "tag"), [("quickly", "A"), ("zorbing", "G"), ("zorbed", "E"), ("zorb", "N")]
)
def test_guess_from_the_ending(word, tag):
    assert guess(word) == tag


def test_cue_words_know_lemma_and_form():
    cue = CUE_WORDS["warned"]
    assert (cue.lemma, cue.form) == ("warn", "past")
    assert {"say", "tell"} <= cue.classes
