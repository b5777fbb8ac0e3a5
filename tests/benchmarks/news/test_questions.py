"""What questions.jsonl promises: its shape anywhere, its offsets where the articles are at hand."""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from score_news import KINDS, QUESTIONS, WORDINGS, read_text

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("ATTRIBUNE_SHARED") or ROOT / ".." / "shared")
TEXTS = SHARED / "benchmarks" / "quotes" / "train" / "text"

ROWS = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
ASKED = {"id", "kind", "wording", "question", "doc", "answers"}
EXTRA = {
    "fact": {"also"},
    "who": {"speaker", "also"},
    "about": {"speaker", "also"},
    "none": {"near"},
}
STEM = re.compile(r"[a-z-]+_\d{4}-\d\d-\d\d_[a-z0-9-]+")

needs_texts = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the articles are not here: set ATTRIBUNE_SHARED"
)


def places(row):
    if row["doc"] is not None:
        yield row["doc"], row["answers"]
        yield from ((also["doc"], also["answers"]) for also in row.get("also", []))


def spans(row):
    for stem, answers in places(row):
        yield from ((stem, span) for span in answers)
    if "speaker" in row:
        yield row["doc"], row["speaker"]


def test_there_are_enough_questions_of_each_kind():
    counts = Counter(row["kind"] for row in ROWS)
    assert set(counts) == set(KINDS)
    assert counts["fact"] >= 90
    assert counts["who"] >= 45
    assert counts["about"] >= 30
    assert counts["none"] >= 50
    assert len({row["doc"] or row["near"] for row in ROWS}) >= 30


def test_each_question_is_asked_once():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({" ".join(row["question"].lower().split()) for row in ROWS}) == len(ROWS)


def failing(holds):
    return [row["id"] for row in ROWS if not holds(row)]


def has_its_fields(row):
    return (
        row["kind"] in KINDS
        and row["wording"] in WORDINGS
        and ASKED <= set(row) <= ASKED | EXTRA[row["kind"]]
        and ("speaker" in row) is (row["kind"] in {"who", "about"})
    )


def test_each_row_has_its_fields():
    assert failing(has_its_fields) == []


def test_each_question_is_one_line_that_a_person_would_type():
    assert failing(lambda row: re.fullmatch(r"\S.{1,198}\S", row["question"])) == []


def test_silence_alone_has_no_answers():
    assert failing(lambda row: bool(row["answers"]) is (row["kind"] != "none")) == []
    assert failing(lambda row: (row["doc"] is None) is (row["kind"] == "none")) == []


def test_stems_and_spans_are_well_formed():
    assert failing(lambda row: STEM.fullmatch(row["doc"] or row["near"])) == []
    assert failing(lambda row: all(STEM.fullmatch(stem) for stem, _ in places(row))) == []
    assert failing(lambda row: all(0 <= a < b for _, (a, b) in spans(row))) == []


def is_clean(stem, start, end):
    """A slice that cuts no word and takes no white space or line end along."""
    text = read_text(TEXTS, stem)
    part = text[start:end]
    whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    return end <= len(text) and part == part.strip() and "\n" not in part and whole


@needs_texts
def test_each_span_is_a_clean_slice_of_its_article():
    assert failing(lambda row: all(is_clean(stem, *span) for stem, span in spans(row))) == []


@needs_texts
def test_near_misses_are_near_an_article():
    assert all((TEXTS / f"{row['near']}.txt").is_file() for row in ROWS if row["kind"] == "none")


def repeats_its_article(row):
    """Nine words of an article in a row are its sentence, not a person's question."""
    asked = re.findall(r"\w+", row["question"].lower())
    text = " ".join(re.findall(r"\w+", read_text(TEXTS, row["doc"] or row["near"]).lower()))
    return any(" ".join(asked[i : i + 9]) in text for i in range(len(asked) - 8))


@needs_texts
def test_no_question_repeats_its_article_at_length():
    assert failing(lambda row: not repeats_its_article(row)) == []
