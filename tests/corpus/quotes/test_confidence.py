from corpus.quotes.confidence import confidence_of


def test_unmeasured_rules_are_worth_a_half():
    assert confidence_of("no such rule") == 0.5


def test_measured_rules_are_probabilities():
    assert 0.9 <= confidence_of("carry") <= 1.0
