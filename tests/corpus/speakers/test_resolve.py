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
        pytest.param(
            "Coach Bob Day left. The Catalan said it rained.", "Bob Day", "title", id="demonym"
        ),
        pytest.param(
            "Bob Day left. The 34-year-old said it rained.", "Bob Day", "title", id="by age"
        ),
        pytest.param(
            'The Zed Weather Office said it rained. It added: "It snowed."',
            "Zed Weather Office",
            "pronoun",
            id="a body as it",
        ),
        pytest.param(
            'Zyx Quux, 34, met Ms Ann Lee. "No," he said.', "Zyx Quux", "pronoun", id="aged"
        ),
        pytest.param(
            'Zyx, who sings, met Mr Bob Day. "No," she said.',
            "Zyx",
            "pronoun",
            id="a name with who",
        ),
        pytest.param("He said it rained.", None, "none", id="nobody in reach"),
    ],
)
def test_speaker(text, name, resolution):
    assert last(text) == (name, Resolution(resolution))


def test_who_spoke_long_ago_is_not_who_speaks():
    filler = "The day was grey. " * 6
    text = f'"No," said Ms Ann Lee. {filler}Ms Eve Day\'s house stood in Ely. "Yes," she said.'
    assert last(text)[0] == "Eve Day"


def test_a_name_that_only_stands_beside_is_not_he():
    text = (
        "The news came from Mr Bob Day, who stood beside his Kentish counterpart, Mr Guy Fox, in"
        " Ely. The bridge, he said, was safe."
    )
    assert last(text)[0] == "Bob Day"


def test_two_who_speak_together_are_both_named():
    extraction = find_quotes('Ann Lee met Bob Fox. "We agree," said Lee and Fox in a statement.')
    quote = extraction.quotes[-1]
    names = [extraction.speakers[number].name for number in (quote.speaker, *quote.others)]
    assert names == ["Ann Lee", "Bob Fox"]


def test_body_is_never_he():
    assert last("The Zed Weather Office opened. He said it rained.")[0] is None


def test_joint_speakers_are_all_named():
    text = "Ann Lee and Bob Day issued a joint statement. The statement said it rained."
    extraction = find_quotes(text)
    quote = extraction.quotes[-1]
    names = [extraction.speakers[number].name for number in (quote.speaker, *quote.others)]
    assert names == ["Ann Lee", "Bob Day"]
