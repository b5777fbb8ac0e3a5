"""Drafts made ready to be stored: identity and sentences; many files on several processes."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.errors import AttribuneError, NothingToIngest
from bot.services.reading.errors import BrokenFile
from bot.services.reading.folders import open_file, walk
from bot.services.reading.models import Draft, Source, Unread
from bot.services.reading.reading import ENGLISH, read
from bot.storage.article_columns import packed_sentences, text_hash
from bot.storage.articles import Coming
from bot.storage.quotations import PackedExtraction
from corpus.errors import EmptyArticle
from corpus.quotes.extract import EXTRACTOR_VERSION, find_quotes
from corpus.segment import sentences

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from pathlib import Path

    from corpus.models import Article, Sentence

# Fewer files are not worth the start of other processes.
MANY = 100
_BATCH = 20
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with all that storing it needs.

    Attributes:
        identity: What makes it the same article when it comes again: its canonical address, else
            the file that holds it alone, else its text.
        sentences: Those that are searched, all but a bare headline, as they are stored.
        quotations: What was found of them, as it is stored; None when nobody has looked yet.
    """

    draft: Draft
    identity: str
    sentences: bytes
    quotations: PackedExtraction | None = None

    @classmethod
    def of_draft(cls, draft: Draft, identity: str) -> Prepared:
        """Return a draft with its sentences, its quotations not looked for.

        Raises:
            EmptyArticle: it has no sentence.
        """
        found = searched_sentences(draft.article, draft.name)
        return cls(draft, identity, packed_sentences(found))

    def with_quotations(self) -> Prepared:
        """Return it with its quotations."""
        article = self.draft.article
        found = find_quotes(article.text, headline=article.headline)
        return replace(self, quotations=PackedExtraction.of(found, extractor=EXTRACTOR_VERSION))

    def coming(self, origin: str) -> Coming:
        """Return what is to be stored."""
        return Coming(self.draft.article, self.sentences, self.identity, origin, self.quotations)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold articles.

    Attributes:
        path: Where it lies.
        name: What it is called to people: its path below the folder that was named.
        may_be_link: Whether a link is followed: a person named it.
    """

    path: Path
    name: str
    may_be_link: bool = False


def find_files(path: Path) -> list[FoundFile | Unread]:
    """Return the file at a path, or all files below the folder there, by name.

    Raises:
        NothingToIngest: there is no such path, or no file below it.
    """
    if not path.is_dir():
        if not path.exists():
            raise NothingToIngest(str(path), "there is no such file or folder")
        return [FoundFile(path, path.name, may_be_link=True)]
    found: list[FoundFile | Unread] = [
        one if isinstance(one, Unread) else FoundFile(one, one.relative_to(path).as_posix())
        for one in walk(path)
    ]
    if not found:
        raise NothingToIngest(str(path), "no file lies there")
    return found


def prepare(
    source: Source, *, path: Path | None = None, languages: frozenset[str] = ENGLISH
) -> list[Prepared | Unread]:
    """Return what some bytes hold, ready to be stored.

    Args:
        source: The bytes.
        path: The file that they lie in; None when they lie in none.
        languages: As in `reading.read`.
    """
    return [_prepared(one, source, path) for one in read(source, languages=languages)]


def prepare_file(file: FoundFile, languages: frozenset[str] = ENGLISH) -> list[Prepared | Unread]:
    """Return what a file holds, ready to be stored."""
    try:
        source = open_file(file.path, name=file.name, may_be_link=file.may_be_link)
    except AttribuneError as error:
        return [Unread(file.name, error)]
    return prepare(source, path=file.path, languages=languages)


async def prepare_files(
    files: Sequence[FoundFile | Unread], languages: frozenset[str] = ENGLISH
) -> AsyncIterator[tuple[FoundFile | Unread, list[Prepared | Unread]]]:
    """Yield each file with what it holds, in order; many files are read by several processes."""
    if len(files) < MANY:
        for file in files:
            yield file, await asyncio.to_thread(_prepare_one, file, languages)
        return
    batches = list(_batches(files))
    while batches:
        try:
            async for done in _pooled(batches, languages):
                for pair in zip(batches.pop(0), done, strict=True):
                    yield pair
        except BrokenProcessPool:
            for file in batches.pop(0):
                yield file, await asyncio.to_thread(_prepare_alone, file, languages)


async def _pooled(
    batches: Sequence[Sequence[FoundFile | Unread]], languages: frozenset[str]
) -> AsyncIterator[_Batch]:
    """Yield what the files of each batch hold, in order, read by several processes.

    Raises:
        BrokenProcessPool: one of the processes died.
    """
    workers = min(os.cpu_count() or 1, MOST_PROCESSES)
    with _pool(workers) as pool:
        loop = asyncio.get_running_loop()
        rest = iter(tuple(batches))
        ahead: deque[asyncio.Future[_Batch]] = deque()
        try:
            while True:
                for batch in islice(rest, 2 * workers + 1 - len(ahead)):
                    ahead.append(loop.run_in_executor(pool, _prepare_batch, batch, languages))
                if not ahead:
                    return
                yield await ahead.popleft()
        finally:
            for future in ahead:
                future.cancel()


def _prepare_alone(file: FoundFile | Unread, languages: frozenset[str]) -> list[Prepared | Unread]:
    """Return what a file holds, read by a process of its own: it may end with it."""
    if isinstance(file, Unread):
        return [file]
    try:
        with _pool(1) as pool:
            return pool.submit(_prepare_one, file, languages).result()
    except BrokenProcessPool:
        reason = "what it holds makes the program fail that reads it"
        return [Unread(file.name, BrokenFile(file.name, reason))]


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forking a process that has threads may hang, so each worker starts afresh.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_end_with_parent)


def searched_sentences(article: Article, name: str) -> tuple[Sentence, ...]:
    """Return the sentences of an article that are searched: all but a bare headline.

    Raises:
        EmptyArticle: there is none.
    """
    found = sentences(article.text)
    if article.headline and not article.title.rstrip("\"'”’").endswith((".", "!", "?")):
        found = tuple(s for s in found if s.span.start >= article.headline.end)
    if not found:
        raise EmptyArticle(name)
    return found


_Batch = list[list[Prepared | Unread]]


def _end_with_parent() -> None:
    """Have this process end when the one that started it is gone, even if it was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()


def _batches(files: Sequence[FoundFile | Unread]) -> Iterator[Sequence[FoundFile | Unread]]:
    for start in range(0, len(files), _BATCH):
        yield files[start : start + _BATCH]


def _prepare_batch(files: Sequence[FoundFile | Unread], languages: frozenset[str]) -> _Batch:
    return [_prepare_one(file, languages) for file in files]


def _prepare_one(file: FoundFile | Unread, languages: frozenset[str]) -> list[Prepared | Unread]:
    return [file] if isinstance(file, Unread) else prepare_file(file, languages)


def _prepared(draft: Draft | Unread, source: Source, path: Path | None) -> Prepared | Unread:
    if isinstance(draft, Unread):
        return draft
    try:
        prepared = Prepared.of_draft(draft, _identity(draft, source, path))
    except EmptyArticle as error:
        return Unread(draft.name, error)
    return prepared if draft.doubt else prepared.with_quotations()  # it may never be an article


def _identity(draft: Draft, source: Source, path: Path | None) -> str:
    if draft.article.url:
        return f"url:{draft.article.url}"
    if path is not None and draft.name == source.name:
        return f"file:{path.resolve().as_posix()}"
    return f"text:{text_hash(draft.article.text)}"
