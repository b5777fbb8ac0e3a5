import pytest

from corpus.quotes.extract import find_quotes


def said(text):
    return [quote.contents[0].of(text) for quote in find_quotes(text).quotes]


OPENING = 'Rain in Ely\n\n"It rained," said Ann Lee. "It was wet," she said. "Very wet."\n\n'


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("'Wet all day.'", id="single marks among double ones"),
        pytest.param("‘Wet all day’", id="no full stop"),
        pytest.param('"WET ALL DAY"', id="shouted"),
    ],
)
def test_crosshead_is_no_quotation(line):
    text = OPENING + line + "\n\nIt went on."
    assert said(text) == ["It rained", "It was wet", "Very wet."]
    assert any(odd.reason == "a crosshead" for odd in find_quotes(text).skipped)


def test_quotation_alone_in_its_paragraph_is_one():
    assert said(OPENING + '"It was wet all day."\n\nIt went on.')[-1] == "It was wet all day."
