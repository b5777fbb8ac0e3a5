import pytest

from corpus.quotations import Resolution
from corpus.quotes.extract import find_quotes


def last(text):
    extraction = find_quotes(text)
    quote = extraction.quotes[-1]
    name = None if quote.speaker is None else extraction.speakers[quote.speaker].name
    return name, quote.resolution


@pytest.mark.parametrize(
    ("text", "name", "resolution"),
    [
        pytest.param("Ann Lee met Bob Day. He said it rained.", "Bob Day", "pronoun", id="he"),
        pytest.param("Mayor Ann Lee came. The mayor said no.", "Ann Lee", "title", id="role"),
        pytest.param(
            "Ann Lee left. The senior Ely lawmaker said it rained.", "Ann Lee", "title", id="varied"
        ),
        pytest.param(
            "Day sued his ex-wife, Ann Lee. His ex-wife said it rained.",
            "Ann Lee",
            "title",
            id="relation",
        ),
        pytest.param(
            "It rained, according to the Zed Weather Office. The office said it snowed.",
            "Zed Weather Office",
            "title",
            id="body",
        ),
        pytest.param(
            "Ann Lee issued a statement. The statement said it rained.",
            "Ann Lee",
            "title",
            id="statement",
        ),
        pytest.param("Officials said it rained.", "Officials", "group", id="unnamed"),
        pytest.param("He said it rained.", None, "none", id="nobody in reach"),
    ],
)
def test_speaker(text, name, resolution):
    assert last(text) == (name, Resolution(resolution))


def test_body_is_never_he():
    assert last("The Zed Weather Office opened. He said it rained.")[0] is None


def test_joint_speakers_are_all_named():
    text = "Ann Lee and Bob Day issued a joint statement. The statement said it rained."
    extraction = find_quotes(text)
    quote = extraction.quotes[-1]
    names = [extraction.speakers[number].name for number in (quote.speaker, *quote.others)]
    assert names == ["Ann Lee", "Bob Day"]
