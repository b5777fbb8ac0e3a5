"""Quotations found off the event loop: in a thread for a few articles, in processes for many."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from corpus.quotes.extract import find_quotes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from corpus.models import Article, ArticleVersion
    from corpus.quotations import Extraction

    Extracted = tuple[int, Extraction]

MANY = 300  # articles: below, starting processes costs more than it saves
_BATCH = 32
_MOST_WORKERS = 8


async def extract(versions: Sequence[ArticleVersion]) -> AsyncIterator[list[Extracted]]:
    """Yield what is found in each batch of article versions, in order, with the versions' ids."""
    batches = [versions[at : at + _BATCH] for at in range(0, len(versions), _BATCH)]
    if len(versions) < MANY:
        for batch in batches:
            yield await asyncio.to_thread(_extract, *_parted(batch))
        return
    loop = asyncio.get_running_loop()
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    # Forking a process that has threads may hang, so each worker starts afresh.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        rest = iter(batches)
        waiting = [_submit(loop, pool, batch) for batch in islice(rest, 2 * workers)]
        while waiting:
            yield await waiting.pop(0)
            waiting += [_submit(loop, pool, batch) for batch in islice(rest, 1)]
    finally:  # whoever stops early must not wait for what is left
        await asyncio.to_thread(pool.shutdown, cancel_futures=True)


def _submit(
    loop: asyncio.AbstractEventLoop, pool: ProcessPoolExecutor, batch: Sequence[ArticleVersion]
) -> asyncio.Future[list[Extracted]]:
    return loop.run_in_executor(pool, _extract, *_parted(batch))


def _parted(batch: Sequence[ArticleVersion]) -> tuple[list[int], list[Article]]:
    return [version.version_id for version in batch], [version.article for version in batch]


def _extract(ids: list[int], articles: list[Article]) -> list[Extracted]:
    found = (find_quotes(article.text, headline=article.headline) for article in articles)
    return list(zip(ids, found, strict=True))
