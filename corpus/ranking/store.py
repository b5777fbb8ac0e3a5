"""A ranker's state on disk: its tables beside the index, trusted only when whole and fitting."""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import DamagedIndex
from corpus.index import Index
from corpus.ranking.state import State, heading
from corpus.ranking.table import Table, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.models import Article
    from corpus.passages import Passages

_VERSION = 1
_READ = 1 << 20  # bytes at a time
_CONTENTS = "ranker.json"
_INDEX = "index"
_COLUMNS = ("firsts", "terms", "forms", "marks")
_TABLES = ("table", "titles")


def save(state: State, folder: Path) -> None:
    """Keep a state in a folder; the last one saved stays whole until this one is."""
    write(
        folder,
        fingerprint(state.passages),
        (state.table, state.titles),
        state.index,
        state.vocabulary,
    )


def write(
    folder: Path, belongs: str, tables: tuple[Table, Table], index: Index, vocabulary: Vocabulary
) -> None:
    """Keep what a state is made of in a folder, as `save`.

    Args:
        folder: Where.
        belongs: The fingerprint of its passages.
        tables: The words of the passages, and those of the titles.
        index: Which passages hold which term.
        vocabulary: The terms' numbers in the tables.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sums = {}
    for name, table in zip(_TABLES, tables, strict=True):
        for column in _COLUMNS:
            values = getattr(table, column)
            path = folder / f"{belongs[:16]}-{name}-{column}.npy"
            fresh = path.with_suffix(".new")  # a running process may have mapped the old one
            with fresh.open("wb") as file:
                np.save(file, values)
            fresh.replace(path)
            sums[path.name] = _check_sum(values)
    index.save(folder / _INDEX)
    contents = {
        "version": _VERSION,
        "passages": belongs,
        "columns": sums,
        "vocabulary": list(vocabulary),
    }
    fresh = folder / f"{_CONTENTS}.new"
    fresh.write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / _CONTENTS)
    for old in folder.glob("*.npy"):
        if old.name not in sums:
            old.unlink(missing_ok=True)


def load(folder: Path, passages: Passages) -> State:
    """Return the state that was saved in a folder for these passages.

    Raises:
        DamagedIndex: It is missing, altered, of another version or of other passages.
    """
    try:
        contents = json.loads((folder / _CONTENTS).read_text(encoding="utf-8"))
        tables = _tables(folder, contents, passages)
    except DamagedIndex:
        raise
    except FileNotFoundError as error:
        raise DamagedIndex("a file is missing") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndex("a file is not readable") from error
    vocabulary = Vocabulary((term, n) for n, term in enumerate(contents["vocabulary"], 1))
    index = Index.open(folder / _INDEX)
    if index.corpus_size != len(passages):
        raise DamagedIndex("the index holds other passages")
    return State(passages, index, vocabulary, *tables)


def _tables(folder: Path, contents: dict[str, Any], passages: Passages) -> tuple[Table, Table]:
    if contents["version"] != _VERSION:
        raise DamagedIndex("it was saved by another version")
    belongs = fingerprint(passages)
    if contents["passages"] != belongs:
        raise DamagedIndex("it belongs to other articles")
    table, titles = (
        Table(*(_column(folder, f"{belongs[:16]}-{name}-{c}.npy", contents) for c in _COLUMNS))
        for name in _TABLES
    )
    return table, titles


def _column(folder: Path, name: str, contents: dict[str, Any]) -> Any:  # noqa: ANN401 (an array of any kind)
    values = np.load(folder / name, mmap_mode="r", allow_pickle=False)
    if _check_sum_of_file(folder / name, values.offset) != contents["columns"][name]:
        raise DamagedIndex("a check sum is wrong")
    return values.view(np.ndarray)


def _check_sum(values: Any) -> int:  # noqa: ANN401 (as above)
    return zlib.crc32(np.ascontiguousarray(values).data)


def _check_sum_of_file(path: Path, start: int) -> int:
    """Return the same of what a file holds from a byte on, leaving what is mapped untouched."""
    found = 0
    with path.open("rb") as file:
        file.seek(start)
        while part := file.read(_READ):
            found = zlib.crc32(part, found)
    return found


def fingerprint(passages: Passages) -> str:
    """Return a number of the passages and of the lists their terms are made with."""
    digest = Fingerprint()
    digest.add(passages.articles)
    return digest.of([passages.starts, passages.ends, passages.ordinals, passages.paragraphs])


class Fingerprint:
    """A fingerprint in the making: articles are added some at a time, and none of them is kept."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, articles: Iterable[Article | None]) -> None:
        """Add articles behind those that are there; None for one that was discarded."""
        for article in articles:
            self._digest.update(heading(article).encode("utf-8", "surrogatepass") + b"\0")
            text = article.text if article is not None else ""
            self._digest.update(text.encode("utf-8", "surrogatepass") + b"\0")

    def of(self, columns: Iterable[NDArray[np.int32]]) -> str:
        """Return it, given the columns of the articles' passages."""
        digest = self._digest.copy()
        for column in columns:
            digest.update(column.tobytes())
        for path in sorted(_lists(), key=lambda path: path.name):
            digest.update(path.read_bytes())
        return digest.hexdigest()


def _lists() -> list[Traversable]:
    """Return the word lists that terms are made with."""
    return [
        path for path in files("corpus").joinpath("data", "ranking").iterdir() if path.is_file()
    ]
