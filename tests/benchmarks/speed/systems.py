"""The systems compared, each behind the same four steps: build, keep, open, ask."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tests.benchmarks.speed.synthetic import Corpus

K = 10


class System(Protocol):
    """A search engine at one point of its life."""

    def build(self, corpus: Corpus, folder: Path) -> None:
        """Index a corpus and keep the index in an empty folder, where the system can."""

    def open(self, corpus: Corpus, folder: Path) -> None:
        """Make the index of a folder ready to be asked."""

    def ask(self, terms: list[str]) -> list[int]:
        """Return the ids of the ten best sentences."""


class Attribune:
    def build(self, corpus: Corpus, folder: Path) -> None:
        from corpus.index import Index

        self.index = Index.build(corpus.sentences())
        self.index.save(folder)

    def open(self, corpus: Corpus, folder: Path) -> None:
        from corpus.index import Index

        self.index = Index.open(folder)

    def ask(self, terms: list[str]) -> list[int]:
        return self.index.search(terms, K)[0].tolist()


class RankBM25:
    def build(self, corpus: Corpus, folder: Path) -> None:
        from rank_bm25 import BM25Okapi

        self.index = BM25Okapi(corpus.sentences())

    def open(self, corpus: Corpus, folder: Path) -> None:
        self.build(corpus, folder)  # it keeps nothing

    def ask(self, terms: list[str]) -> list[int]:
        scores = self.index.get_scores(terms)
        return scores.argsort()[::-1][:K].tolist()


class Bm25s:
    backend = "numpy"

    def build(self, corpus: Corpus, folder: Path) -> None:
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self.index = bm25s.BM25(k1=0.6, b=0.35, method="lucene", backend=self.backend)
        self.index.index(list(corpus.sentences()), show_progress=False)
        self.index.save(str(folder))

    def open(self, corpus: Corpus, folder: Path) -> None:
        import bm25s

        self.index = bm25s.BM25.load(str(folder))
        self.index.backend = self.backend

    def ask(self, terms: list[str]) -> list[int]:
        ids, _ = self.index.retrieve([terms], k=K, show_progress=False)
        return ids[0].tolist()


class Tantivy:
    def build(self, corpus: Corpus, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("t", stored=False, tokenizer_name="whitespace", index_option="freq")
        index = tantivy.Index(schema.build(), path=str(folder))
        writer = index.writer(heap_size=500_000_000, num_threads=1)
        for sentence in corpus.sentences():
            writer.add_document(tantivy.Document(t=" ".join(sentence)))
        writer.commit()
        writer.wait_merging_threads()
        self._ready(index)

    def open(self, corpus: Corpus, folder: Path) -> None:
        import tantivy

        self._ready(tantivy.Index.open(str(folder)))

    def _ready(self, index) -> None:
        index.reload()
        self.schema, self.searcher = index.schema, index.searcher()

    def ask(self, terms: list[str]) -> list[int]:
        from tantivy import Occur, Query

        wanted = [(Occur.Should, Query.term_query(self.schema, "t", term)) for term in terms]
        found = self.searcher.search(Query.boolean_query(wanted), K, count=False)
        return [address.doc for _, address in found.hits]


class Fts5:
    def build(self, corpus: Corpus, folder: Path) -> None:
        self._connect(folder)
        self.db.execute("CREATE VIRTUAL TABLE s USING fts5(t, content='', tokenize='unicode61')")
        rows = ((i, " ".join(sentence)) for i, sentence in enumerate(corpus.sentences()))
        self.db.executemany("INSERT INTO s(rowid, t) VALUES (?, ?)", rows)
        self.db.execute("INSERT INTO s(s) VALUES ('optimize')")
        self.db.commit()

    def open(self, corpus: Corpus, folder: Path) -> None:
        self._connect(folder)

    def _connect(self, folder: Path) -> None:
        self.db = sqlite3.connect(Path(folder) / "fts5.db")

    def ask(self, terms: list[str]) -> list[int]:
        match = " OR ".join(f'"{term}"' for term in terms)
        best = "SELECT rowid FROM s WHERE s MATCH ? ORDER BY rank LIMIT 10"
        rows = self.db.execute(best, [match])
        return [row for (row,) in rows]


SYSTEMS: dict[str, type[System]] = {
    "attribune": Attribune,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "fts5": Fts5,
    "rank-bm25": RankBM25,
}
SLOW = {"fts5", "rank-bm25"}  # they read everything in single steps: fewer questions for them


def folder_of(scratch: Path, name: str, n: int) -> Path:
    """Return where a system keeps its index of ``n`` sentences."""
    return scratch / f"{name}-{n}"
