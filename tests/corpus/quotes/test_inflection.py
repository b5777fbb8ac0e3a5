import pytest

from corpus.quotes.inflection import common_verbs, regular, reporting_verbs


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("claim", ("claim", "claims", "claimed", "claimed", "claiming")),
        ("deny", ("deny", "denies", "denied", "denied", "denying")),
        ("argue", ("argue", "argues", "argued", "argued", "arguing")),
        ("stop", ("stop", "stops", "stopped", "stopped", "stopping")),
        ("stress", ("stress", "stresses", "stressed", "stressed", "stressing")),
        ("agree", ("agree", "agrees", "agreed", "agreed", "agreeing")),
        ("lie", ("lie", "lies", "lied", "lied", "lying")),
    ],
)
def test_regular_forms(base, forms):
    assert tuple(regular(base)) == forms


def test_irregular_reporting_verb():
    said = next(forms for forms in reporting_verbs()["say"] if forms.base == "say")
    assert (said.past, said.participle, said.third) == ("said", "said", "says")


def test_common_verbs_know_their_irregular_past():
    assert any(forms.past == "took" for forms in common_verbs())
