"""Text and Markdown files: from bytes to raw text and what is known of the article."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import frontmatter
import yaml
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt

from bot.errors import NothingToIngest, UnreadableFile
from corpus.clean import Known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
_MARKDOWN = frozenset({".md", ".markdown"})
_LARGEST_BYTES = 20 * 1024 * 1024
_FRONT_MATTER_CHARACTERS = 16 * 1024
_BREAKS = frozenset({"softbreak", "hardbreak"})


def article_files(path: Path) -> list[Path]:
    """Return the articles' files at a path, sorted: the file itself, or all below the folder.

    Hidden files and folders and links that lead out of the folder are passed over.

    Raises:
        NothingToIngest: there is no such path, or no text or Markdown file below it.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise NothingToIngest(str(path), "there is no such file or folder")
    root = path.resolve()
    files = [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and file.resolve().is_relative_to(root)
    ]
    if not files:
        raise NothingToIngest(str(path), "no .txt or .md file lies there")
    return files


def read_article(path: Path) -> tuple[str, Known]:
    """Return a file's raw text and what its front matter says.

    Raises:
        UnreadableFile: it cannot be opened, is too large, is no text, or its front matter is
            malformed.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise UnreadableFile(path.name, "it is larger than 20 MB")
        packed = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path.name, error.strerror or "it cannot be opened") from error
    text = decode(packed, path.name)
    return parse_markdown(text, path.name) if path.suffix.lower() in _MARKDOWN else (text, Known())


def decode(packed: bytes, name: str) -> str:
    """Return the text of some bytes: UTF-8 where that fits, else the likeliest encoding.

    Raises:
        UnreadableFile: they are no text in any encoding.
    """
    if b"\x00" not in packed[:4096]:
        try:
            return packed.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    best = from_bytes(packed).best()
    if best is None or best.encoding is None:
        raise UnreadableFile(
            name, "it is no text, or its encoding cannot be told; save it as UTF-8"
        )
    return str(best)


def parse_markdown(text: str, name: str) -> tuple[str, Known]:
    """Return the plain text of a Markdown text and what its front matter says.

    Raises:
        UnreadableFile: the front matter is malformed.
    """
    try:
        fields, body = frontmatter.parse(text[:_FRONT_MATTER_CHARACTERS])
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        where = f" in line {at.line + 2}" if at else ""
        raise UnreadableFile(name, f"its front matter is malformed{where}") from error
    if not isinstance(fields, dict):
        raise UnreadableFile(name, "its front matter is no list of `name: value` lines")
    body += text[_FRONT_MATTER_CHARACTERS:]
    return "\n\n".join(_paragraphs(body)), _known(fields, name)


def _known(fields: dict[str, Any], name: str) -> Known:
    return Known(
        title=_word(fields, "title"),
        publisher=_word(fields, "publisher"),
        published=_day(fields.get("published"), name),
        url=_word(fields, "url"),
    )


def _word(fields: dict[str, Any], field: str) -> str | None:
    value = fields.get(field)
    return str(value) if isinstance(value, str | int | float) else None


def _day(value: object, name: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        raise UnreadableFile(name, "`published` is no date such as 2022-02-07") from None


def _paragraphs(markdown: str) -> Iterator[str]:
    """Yield the text of each block, its mark-up gone."""
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.type == "inline":
            yield "".join(map(_inline_text, token.children or ()))
        elif token.type in {"code_block", "fence"}:
            yield token.content


def _inline_text(token: Token) -> str:
    return " " if token.type in _BREAKS else token.content
