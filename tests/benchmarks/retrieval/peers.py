"""The engines people would pick instead, each as its users usually run it."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi

from corpus.terms import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[str], list[int]]

K = 10


def split_okapi(texts: list[str]) -> Answer:
    """Return rank-bm25's Okapi over words split at blanks."""
    index = BM25Okapi([text.lower().split() for text in texts])
    return lambda question: _best(index.get_scores(question.lower().split()))


def stemmed_okapi(texts: list[str]) -> Answer:
    """Return rank-bm25's Okapi over the product's terms."""
    index = BM25Okapi([terms(text) for text in texts])
    return lambda question: _best(index.get_scores(terms(question)))


def fts5(texts: list[str]) -> Answer:
    """Return SQLite FTS5 with its Porter stemmer."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter unicode61')")
    database.executemany("INSERT INTO t(rowid, x) VALUES (?, ?)", enumerate(texts))

    def answer(question: str) -> list[int]:
        words = ["".join(filter(str.isalnum, word)) for word in question.split()]
        query = " OR ".join(f'"{word}"' for word in words if word)
        sql = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 10"
        return [row[0] for row in database.execute(sql, (query,))] if query else []

    return answer


def bm25s(texts: list[str]) -> Answer:
    """Return bm25s as its first example has it."""
    library = import_module("bm25s")
    index = library.BM25()
    index.index(library.tokenize(texts, show_progress=False), show_progress=False)

    def answer(question: str) -> list[int]:
        asked = library.tokenize([question], show_progress=False)
        found: list[int] = index.retrieve(asked, k=K, show_progress=False)[0][0].tolist()
        return found

    return answer


def tantivy(texts: list[str]) -> Answer:
    """Return tantivy with its English stemmer."""
    library = import_module("tantivy")
    schema = library.SchemaBuilder()
    schema.add_text_field("x", stored=False, tokenizer_name="en_stem")
    schema.add_unsigned_field("n", stored=True)
    index = library.Index(schema.build())
    writer = index.writer()
    for n, text in enumerate(texts):
        writer.add_document(library.Document(x=[text], n=n))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(question: str) -> list[int]:
        query, _ = index.parse_query_lenient(question, ["x"])
        return [searcher.doc(place)["n"][0] for _, place in searcher.search(query, K).hits]

    return answer


def _best(scores: np.ndarray) -> list[int]:
    found: list[int] = np.argsort(-scores, kind="stable")[:K].tolist()
    return found


PEERS = {
    "rank-bm25 Okapi, words split at blanks": split_okapi,
    "rank-bm25 Okapi, our terms": stemmed_okapi,
    "SQLite FTS5, Porter": fts5,
    "bm25s": bm25s,
    "tantivy, en_stem": tantivy,
}


def available(texts: list[str]) -> Iterator[tuple[str, Answer]]:
    """Yield the name and the answers of each engine that is installed."""
    for name, build in PEERS.items():
        try:
            yield name, build(texts)
        except ModuleNotFoundError:
            continue
