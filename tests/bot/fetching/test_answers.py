import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.answers import LONGEST_WAIT_S, Answer, failure, fresh_for_s, retry_after_s

NOON = "Mon, 01 Jun 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="does not say"),
        pytest.param({"Retry-After": "120"}, 120, id="seconds"),
        pytest.param({"Retry-After": "99999999999"}, LONGEST_WAIT_S, id="at most a week"),
        pytest.param({"Retry-After": "soon"}, None, id="nonsense"),
        pytest.param(
            {"Retry-After": "Mon, 01 Jun 2026 12:05:00 GMT", "Date": NOON}, 300, id="a moment"
        ),
        pytest.param(
            {"Retry-After": "Mon, 01 Jun 2026 11:00:00 GMT", "Date": NOON}, 1, id="in the past"
        ),
    ],
)
def test_how_long_to_wait(headers, seconds):
    assert retry_after_s(headers) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, 0, id="does not say"),
        pytest.param({"Cache-Control": "public, max-age=300"}, 300, id="age"),
        pytest.param({"Cache-Control": "s-maxage=9, no-cache, max-age=300"}, 0, id="never"),
        pytest.param({"Expires": "Mon, 01 Jun 2026 12:10:00 GMT", "Date": NOON}, 600, id="expires"),
        pytest.param({"Expires": "0", "Date": NOON}, 0, id="expires at once"),
    ],
)
def test_how_long_it_is_fresh(headers, seconds):
    assert fresh_for_s(headers) == seconds


@given(st.integers(100, 999), st.text())
def test_any_status_is_a_success_or_one_sentence(status, header):
    answer = Answer(status, {"Retry-After": header, "Date": header}, b"", "text/html", None)
    found = failure("http://news.example/", answer)
    assert found is None or str(found).endswith(".")
