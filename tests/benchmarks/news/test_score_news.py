"""The texts here are written for these tests."""

import json

import pytest
from score_news import Misuse, auroc, interval, judge_run, main, question_of, report

ARTICLE = (
    "Ferry fares rise again in Port Alder\r\n\r\n"
    "The harbour board raised ferry fares by nine pence on Monday, its third rise in a year.\r\n"
    "“Nobody on this island can afford to go shopping any more,” said Ada Quist, a fisher.\r\n"
)
OTHER = "Port Alder\n\nFares on the ferry are nine pence higher since the board met last week.\n"
FARES = "The harbour board raised ferry fares by nine pence on Monday, its third rise in a year."
QUOTE = "Nobody on this island can afford to go shopping any more"
STEM = "post_2016-01-02_ferry-fares"


def span(text, part):
    start = text.index(part)
    return [start, start + len(part)]


FACT = {
    "id": "fact-001",
    "kind": "fact",
    "wording": "half",
    "question": "ferry fares up how much",
    "doc": STEM,
    "answers": [span(ARTICLE, FARES)],
    "also": [{"doc": "other", "answers": [span(OTHER, OTHER.splitlines()[2])]}],
}
WHO = {
    "id": "who-001",
    "kind": "who",
    "wording": "paraphrased",
    "question": "who said nobody on the island can afford the shops",
    "doc": STEM,
    "answers": [span(ARTICLE, QUOTE)],
    "speaker": span(ARTICLE, "Ada Quist"),
}
ABOUT = WHO | {"id": "about-001", "kind": "about", "question": "what did quist say about shopping"}
NONE = {
    "id": "none-001",
    "kind": "none",
    "wording": "plain",
    "question": "how many fishers live in port alder",
    "doc": None,
    "answers": [],
    "near": STEM,
}


@pytest.fixture
def texts(tmp_path):
    for stem, text in {STEM: ARTICLE, "other": OTHER}.items():
        (tmp_path / f"{stem}.txt").write_bytes(text.encode())
    return tmp_path


def judged(texts, row, **run):
    line = {"question": row["question"], "answered": True, "confidence": 0.5} | run
    return judge_run([question_of(row, texts)], [line])[0]


def answers(*shown):
    return [{"rank": i + 1, "text": text} for i, text in enumerate(shown)]


@pytest.mark.parametrize(
    ("shown", "first", "among"),
    [
        pytest.param([FARES], True, True, id="right"),
        pytest.param([OTHER.splitlines()[2]], True, True, id="another article answers too"),
        pytest.param(["The board met.", FARES], False, True, id="second"),
        pytest.param(["One.", "Two.", "Three.", FARES], False, False, id="fourth is not shown"),
        pytest.param([], False, False, id="nothing shown"),
    ],
)
def test_a_fact_wants_its_sentence_first(texts, shown, first, among):
    outcome = judged(texts, FACT, answers=answers(*shown))
    assert (outcome.first, outcome.among, outcome.right) == (first, among, first)


def test_answers_are_read_by_rank(texts):
    shown = [{"rank": 2, "text": "The board met."}, {"rank": 1, "text": FARES}]
    assert judged(texts, FACT, answers=shown).first


def test_near_misses_shown_in_silence_are_no_answer(texts):
    outcome = judged(texts, FACT, answered=False, answers=answers(FARES))
    assert not outcome.first
    assert not outcome.among
    assert not outcome.right


@pytest.mark.parametrize(
    ("run", "first", "speaker"),
    [
        pytest.param({"speaker": "Ada Quist"}, True, True, id="both"),
        pytest.param({"speaker": None}, True, False, id="speaker unknown"),
        pytest.param({"speaker": "Ben Renn"}, True, False, id="wrong speaker"),
        pytest.param({"speaker": "Quist", "quotes": []}, False, True, id="no quotation"),
    ],
)
def test_who_wants_the_speaker_and_the_quotation(texts, run, first, speaker):
    outcome = judged(texts, WHO, **({"quotes": [{"text": f"{QUOTE},"}]} | run))
    assert (outcome.first, outcome.speaker, outcome.right) == (first, speaker, first and speaker)


def test_who_takes_the_speaker_of_the_first_quotation(texts):
    assert judged(texts, WHO, quotes=[{"text": QUOTE, "speaker": "Ms. Quist"}]).right


def test_about_needs_no_speaker(texts):
    assert judged(texts, ABOUT, quotes=[{"text": QUOTE}]).right


def test_quotations_come_before_sentences_where_they_are_asked_for(texts):
    assert judged(texts, ABOUT, answers=answers(FARES), quotes=[{"text": QUOTE}]).first
    assert not judged(texts, ABOUT, answers=answers(FARES)).first


@pytest.mark.parametrize("answered", [True, False])
def test_none_wants_silence(texts, answered):
    assert judged(texts, NONE, answered=answered, answers=answers(FARES)).right is not answered


def test_offsets_count_line_ends_as_they_are(texts):
    question = question_of(WHO, texts)
    assert question.golds[0].words[:3] == ("nobody", "on", "this")
    assert question.speaker == "Ada Quist"


@pytest.mark.parametrize(
    ("run", "says"),
    [
        pytest.param([], "0 lines for 1 questions", id="short"),
        pytest.param([{"question": "another"}], 'the run "another"', id="out of order"),
    ],
)
def test_a_run_of_other_questions_is_refused(texts, run, says):
    with pytest.raises(Misuse, match=says):
        judge_run([question_of(FACT, texts)], run)


def test_interval_holds_the_share_and_repeats(texts):
    right = judged(texts, NONE, answered=False)
    wrong = judged(texts, FACT)
    low, high = interval([right, wrong, right])
    assert 0 <= low <= 2 / 3 <= high <= 1
    assert (low, high) == interval([right, wrong, right])
    assert interval([]) == (0.0, 0.0)


def test_auroc_counts_pairs(texts):
    sure, unsure = judged(texts, FACT, confidence=0.9), judged(texts, FACT, confidence=0.1)
    no = judged(texts, NONE, confidence=0.5)
    assert auroc([sure, no]) == 1
    assert auroc([sure, unsure, no]) == 0.5
    assert auroc([sure]) == 0.5


def test_report_counts_each_kind(texts):
    outcomes = [judged(texts, FACT, answers=answers(FARES)), judged(texts, NONE)]
    lines = report(outcomes).splitlines()
    assert " 100.0%  fact: first answer right (1)"[1:] in [line.strip() for line in lines]
    assert "0.0%  none: silence right (1)" in [line.strip() for line in lines]
    assert any(line.startswith("all") and "50.0%" in line for line in lines)


@pytest.fixture
def files(texts):
    rows = [FACT, NONE]
    run = [
        {"question": FACT["question"], "answered": True, "answers": answers("The board met.")},
        {"question": NONE["question"], "answered": False, "confidence": 0.1},
    ]
    for name, lines in {"questions.jsonl": rows, "run.jsonl": run}.items():
        (texts / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    return texts


def test_the_command_prints_figures_and_writes_errors(files, capsys):
    paths = {"texts": "", "questions": "questions.jsonl", "run": "run.jsonl", "errors": "wrong"}
    options = [word for name, path in paths.items() for word in (f"--{name}", str(files / path))]
    assert main(options) == 0
    assert "none: silence right" in capsys.readouterr().out
    (wrong,) = [json.loads(line) for line in (files / "wrong").read_text().splitlines()]
    assert (wrong["id"], wrong["shown"]) == ("fact-001", [[None, "The board met."]])


def test_the_command_lists_the_questions_to_ask(files, capsys):
    assert main(["--list", "--questions", str(files / "questions.jsonl")]) == 0
    assert capsys.readouterr().out.splitlines() == [FACT["question"], NONE["question"]]


def test_a_missing_article_is_one_clear_sentence(files, capsys):
    (files / "other.txt").unlink()
    options = ["--texts", str(files), "--run", str(files / "run.jsonl")]
    assert main([*options, "--questions", str(files / "questions.jsonl")]) == 1
    assert capsys.readouterr().err.startswith("other.txt cannot be read in")


def test_a_broken_run_is_one_clear_sentence(files, capsys):
    (files / "run.jsonl").write_text("{")
    options = ["--texts", str(files), "--run", str(files / "run.jsonl")]
    assert main([*options, "--questions", str(files / "questions.jsonl")]) == 1
    assert "no readable file of JSON lines" in capsys.readouterr().err


def test_the_command_needs_texts_and_a_run():
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
