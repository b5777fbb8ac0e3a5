import pytest

from bot.services.quoting.models import Asked


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        pytest.param(
            'Ann Okafor told us she was "quietly glad".', 'she was "quietly glad"', id="straight"
        ),
        pytest.param(
            "Ann Okafor told us she was “quietly glad.”", "she was “quietly glad.”", id="curly"
        ),
        pytest.param('Ann Okafor said: "It is wet."', "It is wet.", id="the outer marks stay out"),
        pytest.param(
            'Ann Okafor said she was "glad" to go.', 'she was "glad" to go', id="closed within"
        ),
    ],
)
async def test_a_mark_that_opens_within_is_closed(empty, sentence, shown):
    await empty.ingest("rain", f"---\ntitle: Rain\n---\n{sentence}")
    await empty.open()
    (quoted,) = (await empty.quoting.quote(Asked())).quotes
    assert quoted.closed == shown
    assert quoted.closed in quoted.version.article.text
