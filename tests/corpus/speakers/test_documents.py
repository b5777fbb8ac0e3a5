from corpus.quotes.extract import find_quotes


def test_statement_belongs_to_whoever_issued_it_in_the_same_sentence():
    text = "Ann Lee issued a statement on 16 November, which said it rained."
    extraction = find_quotes(text)
    assert extraction.speakers[extraction.quotes[-1].speaker].name == "Ann Lee"


def test_statement_of_nobody_speaks_for_itself():
    extraction = find_quotes("The statement said it rained.")
    assert extraction.speakers[extraction.quotes[-1].speaker].name == "The statement"
