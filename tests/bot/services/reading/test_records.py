from datetime import date

import pytest

from bot.services.reading.errors import BrokenFile, NoArticle
from bot.services.reading.records import article_of, records
from tests.web.pages import PARAGRAPHS, TITLE

TEXT = "\n\n".join(PARAGRAPHS)


def test_records_come_with_their_lines_and_lists_with_their_places():
    assert [name for name, _ in records('{"a": 1}\n\n{"b": 2}', name="f")] == ["f:1", "f:3"]
    assert [name for name, _ in records('[{"a": 1}, 2]', name="f")] == ["f:1", "f:2"]
    assert [name for name, _ in records('{"a":\n 1}', name="f")] == ["f"]
    assert isinstance(dict(records('[{"a": 1}, 2]', name="f"))["f:2"], BrokenFile)


@pytest.mark.parametrize(
    "record",
    [
        {"title": TITLE, "text": TEXT},
        {"Headline": TITLE, "content-text": TEXT},
        {"title": TITLE, "body": PARAGRAPHS},
        {"title": TITLE, "text": None, "html": "".join(f"<p>{p}</p>" for p in PARAGRAPHS)},
    ],
)
def test_fields_are_found_under_their_usual_names(record):
    article = article_of(record | {"pubDate": 1778572800000, "site": {"name": "A"}}, name="f")
    assert article.text == f"{TITLE}\n\n{TEXT}"
    assert (article.published, article.publisher) == (date(2026, 5, 12), "A")


def test_a_record_without_a_text_is_no_article():
    with pytest.raises(NoArticle):
        article_of({"title": TITLE, "text": " "}, name="f")
