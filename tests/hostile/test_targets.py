"""All that reads text from outside, on wild inputs; coverage-guided in the benchmark."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.seeds import SEEDS, TEXTS
from tests.hostile.targets import TARGETS

PIECES = st.sampled_from([text[:60] for text in TEXTS if text]) | st.text(max_size=20)
WILD = st.binary(max_size=200) | st.lists(PIECES, max_size=8).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@pytest.mark.parametrize("name", TARGETS)
def test_no_seed_breaks_it(name):
    for seed in SEEDS:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(content=WILD)
def test_no_wild_input_breaks_it(name, content):
    TARGETS[name](content)
