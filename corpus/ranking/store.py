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
    from pathlib import Path

    from corpus.passages import Passages

_VERSION = 1
_CONTENTS = "ranker.json"
_INDEX = "index"
_COLUMNS = ("firsts", "terms", "forms", "marks")
_TABLES = ("table", "titles")


def save(state: State, folder: Path) -> None:
    """Keep a state in a folder; the last one saved stays whole until this one is."""
    folder.mkdir(parents=True, exist_ok=True)
    belongs = fingerprint(state.passages)
    sums = {}
    for name in _TABLES:
        for column in _COLUMNS:
            values = getattr(getattr(state, name), column)
            path = folder / f"{belongs[:16]}-{name}-{column}.npy"
            np.save(path, values)
            sums[path.name] = _check_sum(values)
    state.index.save(folder / _INDEX)
    contents = {
        "version": _VERSION,
        "passages": belongs,
        "columns": sums,
        "vocabulary": list(state.vocabulary),
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
    values = np.load(folder / name, allow_pickle=False)
    if _check_sum(values) != contents["columns"][name]:
        raise DamagedIndex("a check sum is wrong")
    return values


def _check_sum(values: Any) -> int:  # noqa: ANN401 (as above)
    return zlib.crc32(np.ascontiguousarray(values).tobytes())


def fingerprint(passages: Passages) -> str:
    """Return a number of the passages and of the lists their terms are made with."""
    digest = sha256()
    for article in passages.articles:
        digest.update(heading(article).encode("utf-8", "surrogatepass") + b"\0")
        text = article.text if article is not None else ""
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    for column in (passages.starts, passages.ends, passages.ordinals, passages.paragraphs):
        digest.update(column.tobytes())
    for path in sorted(files("corpus").joinpath("data", "ranking").iterdir(), key=lambda p: p.name):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
