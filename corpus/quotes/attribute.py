"""Attribute every statement and quotation of an article, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from corpus.quotations import Kind, Skipped
from corpus.quotes.attribution import Attribution
from corpus.quotes.clauses import Subject
from corpus.quotes.crossheads import is_crosshead
from corpus.quotes.cues import find_cues
from corpus.quotes.direct import (
    attribute_in_sentence,
    is_impersonal,
    is_person_subject,
    sentence_subject,
)
from corpus.quotes.echoes import echoes
from corpus.quotes.lists import words
from corpus.quotes.signatures import signature
from corpus.quotes.statements import find_statements
from corpus.quotes.turns import find_turns

_WITH_CUE = 3  # tokens: a quotation, its cue and its source
_ANNOUNCING = words("grammar", "announcing")
_LONGEST_ANNOUNCEMENT = 6  # tokens
_LONGEST_SIGNATURE = 16
_SPEAKING = frozenset(("say", "tell", "ask", "voice"))

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Sentence, Tokens


def attribute(tokens: Tokens) -> list[Attribution]:
    """Return the article's attributions in reading order, sources not yet resolved."""
    reader = _Reader(tokens)
    for number in range(len(tokens.sentences)):
        reader.read(number)
    return sorted([*reader.found, *echoes(tokens, reader.found)], key=lambda item: item.start)


class _Reader:
    """Reads sentences in order and remembers who spoke last."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.found: list[Attribution] = []
        self.last: Attribution | None = None
        self.waiting: list[Attribution] = []
        self.labels = find_turns(tokens)
        self._marks = sorted(tokens.marks)

    def read(self, number: int) -> None:
        """Attribute one sentence."""
        sentence = self.tokens.sentences[number]
        first = bisect_left(self._marks, sentence.start)
        quotations = self._marks[first : bisect_left(self._marks, sentence.end, first)]
        if _is_pure(self.tokens, sentence, quotations):
            if is_crosshead(self.tokens, number):
                self._pass_over(quotations)
            else:
                self._read_pure(number, quotations)
            return
        if self.labels and self._read_turn(number):
            return
        cues = find_cues(self.tokens, sentence)
        statements = find_statements(self.tokens, number, cues)
        new = list(statements)
        held = {at for statement in statements for a, b in statement.parts for at in range(a, b)}
        for at in quotations:
            if at not in held:
                decided = attribute_in_sentence(self.tokens, number, at, cues)
                decided = decided or self._leading(number, at)
                if decided is not None:
                    new.append(decided)
        self._add(sorted(new, key=lambda item: item.start), cues, number)

    def _pass_over(self, quotations: list[int]) -> None:
        for at in quotations:
            mark = self.tokens.marks.pop(at)
            self.tokens.skipped.append(Skipped(mark.outer.start, "a crosshead"))

    def _read_turn(self, number: int) -> bool:
        """Attribute a turn of a transcript: what follows "SMITH:" in its paragraph."""
        sentence = self.tokens.sentences[number]
        label = self.labels.get(sentence.start)
        if label is not None:
            item = Attribution(
                Kind.INDIRECT,
                [(label.phrase.end + 1, sentence.end)],
                number,
                "transcript",
                subject=label,
            )
            self.found.append(item)
            self.last = item
            return True
        last = self.last
        if last is None or last.rule != "transcript":
            return False
        if self.tokens.sentences[last.sentence].paragraph != sentence.paragraph:
            return False
        last.parts[-1] = (last.parts[-1][0], sentence.end)
        return True

    def _leading(self, number: int, at: int) -> Attribution | None:
        """Carry speech on into ``"That is the fight" for all`` and ``It is "a wet day"``."""
        sentence = self.tokens.sentences[number]
        last = self.last
        if last is None or last.sentence != number - 1:
            return None
        if self.tokens.sentences[last.sentence].paragraph != sentence.paragraph:
            return None
        if at != sentence.start and not is_impersonal(self.tokens, sentence):
            return None
        item = Attribution(Kind.DIRECT, [(at, at + 1)], number, "carry-leading")
        item.carried_from = last
        return item

    def _add(self, new: list[Attribution], cues: list[Cue], number: int) -> None:
        merged = _merged(new)
        self.found += merged
        if merged:
            self._settle_waiting(merged[0])
            self.last = max(merged, key=_prominence)
        self.waiting = []

    def _settle_waiting(self, first: Attribution) -> None:
        for item in self.waiting:
            item.carried_from = first
            item.rule = "carry-back"
            item.subject = None

    def _read_pure(self, number: int, quotations: list[int]) -> None:
        """Attribute a sentence that is nothing but quotation: carried on from before."""
        sentence = self.tokens.sentences[number]
        for at in quotations:
            item = Attribution(Kind.DIRECT, [(at, at + 1)], number, "none")
            self._carry(item, number, sentence)
            self.found.append(item)

    def _carry(self, item: Attribution, number: int, sentence: Sentence) -> None:
        previous = self.tokens.sentences[number - 1] if number else None
        if previous is not None and self._after_colon(item, number - 1):
            return
        if self._is_signed(item, number):
            return
        if self.last is None or previous is None:
            self.waiting.append(item)
        elif previous.paragraph == sentence.paragraph and self.last.sentence != number - 1:
            self._carry_narrative(item, number)
        else:
            self._carry_on(item, number, self.last, previous)

    def _carry_on(
        self, item: Attribution, number: int, last: Attribution, previous: Sentence
    ) -> None:
        """Take over the source of the sentence before, in this paragraph or the last."""
        same = previous.paragraph == self.tokens.sentences[number].paragraph
        if self._is_open(previous) and not same:
            item.rule = "carry-open" if _is_reported(last) else "carry-open-bare"
        elif same:
            item.rule = "carry"
        elif last.sentence != number - 1:
            self._carry_over_narrative(item, number, last)
            return
        else:
            item.rule = "carry-far"
            if self._next_reports(number):
                self.waiting.append(item)
        item.carried_from = last
        self.last = item

    def _carry_over_narrative(self, item: Attribution, number: int, last: Attribution) -> None:
        """After a paragraph of narrative: the person it ends with speaks, or spoke before."""
        subject = sentence_subject(self.tokens, self.tokens.sentences[number - 1])
        if subject is None or not is_person_subject(self.tokens, subject):
            return
        item.subject = subject
        item.rule = "carry-over"
        self.last = item

    def _after_colon(self, item: Attribution, number: int) -> bool:
        """Take the source from a sentence before that ends in a colon."""
        sentence = self.tokens.sentences[number]
        if self.tokens.tags[sentence.end - 1] != ":":
            return False
        if _announces(self.tokens, sentence):
            return self._carry_over_announcement(item)
        cues = [cue for cue in find_cues(self.tokens, sentence) if cue.subject is not None]
        item.subject = cues[-1].subject if cues else sentence_subject(self.tokens, sentence)
        item.cue = cues[-1] if cues else None
        item.rule = "colon-before"
        self.last = item
        return item.subject is not None

    def _carry_over_announcement(self, item: Attribution) -> bool:
        """After "Transcript as follows:" whoever spoke before speaks."""
        if self.last is None:
            return False
        item.carried_from, item.rule, self.last = self.last, "carry-over", item
        return True

    def _is_signed(self, item: Attribution, number: int) -> bool:
        """Take the source from a line below that is a dash and a name."""
        after = self.tokens.sentences[number + 1 : number + 2]
        if not after or after[0].end - after[0].start > _LONGEST_SIGNATURE:
            return False
        mark = self.tokens.marks[item.start]
        phrase = signature(self.tokens, after[0], is_open=not mark.closed)
        if phrase is None:
            return False
        item.subject = Subject(phrase)
        item.rule = "signature"
        self.last = item
        return True

    def _next_reports(self, number: int) -> bool:
        """Tell whether the next sentence of the paragraph is a quotation with its cue."""
        here = self.tokens.sentences[number]
        after = self.tokens.sentences[number + 1 : number + 2]
        if not after or after[0].paragraph != here.paragraph:
            return False
        follows = after[0].end - after[0].start >= _WITH_CUE
        return follows and self.tokens.tags[after[0].start] == "Q"

    def _carry_narrative(self, item: Attribution, number: int) -> None:
        """After a narrative sentence: its subject speaks."""
        subject = sentence_subject(self.tokens, self.tokens.sentences[number - 1])
        if subject is None:
            item.rule = "none"
            return
        item.subject = subject
        item.rule = "carry-narrative"
        self.last = item

    def _is_open(self, sentence: Sentence) -> bool:
        mark = self.tokens.marks.get(sentence.end - 1)
        return mark is not None and not mark.closed


def _is_reported(item: Attribution) -> bool:
    """Tell whether words of saying, and no guess, name the source that is carried on."""
    cue = item.origin.cue
    return cue is not None and cue.word is not None and bool(cue.word.classes & _SPEAKING)


def _announces(tokens: Tokens, sentence: Sentence) -> bool:
    """Tell whether a line only announces what was said: "Transcript as follows:"."""
    written = tokens.words[sentence.start : sentence.end - 1]
    return len(written) <= _LONGEST_ANNOUNCEMENT and not _ANNOUNCING.isdisjoint(written)


def _prominence(item: Attribution) -> tuple[bool, bool, bool, int]:
    """Order the attributions of a sentence by how likely their source speaks on."""
    cue = item.cue
    speaks = cue is None or cue.word is None or bool(cue.word.classes & _SPEAKING)
    main = cue is None or cue.shape in {"finite", "inverted", "accord"}
    embedded = item.subject is not None and item.subject.how == "relative"
    quoted = item.kind is not Kind.INDIRECT
    return item.subject is not None and speaks, main and not embedded, quoted, item.start


def _is_pure(tokens: Tokens, sentence: Sentence, quotations: list[int]) -> bool:
    if not quotations:
        return False
    return all(tokens.tags[at] in "QCA.,;:-'O" for at in range(sentence.start, sentence.end))


def _merged(new: list[Attribution]) -> list[Attribution]:
    """Join the halves of a quotation that its cue parts."""
    merged: list[Attribution] = []
    for item in new:
        last = merged[-1] if merged else None
        if (
            last is not None
            and item.kind is last.kind is Kind.DIRECT
            and item.cue is not None
            and item.cue is last.cue
        ):
            last.parts += item.parts
        else:
            merged.append(item)
    return merged
