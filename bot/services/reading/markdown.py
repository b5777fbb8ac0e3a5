"""Markdown to plain text: what is emphasised or linked stays, the marks go."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def markdown_text(markdown: str) -> tuple[str | None, str]:
    """Return the document's first-level heading, if it begins with one, and its plain text.

    Pictures, code blocks, rules and raw HTML are left out.
    """
    tokens = _parser().parse(markdown)
    paragraphs = list(_paragraphs(tokens))
    title = None
    if paragraphs and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = paragraphs.pop(0)
    return title, "\n\n".join(paragraphs)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (slow to import, and seldom needed)

    return MarkdownIt("commonmark").enable("table")


def _paragraphs(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            text = " ".join("".join(_words(token.children or ())).split())
            if text:
                yield text


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield " "
