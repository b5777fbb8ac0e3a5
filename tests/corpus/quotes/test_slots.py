import pytest

from corpus.quotes.cues import find_cues
from corpus.quotes.tokenizing import read


def cues(text):
    tokens = read(text)
    found = find_cues(tokens, tokens.sentences[0])
    return [(tokens.words[cue.verb], cue.shape) for cue in found]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        pytest.param('"Rain," beamed Ann Lee.', ("beamed", "inverted"), id="verb first"),
        pytest.param('"Rain!" zinged the mayor, a farmer.', ("zinged", "inverted"), id="no list"),
        pytest.param('"Rain," an angry Lee zinged.', ("zinged", "finite"), id="verb last"),
    ],
)
def test_verb_of_no_list_closes_a_quotation(text, cue):
    assert cue in cues(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"Rain Man," directed by Ann Lee, won.', id="participle"),
        pytest.param('She read "Rain" and zinged.', id="no pause"),
        pytest.param('"Rain," the film that zinged the mayor, won.', id="relative clause"),
    ],
)
def test_other_verbs_report_nothing(text):
    assert not {"directed", "zinged"} & {verb for verb, _ in cues(text)}
