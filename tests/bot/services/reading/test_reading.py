import io
import json
import os
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.reading.models import Doubt, Draft, Source, Unread
from bot.services.reading.reading import read, read_path
from tests.web.pages import (
    CONSENT,
    GERMAN,
    PARAGRAPHS,
    PAYWALL,
    ROBOT_CHECK,
    TITLE,
    article_page,
    thin_page,
)

STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)
ADDRESS = "https://ardley.example/bridge"


def only(source, **options):
    found = list(read(source, **options))
    assert len(found) == 1
    return found[0]


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return content.getvalue()


FRONT = "---\ntitle: Bridge closes\npublisher: Ardley Times\ndate: 2026-05-12\nurl: {}\n---\n"
RECORD = {
    "headline": TITLE,
    "body": "\n\n".join(PARAGRAPHS),
    "source": {"name": "Ardley Times"},
    "published_at": "2026-05-12T08:30:00Z",
    "url": ADDRESS + "?utm_source=feed",
}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            Source("a", article_page(canonical="/bridge").encode(), "text/html", None, ADDRESS),
            id="page",
        ),
        pytest.param(
            Source(
                "a.md",
                (FRONT.format(ADDRESS) + f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS)).encode(),
            ),
            id="markdown",
        ),
        pytest.param(Source("a.jsonl", json.dumps(RECORD).encode()), id="json lines"),
        pytest.param(Source("a.json", json.dumps([RECORD]).encode()), id="a JSON list"),
        pytest.param(Source("a.zip", zipped({"b.jsonl": json.dumps(RECORD)})), id="archive"),
    ],
)
def test_every_form_gives_the_article_and_what_is_known_of_it(source):
    article = only(source).article
    assert article.text.split("\n\n")[-4:] == PARAGRAPHS
    assert article.published == date(2026, 5, 12)
    assert (article.publisher, article.url) == ("Ardley Times", ADDRESS)


def test_a_text_gives_its_headline_and_nothing_that_it_does_not_say():
    draft = only(Source("a.txt", STORY.encode()))
    assert draft.article.title == TITLE
    assert (draft.article.published, draft.article.publisher) == (None, None)
    assert (draft.language, draft.doubt) == ("en", None)


@pytest.mark.parametrize(
    ("page", "doubt"),
    [
        pytest.param(CONSENT, Doubt.CONSENT, id="consent"),
        pytest.param(PAYWALL, Doubt.PAYWALL, id="paywall"),
        pytest.param(ROBOT_CHECK, Doubt.ROBOT_CHECK, id="robot check"),
        pytest.param(GERMAN, Doubt.WRONG_LANGUAGE, id="language"),
        pytest.param(thin_page(PARAGRAPHS[0], title=TITLE), Doubt.TOO_SHORT, id="short"),
        pytest.param(
            thin_page(*(p.replace("e", "Ã©") for p in PARAGRAPHS)), Doubt.UNREADABLE, id="mojibake"
        ),
        pytest.param(
            article_page(
                paragraphs=PARAGRAPHS[:2],
                record={"@type": "NewsArticle", "isAccessibleForFree": "False"},
            ),
            Doubt.PAYWALL,
            id="not for free",
        ),
        pytest.param(article_page(), None, id="an article"),
        pytest.param(
            article_page(paragraphs=[*PARAGRAPHS, "It was asked to accept all cookies."] * 2),
            None,
            id="about cookies",
        ),
    ],
)
def test_a_page_that_may_be_no_article_comes_with_the_doubt(page, doubt):
    draft = only(Source("a", page.encode(), "text/html", "utf-8", ADDRESS))
    assert isinstance(draft, Draft), draft.error
    assert draft.doubt is doubt


def test_other_languages_may_be_wanted():
    page = Source("a.html", GERMAN.encode())
    assert only(page, languages=frozenset({"de"})).doubt is None
    assert only(page, languages=frozenset()).doubt is None


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.txt", b"", "is empty", id="empty"),
        pytest.param("a.txt", b" \0\r\n", "is empty", id="white"),
        pytest.param("a.txt", bytes(range(256)) * 40, "not text", id="binary"),
        pytest.param("a.txt", b"%PDF-1.7 ...", "a PDF", id="renamed PDF"),
        pytest.param("a.txt", b"\xff\xfea", "byte-order mark", id="torn UTF-16"),
        pytest.param("a.txt", b"a" * 20_000_001, "larger than 20 MB", id="large"),
        pytest.param("a.docx", b"text", "only txt", id="unknown form"),
        pytest.param("a.html", b"<html><body></body></html>", "no article", id="empty page"),
        pytest.param("a.md", b"---\ntitle: [\n---\ntext", "front matter", id="front matter"),
        pytest.param("a.jsonl", b"{broken", "not a JSON object", id="broken record"),
        pytest.param("a.jsonl", b'{"title": "x"}', "no article", id="record without text"),
        pytest.param("a.zip", b"PK\x03\x04broken", "archive is broken", id="broken zip"),
        pytest.param("a.zip", b"text", "archive is broken", id="no zip"),
        pytest.param("a.txt", b"By Jo Doe", "no sentence", id="nothing to keep"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(name, content, words):
    unread = only(Source(name, content))
    assert isinstance(unread, Unread)
    assert words in str(unread.error)
    assert name in str(unread.error)


def test_one_bad_file_does_not_stop_the_rest():
    lines = [json.dumps(RECORD), "broken", "", json.dumps(RECORD)]
    files = {
        "good.txt": STORY,
        "empty.txt": "",
        "../evil.txt": STORY,
        "/etc/evil.txt": STORY,
        "C:\\evil.txt": STORY,
        "inner.zip": zipped({"a.txt": STORY}),
        "__MACOSX/a.txt": STORY,
        "picture.png": b"\x89PNG",
        "lines.jsonl": "\n".join(lines),
    }
    found = list(read(Source("all.zip", zipped(files))))
    assert [draft.name for draft in found if isinstance(draft, Draft)] == [
        "all.zip/good.txt",
        "all.zip/lines.jsonl:1",
        "all.zip/lines.jsonl:4",
    ]
    assert len([unread for unread in found if isinstance(unread, Unread)]) == 7


def test_a_zip_bomb_is_not_unpacked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", bytes(21_000_000))
        archive.writestr("a.txt", STORY)
    bomb, draft = read(Source("a.zip", content.getvalue()))
    assert "larger than 20 MB" in str(bomb.error)
    assert draft.article.title == TITLE


def test_a_link_in_a_zip_is_not_followed():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a link" in str(only(Source("a.zip", content.getvalue())).error)


def test_a_folder_is_read_in_order_and_links_in_it_are_not_followed(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "sub" / "a.md").write_text(STORY, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    found = list(read_path(tmp_path))
    assert [draft.name for draft in found if isinstance(draft, Draft)] == ["b.txt", "sub/a.md"]
    reasons = sorted(str(unread.error) for unread in found if isinstance(unread, Unread))
    assert ["links are not" in reason for reason in reasons] == [True, True, False]


def test_a_path_that_is_not_there_is_one_line(tmp_path):
    (unread,) = read_path(tmp_path / "nothing.txt")
    assert "no such file" in str(unread.error)


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a.zip", "a"]),
)
def test_wild_bytes_give_drafts_and_clear_lines(content, name):
    for found in read(Source(name, content)):
        assert isinstance(found, Draft) or str(found.error)
