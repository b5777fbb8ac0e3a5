"""Score answers to natural questions over news: `score_news.py --texts T --run R`.

Reads `questions.jsonl` (questions, article stems and offsets), the articles it points at, and the
JSON lines of `attribune ask --json -`, and prints how often the first answer, the speaker and the
silence were right. Texts are compared by their words (`news_matching.py`), as what is stored may
have been cleaned. `README.md` says what counts as right. Needs the standard library alone.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from news_matching import Gold, is_right, same_name, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

KINDS = ("fact", "who", "about", "none")
WORDINGS = ("plain", "paraphrased", "misspelt", "half", "role", "acronym")
QUESTIONS = Path(__file__).with_name("questions.jsonl")
SHOWN = 3
"""As many answers as a person is shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what would answer it; no gold texts where silence is right.

    Attributes:
        article: The stem it is about, or nearly about.
        speaker: The name of who said it; None where nobody is asked for.
    """

    id: str
    kind: str
    wording: str
    text: str
    article: str
    golds: tuple[Gold, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run made of one question.

    Attributes:
        first: Its first answer (quotation, where one is asked for) is right.
        among: One of the first three is.
        speaker: The speaker is.
        right: All that its kind asks for is: see README.md.
    """

    question: Question
    answered: bool
    confidence: float
    first: bool
    among: bool
    speaker: bool
    right: bool


class Misuse(Exception):
    """The files do not fit; the text is a sentence for who called the scorer."""


def read_text(texts: Path, stem: str) -> str:
    """Return an article's text with its line ends untouched, as the offsets count them."""
    path = texts / f"{stem}.txt"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise Misuse(f"{stem}.txt cannot be read in {texts}: {error.strerror}.") from error


def golds_of(row: dict[str, Any], texts: Path) -> tuple[Gold, ...]:
    """Return the texts that answer a row of questions.jsonl, in any of its articles."""
    golds = []
    for place in [row, *row.get("also", [])]:
        if place["doc"] is None:
            continue
        text = read_text(texts, place["doc"])
        opening = words(text[:400])
        golds += [Gold(words(text[a:b]), place["doc"], opening) for a, b in place["answers"]]
    return tuple(golds)


def question_of(row: dict[str, Any], texts: Path) -> Question:
    """Return a row of questions.jsonl with the texts that its offsets mean."""
    speaker = None
    if "speaker" in row:
        start, end = row["speaker"]
        speaker = read_text(texts, row["doc"])[start:end]
    return Question(
        id=row["id"],
        kind=row["kind"],
        wording=row["wording"],
        text=row["question"],
        article=row["doc"] or row["near"],
        golds=golds_of(row, texts),
        speaker=speaker,
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise Misuse(f"{path} is no readable file of JSON lines: {error}.") from error


def shown_answers(row: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return what a run shows first: quotations where they are asked for, else sentences."""
    answers = sorted(row.get("answers") or [], key=lambda answer: answer.get("rank") or 0)
    quotes = list(row.get("quotes") or [])
    return (answers or quotes) if kind == "fact" else (quotes or answers)


def named_speaker(row: dict[str, Any]) -> str | None:
    """Return the speaker that a run names, else that of its first quotation."""
    quotes = row.get("quotes") or [{}]
    speaker = row.get("speaker") or quotes[0].get("speaker")
    return None if speaker is None else str(speaker)


def judge(question: Question, row: dict[str, Any]) -> Outcome:
    """Return what a run's line is worth."""
    answered = bool(row.get("answered"))
    shown = shown_answers(row, question.kind)[:SHOWN] if answered else []
    rights = [is_right(answer, question.golds) for answer in shown]
    first, speaker = rights[:1] == [True], False
    if question.kind == "who" and answered:
        speaker = same_name(named_speaker(row), question.speaker or "")
    wanted = {"who": first and speaker, "none": not answered}
    return Outcome(
        question,
        answered,
        float(row.get("confidence") or 0),
        first,
        any(rights),
        speaker,
        wanted.get(question.kind, first),
    )


def judge_run(questions: Sequence[Question], rows: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Return the outcomes of a run, which must answer the questions in their order."""
    if len(questions) != len(rows):
        raise Misuse(f"The run has {len(rows)} lines for {len(questions)} questions.")
    for question, row in zip(questions, rows, strict=True):
        if str(row.get("question")).split() != question.text.split():
            raise Misuse(f'{question.id} asks "{question.text}", the run "{row.get("question")}".')
    return [judge(question, row) for question, row in zip(questions, rows, strict=True)]


def share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    """Return the share of outcomes of which something holds, 0.0 where there are none."""
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else 0.0


def interval(outcomes: Sequence[Outcome], *, draws: int = 1000) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the share that is right, drawn by article."""
    articles: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        articles[outcome.question.article].append(outcome)
    if not articles:
        return 0.0, 0.0
    counts = [(sum(o.right for o in group), len(group)) for group in articles.values()]
    rng = random.Random(0)
    shares = []
    for _ in range(draws):
        drawn = rng.choices(counts, k=len(counts))
        shares.append(sum(right for right, _ in drawn) / sum(n for _, n in drawn))
    shares.sort()
    return shares[int(0.025 * draws)], shares[int(0.975 * draws)]


def auroc(outcomes: Sequence[Outcome]) -> float:
    """Return how often an answerable question has more confidence than one without an answer."""
    noes = [o.confidence for o in outcomes if o.question.kind == "none"]
    yeses = [o.confidence for o in outcomes if o.question.kind != "none"]
    if not noes or not yeses:
        return 0.5
    won = sum((yes > no) + (yes == no) / 2 for yes in yeses for no in noes)
    return won / (len(noes) * len(yeses))


def table_rows(named: Iterable[tuple[str, Sequence[Outcome]]]) -> list[str]:
    """Return a line a group: how many, what was right and its interval, and false silence."""
    rows = []
    for name, group in named:
        low, high = interval(group)
        answerable = [o for o in group if o.question.kind != "none"]
        rows.append(
            f"{name:<12}{len(group):>5}{share(group, lambda o: o.right):>8.1%}"
            f"   [{low:.1%}, {high:.1%}]{share(answerable, lambda o: not o.answered):>14.1%}"
        )
    return rows


def headline(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the figures, a line each: the share, its name, and of how many questions."""
    of = {kind: [o for o in outcomes if o.question.kind == kind] for kind in KINDS}
    answerable = [o for o in outcomes if o.question.kind != "none"]
    figures: list[tuple[str, Sequence[Outcome], Callable[[Outcome], bool]]] = [
        ("fact: first answer right", of["fact"], lambda o: o.first),
        ("fact: one of the first three right", of["fact"], lambda o: o.among),
        ("who: speaker right", of["who"], lambda o: o.speaker),
        ("who: quotation right", of["who"], lambda o: o.first),
        ("who: both right", of["who"], lambda o: o.right),
        ("about: first quotation right", of["about"], lambda o: o.first),
        ("about: one of the first three right", of["about"], lambda o: o.among),
        ("none: silence right", of["none"], lambda o: not o.answered),
        ("answerable: false silence", answerable, lambda o: not o.answered),
    ]
    return [f"{share(group, holds):>7.1%}  {name} ({len(group)})" for name, group, holds in figures]


def report(outcomes: Sequence[Outcome]) -> str:
    """Return all figures as text."""
    kinds = [(k, [o for o in outcomes if o.question.kind == k]) for k in KINDS]
    wordings = [(w, [o for o in outcomes if o.question.wording == w]) for w in WORDINGS]
    asked = [share(group, lambda o: o.right) for _, group in kinds if group]
    head = f"{'':<12}{'n':>5}{'right':>8}   95 % interval{'false silence':>15}"
    return "\n".join(
        [
            *headline(outcomes),
            f"{auroc(outcomes):>7.3f}  AUROC of confidence, answerable against none",
            f"{sum(asked) / max(1, len(asked)):>7.1%}  mean of the kinds",
            "",
            head,
            *table_rows([("all", outcomes), *kinds, *wordings]),
        ]
    )


def error_row(outcome: Outcome, row: dict[str, Any]) -> dict[str, Any]:
    """Return what one needs to see why an outcome is not right."""
    question = outcome.question
    shown = shown_answers(row, question.kind)[:SHOWN]
    return {
        "id": question.id,
        "kind": question.kind,
        "wording": question.wording,
        "question": question.text,
        "article": question.article,
        "answered": outcome.answered,
        "confidence": outcome.confidence,
        "among": outcome.among,
        "speaker": [question.speaker, named_speaker(row)],
        "gold": [" ".join(gold.words) for gold in question.golds],
        "shown": [[answer.get("title"), answer.get("text")] for answer in shown],
    }


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the command line, parsed."""
    parser = argparse.ArgumentParser(description="Score answers to natural questions over news.")
    parser.add_argument("--texts", type=Path, help="folder of the articles, STEM.txt")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--run", type=Path, help="JSON lines of `attribune ask --json -`")
    parser.add_argument(
        "--errors", type=Path, help="write what was not right here, a JSON line each"
    )
    parser.add_argument("--list", action="store_true", help="print the questions, a line each")
    options = parser.parse_args(arguments)
    if not options.list and not (options.texts and options.run):
        parser.error("give --texts and --run, or --list")
    return options


def score(options: argparse.Namespace) -> str:
    """Return the report that the command line asks for, and write the errors."""
    rows = read_rows(options.questions)
    if options.list:
        return "\n".join(row["question"] for row in rows)
    run = read_rows(options.run)
    outcomes = judge_run([question_of(row, options.texts) for row in rows], run)
    if options.errors:
        pairs = zip(outcomes, run, strict=True)
        wrong = [
            json.dumps(error_row(o, row), ensure_ascii=False) for o, row in pairs if not o.right
        ]
        options.errors.write_text("".join(line + "\n" for line in wrong), encoding="utf-8")
    return report(outcomes)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0, or 1 with a sentence on standard error."""
    try:
        sys.stdout.write(score(parse(arguments)) + "\n")
    except Misuse as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
