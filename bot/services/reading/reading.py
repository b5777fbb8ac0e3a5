"""The door: bytes, files and folders in, drafts of articles out, a verdict for each."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bot.services.reading.archives import unzip
from bot.services.reading.dates import calendar_day
from bot.services.reading.decoding import decode
from bot.services.reading.doubts import (
    FEWEST_WORDS_OF_A_FILE,
    FEWEST_WORDS_OF_A_PAGE,
    doubt_about,
    stub_doubt,
)
from bot.services.reading.errors import BrokenFile, UnknownForm
from bot.services.reading.folders import open_file, walk
from bot.services.reading.language import language_of
from bot.services.reading.markdown import markdown_text
from bot.services.reading.models import Doubt, Draft, Source, Unread
from bot.services.reading.pages import read_page
from bot.services.reading.records import article_of, records
from bot.services.urls import canonical_url
from corpus.clean import Known, clean
from corpus.errors import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.models import Article

ENGLISH = frozenset({"en"})
_PAID_WORDS = 250


class Form(Enum):
    """The forms of article that we read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PAGE = "page"
    RECORDS = "records"
    ARCHIVE = "archive"


SUFFIXES = {
    ".txt": Form.TEXT, ".text": Form.TEXT,
    ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN,
    ".html": Form.PAGE, ".htm": Form.PAGE, ".xhtml": Form.PAGE,
    ".jsonl": Form.RECORDS, ".ndjson": Form.RECORDS, ".json": Form.RECORDS,
    ".zip": Form.ARCHIVE,
}  # fmt: skip
_MEDIA_TYPES = {
    "text/plain": Form.TEXT,
    "text/markdown": Form.MARKDOWN, "text/x-markdown": Form.MARKDOWN,
    "text/html": Form.PAGE, "application/xhtml+xml": Form.PAGE,
    "application/json": Form.RECORDS, "application/x-ndjson": Form.RECORDS,
    "application/jsonl": Form.RECORDS, "application/jsonlines": Form.RECORDS,
    "application/zip": Form.ARCHIVE, "application/x-zip-compressed": Form.ARCHIVE,
}  # fmt: skip


def form_of(source: Source) -> Form:
    """Return the form of some bytes: by their name's ending, else by their media type.

    Raises:
        UnknownForm: Neither tells of a form that we read.
    """
    by_name = SUFFIXES.get(PurePosixPath(source.name).suffix.lower()) if not source.url else None
    media_type = (source.media_type or "").partition(";")[0].strip().lower()
    form = by_name or _MEDIA_TYPES.get(media_type)
    if form is None and source.url and not source.media_type:
        form = Form.PAGE
    if form is None:
        raise UnknownForm(source.name)
    return form


def read(source: Source, *, languages: frozenset[str] = ENGLISH) -> Iterator[Draft | Unread]:
    """Yield the articles that some bytes hold, in their order, and what could not be read.

    Args:
        source: The bytes.
        languages: The languages that articles are kept in; any when empty. A text in another one
            comes with a doubt.
    """
    try:
        form = form_of(source)
        if form is Form.ARCHIVE:
            for member in unzip(source.content, name=source.name):
                yield from (
                    read(member, languages=languages) if isinstance(member, Source) else [member]
                )
        elif form is Form.RECORDS:
            yield from _read_records(source, languages)
        elif form is Form.PAGE:
            yield _draft_of_page(source, languages)
        else:
            article = _article_of_text(source, form)
            yield _draft(source.name, article, languages, FEWEST_WORDS_OF_A_FILE)
    except AttribuneError as error:
        yield Unread(source.name, error)


def read_path(path: Path, *, languages: frozenset[str] = ENGLISH) -> Iterator[Draft | Unread]:
    """Yield the articles of a file or a folder, named by their paths below it.

    Links within a folder are not followed; the path itself may be one.
    """
    if not path.is_dir():
        yield from _read_file(path, path.name, languages, may_be_link=True)
        return
    for found in walk(path):
        if isinstance(found, Unread):
            yield found
        else:
            yield from _read_file(found, found.relative_to(path).as_posix(), languages)


def _read_file(
    path: Path, name: str, languages: frozenset[str], *, may_be_link: bool = False
) -> Iterator[Draft | Unread]:
    try:
        source = open_file(path, name=name, may_be_link=may_be_link)
    except AttribuneError as error:
        yield Unread(name, error)
        return
    yield from read(source, languages=languages)


def _read_records(source: Source, languages: frozenset[str]) -> Iterator[Draft | Unread]:
    text = decode(source.content, name=source.name, charset=source.charset)
    for name, record in records(text, name=source.name):
        if isinstance(record, BrokenFile):
            yield Unread(name, record)
            continue
        try:
            article = article_of(record, name=name)
        except AttribuneError as error:
            yield Unread(name, error)
        else:
            yield _draft(name, article, languages, FEWEST_WORDS_OF_A_FILE)


def _draft_of_page(source: Source, languages: frozenset[str]) -> Draft:
    page = read_page(source)
    draft = _draft(source.name, page.article, languages, FEWEST_WORDS_OF_A_PAGE)
    is_paid = not page.is_free and len(page.text.split()) < _PAID_WORDS
    doubt = stub_doubt(page.text) or (Doubt.PAYWALL if is_paid else draft.doubt)
    return replace(draft, doubt=doubt)


def _article_of_text(source: Source, form: Form) -> Article:
    text = decode(source.content, name=source.name, charset=source.charset)
    known = Known(url=canonical_url(source.url) if source.url else None)
    if form is Form.MARKDOWN:
        known, text = _front_matter(text, source.name)
    return clean(text, name=source.name, known=known).article


def _front_matter(text: str, name: str) -> tuple[Known, str]:
    """Return what a Markdown file's front matter says, and the plain text below it."""
    import frontmatter  # noqa: PLC0415 (slow to import, and a start most often reads nothing)
    import yaml  # noqa: PLC0415 (as above)

    try:
        fields, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenFile(name, "its front matter is malformed") from error
    heading, plain = markdown_text(body)
    folded = {str(key).lower(): value for key, value in fields.items()}
    days = (calendar_day(folded.get(key)) for key in ("published", "date", "pubdate"))
    known = Known(
        title=_line(folded, "title", "headline") or heading,
        publisher=_line(folded, "publisher", "source", "site"),
        published=next((day for day in days if day), None),
        url=canonical_url(_line(folded, "url", "link", "canonical") or ""),
    )
    return known, plain


def _line(fields: dict[str, object], *names: str) -> str | None:
    return next((str(fields[name]) for name in names if isinstance(fields.get(name), str)), None)


def check(
    draft: Draft,
    *,
    languages: frozenset[str] = ENGLISH,
    fewest_words: int = FEWEST_WORDS_OF_A_PAGE,
) -> Draft:
    """Return a draft with its language, and the doubt about it if there is one."""
    text = draft.article.text
    language = language_of(text)
    doubt = doubt_about(text, language=language, languages=languages, fewest_words=fewest_words)
    return replace(draft, language=language, doubt=doubt)


def _draft(name: str, article: Article, languages: frozenset[str], fewest_words: int) -> Draft:
    return check(Draft(name, article), languages=languages, fewest_words=fewest_words)
