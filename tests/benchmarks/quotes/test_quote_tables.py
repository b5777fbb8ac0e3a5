import importlib.util
import json
from pathlib import Path

import pytest

from corpus.quotes.extract import find_quotes

_SPEC = importlib.util.spec_from_file_location(
    "quote_tables", Path(__file__).with_name("quote_tables.py")
)
quote_tables = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(quote_tables)

SHARED = quote_tables.shared()
needs_shared = pytest.mark.skipif(
    not (SHARED / "benchmarks" / "quotes").is_dir(), reason="the labelled articles are not here"
)


def test_rows_are_what_the_scorer_reads():
    rows, took_s = quote_tables.predictions({"a": '"Yes, it is," said Ann Lee.'})
    assert (rows[0]["speaker_start"], rows[0]["speaker_end"], took_s >= 0) == (19, 26, True)


def test_precision_counts_wrong_sources_of_labelled_quotations_by_rule():
    rows = [{"text": "a b c d", "rule": "carry"}] * 10
    predicted = {"kind": "direct", "rule": "carry"}
    wrong = {"table": "direct", "err": "speaker", "pred": predicted}
    unlabelled = {"table": "direct", "err": "spurious", "pred": predicted}
    assert quote_tables.precision(rows, [wrong, unlabelled, unlabelled]) == {"carry": (8, 0.8)}


def who_lines():
    path = SHARED / "benchmarks" / "seeds" / "questions.jsonl"
    if not path.is_file():
        return []
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if "who" in line]


def words(text):
    return {word.strip("\"“”.,?'").lower() for word in text.split()}


@needs_shared
@pytest.mark.parametrize("line", who_lines(), ids=lambda line: line["q"][:40])
def test_seed_questions_have_their_speaker(line):
    path = next((SHARED / "seeds").glob(f"{line['article']}_*.txt"))
    text = path.read_bytes().decode()
    extraction = find_quotes(text)
    wanted = words(line["q"]) - {"who", "said", "there", "would", "be"}
    best = max(
        extraction.quotes,
        key=lambda quote: len(wanted & words(text[quote.start : quote.end])),
    )
    assert extraction.speakers[best.speaker].name == line["who"]
