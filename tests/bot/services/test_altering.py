from datetime import UTC, datetime

import pytest

from bot.services.altering import altered
from corpus.models import Article, ArticleVersion

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FIRST = "The bridge will close. Nobody objected to it."


def versions(*texts):
    return [
        ArticleVersion(1, 10 * n, n, NOW, Article("Bridge", text))
        for n, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        pytest.param(
            FIRST.replace("close", "stay open"),
            "The bridge will close.",
            "The bridge will stay open.",
            id="altered",
        ),
        pytest.param("The bridge will close.", "Nobody objected to it.", None, id="gone"),
        pytest.param(f"{FIRST} Snow fell.", None, "Snow fell.", id="new"),
    ],
)
def test_one_change_is_shown_in_slices(now, before, after):
    found = altered(versions(FIRST, now), since=10)
    assert (found.before and found.before.text, found.now and found.now.text) == (before, after)
    assert found.further == 0


def test_one_change_of_several_is_shown_and_the_others_counted():
    found = altered(versions(FIRST, "The bridge will stay open. Snow fell on Monday."), since=10)
    assert found.now.text == "The bridge will stay open."
    assert found.further == 2


def test_what_was_read_as_it_is_has_not_changed():
    assert altered(versions(FIRST, FIRST.upper()), since=20) is None
    assert altered(versions(FIRST), since=5) is None
    assert altered(versions(FIRST, FIRST.replace(" ", "  ")), since=10) is None
