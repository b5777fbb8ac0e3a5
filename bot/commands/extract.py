"""`extract FILE…`: who said what in plain text files, without any store."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import rows
from bot.services.harmless import harmless
from corpus.quotations import Kind
from corpus.quotes.extract import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.models import Span
    from corpus.quotations import Extraction, Quote

_FEW = 24
_BATCH = 16
_STANDARD_INPUT = "-"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--jobs", type=click.IntRange(1), help="Worker processes; default: one a core.")
def extract(files: tuple[str, ...], *, as_json: bool, jobs: int | None) -> None:
    """Print who said what in plain text files; `-` reads one article from standard input.

    Offsets are characters of the file's text as it is, line ends untouched.
    """
    draw = _json_lines if as_json else _plain_lines
    for name, (lines, problem) in zip(files, _extracted(files, draw, jobs), strict=True):
        if problem:
            raise click.ClickException(f"{name}: {problem}")
        for line in lines:
            click.echo(line)


def _extracted(
    files: tuple[str, ...], draw: Callable[[str, str], list[str]], jobs: int | None
) -> Iterator[tuple[list[str], str]]:
    """Yield each file's lines, or what is wrong with it, in the order given."""
    workers = min(jobs or os.cpu_count() or 1, len(files))
    if len(files) < _FEW or workers == 1 or _STANDARD_INPUT in files:
        yield from (_read_and_draw(name, draw) for name in files)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from _in_order(pool, files, draw, workers)


def _in_order(
    pool: ProcessPoolExecutor,
    files: tuple[str, ...],
    draw: Callable[[str, str], list[str]],
    workers: int,
) -> Iterator[tuple[list[str], str]]:
    """Keep a few batches under way at a time, so that memory stays flat."""
    rest = _batches(files)
    waiting = [pool.submit(_draw_batch, batch, draw) for batch in islice(rest, 2 * workers)]
    while waiting:
        yield from waiting.pop(0).result()
        waiting += [pool.submit(_draw_batch, batch, draw) for batch in islice(rest, 1)]


def _batches(files: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (files[at : at + _BATCH] for at in range(0, len(files), _BATCH))


def _draw_batch(
    files: Iterable[str], draw: Callable[[str, str], list[str]]
) -> list[tuple[list[str], str]]:
    return [_read_and_draw(name, draw) for name in files]


def _read_and_draw(name: str, draw: Callable[[str, str], list[str]]) -> tuple[list[str], str]:
    try:
        text = _text_of(name)
    except UnicodeDecodeError:
        return [], "this is not UTF-8 text."
    except OSError as problem:
        return [], f"{problem.strerror or problem}."
    return draw("stdin" if name == _STANDARD_INPUT else Path(name).stem, text), ""


def _text_of(name: str) -> str:
    """Return a file's text with its line ends as they are."""
    raw = sys.stdin.buffer.read() if name == _STANDARD_INPUT else Path(name).read_bytes()
    return raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8")


def _json_lines(doc: str, text: str) -> list[str]:
    return [rows.line(row) for row in quotation_rows(doc, text)]


def quotation_rows(doc: str, text: str) -> Iterator[dict[str, object]]:
    """Yield one row a quotation; the parts of a parted direct one have a row each.

    Args:
        doc: What the rows call the article.
        text: The article, untouched.
    """
    extraction = find_quotes(text)
    for number, quote in enumerate(extraction.quotes):
        parts = quote.contents
        if quote.kind is not Kind.DIRECT:
            yield _row(doc, text, extraction, number, (quote.start, quote.end))
            continue
        for part in parts:
            yield _row(doc, text, extraction, number, (part.start, part.end))


def _row(
    doc: str, text: str, extraction: Extraction, number: int, bounds: tuple[int, int]
) -> dict[str, object]:
    quote = extraction.quotes[number]
    start, end = bounds
    source = quote.source
    return {
        "doc": doc,
        "text": text[start:end],
        "start": start,
        "end": end,
        "kind": str(quote.kind),
        "cue": _slice(text, quote.cue),
        "source": _slice(text, source),
        "source_start": None if source is None else source.start,
        "source_end": None if source is None else source.end,
        "speaker": _speaker_name(extraction, quote),
        "resolution": str(quote.resolution),
        "confidence": quote.confidence,
        "spans": [[span.start, span.end] for span in quote.contents],
        "quotation": number,
        "polarity": str(quote.polarity),
        "rule": quote.rule,
        "via": _slice(text, quote.via),
    }


def _slice(text: str, span: Span | None) -> str | None:
    return None if span is None else span.of(text)


def _speaker_name(extraction: Extraction, quote: Quote) -> str | None:
    if quote.speaker is None:
        return None
    return " and ".join(
        extraction.speakers[number].name for number in (quote.speaker, *quote.others)
    )


def _plain_lines(doc: str, text: str) -> list[str]:
    lines = [doc]
    for row in quotation_rows(doc, text):
        speaker = row["speaker"] or row["source"] or "unknown"
        lines.append(f"  {speaker} ({row['kind']}, {row['confidence']:.0%}): {row['text']}")
    return [harmless(line) for line in lines]
