import pytest

from corpus.quotes.tokenizing import read


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        pytest.param("The report was late.", "report", "N", id="after the"),
        pytest.param("They report it.", "report", "V", id="after they"),
        pytest.param("Officials report that it rains.", "report", "V", id="plural and base"),
        pytest.param("Ann Lee claims that it rains.", "claims", "V", id="name and third person"),
        pytest.param("Her oft-made claims that it rains.", "claims", "N", id="owned"),
        pytest.param("It is what Mr Will promised.", "will", "P", id="a name, not a modal"),
        pytest.param("“Rain,” Jun wrote.", "jun", "P", id="a name, not a month"),
        pytest.param("“Rain,” May said.", "may", "P", id="a name, not a modal, at the start"),
        pytest.param("“Rain,” the Ely website explains.", "explains", "V", id="after a quotation"),
        pytest.param("He spoke on criminal justice issues, too.", "issues", "N", id="a compound"),
        pytest.param("Ann Lee hit back at once.", "hit", "V", id="past as the base form"),
        pytest.param("The group One Nation said no.", "one", "P", id="a number in a name"),
        pytest.param("In One of them it rained.", "one", "#", id="a number with a capital"),
        pytest.param("He's late.", "'s", "X", id="is, not possession"),
    ],
)
def test_settled(text, word, tag):
    tokens = read(text)
    assert tokens.tags[tokens.words.index(word)] == tag
