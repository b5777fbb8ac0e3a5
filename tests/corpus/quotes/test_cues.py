import pytest

from corpus.quotations import Polarity
from corpus.quotes.cues import find_cues
from corpus.quotes.tokenizing import read


def cues(text):
    tokens = read(text)
    return [
        (tokens.words[cue.verb], cue.shape, cue.subject and tokens.words[cue.subject.phrase.head])
        for cue in find_cues(tokens, tokens.sentences[0])
    ]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ann Lee said it rained.", ("said", "finite", "lee")),
        ('"Rain," said Ann Lee.', ("said", "inverted", "lee")),
        ("It rained, said Ann Lee.", ("said", "inverted", "lee")),
        ("According to Ann Lee, it rained.", ("according", "accord", "lee")),
        ("Bob Day was warned by Ann Lee.", ("warned", "passive", "lee")),
        ("Bob Day was quoted as saying it rained.", ("saying", "finite", "day")),
        ("Ann Lee's claim that it rained was odd.", ("claim", "noun", "lee")),
        ("A sign saying no stood there.", ("saying", "gerund", "sign")),
    ],
)
def test_cue(text, cue):
    assert cue in cues(text)


def test_participle_takes_the_source_of_the_cue_before():
    found = cues("Ann Lee said Bob Day likes rain, adding that it was wet.")
    assert ("adding", "gerund", "lee") in found


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Ann Lee denied that it rained.", Polarity.DENIED),
        ("Ann Lee refused to say whether it rained.", Polarity.REFUSED),
        ("Ann Lee never said that it rained.", Polarity.DENIED),
        ("Ann Lee asked whether it rained.", Polarity.QUESTIONED),
        ("Ann Lee said that it rained.", Polarity.ASSERTED),
    ],
)
def test_polarity(text, polarity):
    tokens = read(text)
    assert find_cues(tokens, tokens.sentences[0])[-1].polarity is polarity
