import pytest

from tests.benchmarks.retrieval.peers import fts5, split_okapi, stemmed_okapi

TEXTS = ["the bridge reopened", "a ferry strike began", "owls nest in towers"]


@pytest.mark.parametrize("build", [split_okapi, stemmed_okapi, fts5])
def test_a_peer_finds_what_shares_a_word(build):
    assert build(TEXTS)("ferry strike?")[0] == 1
