from corpus.quotes.extract import find_quotes


def test_words_that_nobody_says_elsewhere_stay_unattributed():
    assert find_quotes("Town 'very wet' after rain\n\nIt rained in Ely.").quotes == ()
