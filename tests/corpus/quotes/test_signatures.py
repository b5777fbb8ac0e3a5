import pytest

from corpus.quotes.extract import find_quotes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param('It rained.\n\n"It was wet."\n- Ann Lee', "Ann Lee", id="dash"),
        pytest.param(
            'It rained.\n\n"It was wet.\nAnn Lee, Ely Institute"\n\nIt went on.',
            "Ann Lee",
            id="pulled quotation",
        ),
        pytest.param(
            'It rained.\n\n"It was wet."\n\nAnn Lee left early.', None, id="a sentence follows"
        ),
    ],
)
def test_line_below_signs_a_quotation(text, name):
    extraction = find_quotes(text)
    speaker = extraction.quotes[0].speaker
    assert (None if speaker is None else extraction.speakers[speaker].name) == name
