import pytest

from corpus.quotes.extract import find_quotes
from corpus.quotes.outlets import is_outlet
from corpus.quotes.phrases import run_after
from corpus.quotes.tokenizing import read


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        pytest.param("Ann Lee told the BBC that it rained.", "Ann Lee", "the BBC", id="told"),
        pytest.param('"Rain," Ann Lee told Sky News.', "Ann Lee", "Sky News", id="told after"),
        pytest.param(
            'Ann Lee said it was "very wet", according to Interfax.',
            "Ann Lee",
            "Interfax",
            id="according to",
        ),
        pytest.param(
            "It rained, according to The Times.", "Times", "The Times", id="the paper itself"
        ),
        pytest.param(
            "In an interview with the Ely Gazette, Ann Lee said it rained.",
            "Ann Lee",
            "the Ely Gazette",
            id="interview",
        ),
        pytest.param(
            "Interfax quoted Ann Lee as saying that it rained.", "Ann Lee", "Interfax", id="quoted"
        ),
        pytest.param(
            '"Rain," Ann Lee was quoted as saying by Interfax.',
            "Ann Lee",
            "Interfax",
            id="was quoted",
        ),
        pytest.param(
            'Ann Lee said: "Rain," the Times reported.', "Ann Lee", "the Times", id="reported"
        ),
        pytest.param("Ann Lee told Bob Day that it rained.", "Ann Lee", None, id="a person"),
        pytest.param("Ann Lee said the Times was wrong.", "Ann Lee", None, id="in the content"),
    ],
)
def test_via(text, speaker, via):
    extraction = find_quotes(text)
    quote = extraction.quotes[0]
    assert extraction.speakers[quote.speaker].name == speaker
    assert (quote.via and quote.via.of(text)) == via


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the Irish Times", True), ("the newspaper", True), ("a newspaper", False), ("Ann", False)],
)
def test_is_outlet(text, expected):
    tokens = read(f"She told {text} so.")
    assert is_outlet(tokens, run_after(tokens, 2, len(tokens.tags))) is expected
