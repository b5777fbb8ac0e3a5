"""What is known about each quotation that may answer a question, as named numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bot.services.quoting.catalogue import KINDS, NOBODY
from bot.services.quoting.naming import surname_likeness
from corpus.matching import compare
from corpus.quotations import Gender, Kind
from corpus.terms import fold, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from bot.services.quoting.inquiry import Inquiry
    from bot.services.quoting.places import Places
    from bot.services.quoting.selecting import Mask, Selecting
    from bot.services.quoting.sought import Floats, Sought
    from corpus.people import Person

MOST = 100
_ROLES = 6
_SHORT = 3  # terms
_MANY, _HELD = 4.0, 0.3  # words; how nearly a word must be said to count as one of them
_NEAR = 9  # words on each side of a name that may describe who bears it
_I = frozenset(("i", "we", "my", "our", "me", "us", "im", "ive", "ill", "mine"))
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


@dataclass(frozen=True)
class Gathering:
    """Gathers the evidence for the quotations that may answer one question."""

    inquiry: Inquiry
    selecting: Selecting
    places: Places
    _mentions: dict[tuple[int, int], Floats] = field(default_factory=dict)

    def candidates(self, mask: Mask) -> NDArray[np.int64]:
        """Return the rows worth a closer look, at most `MOST`; those of who is named come first."""
        rows = np.flatnonzero(mask & (self.places.article[: len(mask)] >= 0))
        worth = self._sentences(rows) + 0.5 * self._articles(rows)
        for code, fit in self.inquiry.named.items():
            worth[self.selecting.directory.codes[rows] == code] += fit
        best = np.argsort(-worth, kind="stable")[:MOST]
        chosen: NDArray[np.int64] = rows[best[worth[best] > 0]]
        return chosen

    def _sentences(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how much of the words asked for each row's sentences hold."""
        words, ranked = self.inquiry.words, self.inquiry.ranked
        if not words.held.shape[1]:
            return np.zeros(len(rows))
        said = words.shares @ words.held
        for passage, worth in ranked.items():
            said[passage] += worth
        first = self.places.first[rows]
        last = np.maximum(self.places.end[rows] - 1, first)
        best: NDArray[np.float64] = np.maximum(said[first], said[last]).astype(np.float64)
        return best

    def _articles(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        worth = np.zeros(len(rows))
        for sought in (self.inquiry.words, self.inquiry.who):
            if len(sought.concepts):
                worth += (sought.shares @ self._whole(sought))[self.places.article[rows]]
        return worth

    def _whole(self, sought: Sought) -> Floats:
        """Return how nearly each article says each concept."""
        firsts = self.selecting.ranker.passages.firsts
        whole = np.zeros((len(sought.concepts), len(firsts) - 1), np.float32)
        filled = np.flatnonzero(firsts[:-1] < np.minimum(firsts[1:], sought.held.shape[1]))
        if len(filled):
            whole[:, filled] = np.maximum.reduceat(sought.held, firsts[:-1][filled], axis=1)
        return whole

    def evidence(self, row: int) -> dict[str, float]:
        """Return what is known about one row: feature -> value."""
        content = self._content(row)
        code = int(self.selecting.directory.codes[row])
        person = self.selecting.directory.people[code] if code != NOBODY else None
        return {
            **self._words(row, content, person),
            **self._manner(row, content),
            **self._quoted(content),
            **self._speaker(row, code, person),
        }

    def _content(self, row: int) -> str:
        rows, versions = self.selecting.catalogue.rows, self.selecting.catalogue.versions
        text = versions[int(rows["version"][row])].article.text
        return text[int(rows["start"][row]) : int(rows["end"][row])]

    def _words(self, row: int, content: str, person: Person | None) -> dict[str, float]:
        words, places = self.inquiry.words, self.places
        held = terms(content)
        inside = words.in_terms(held)
        sentence = np.maximum(
            inside, words.in_passages(int(places.first[row]), int(places.end[row]))
        )
        beside = words.in_text(self._beside(row, person))
        near = np.maximum(sentence, words.in_passages(int(places.low[row]), int(places.high[row])))
        after = words.in_passages(int(places.end[row]), int(places.end[row]) + 1)
        near = np.maximum(np.maximum(near, beside), after)
        own = self.selecting.ranker.passages.passages_of(int(places.article[row]))
        article = np.maximum(near, words.in_passages(own.start, own.stop))
        share = words.share(inside)
        return {
            "content": share,
            "content_exact": words.share((inside >= 1).astype(np.float32)),
            "sentence": words.share(sentence),
            "around": words.share(near),
            "article": words.share(article),
            "order": words.order(held),
            "told": self._told(held),
            "many": min(_MANY, float((inside > _HELD).sum())),
            **self._named_there(article, self._whose(row, person)),
            "ranked": max(
                (
                    self.inquiry.ranked.get(p, 0.0)
                    for p in range(places.first[row], places.end[row])
                ),
                default=0.0,
            ),
        }

    def _whose(self, row: int, person: Person | None) -> Floats:
        """Return how nearly the article says each of the words that describe the speaker."""
        who = self.inquiry.who
        own = self.selecting.ranker.passages.passages_of(int(self.places.article[row]))
        beside = who.in_text(self._beside(row, person))
        whole: Floats = np.maximum(beside, who.in_passages(own.start, own.stop))
        return whole

    def _named_there(self, words: Floats, who: Floats) -> dict[str, float]:
        """Return how much of the whole question, and of the names in it, the article holds."""
        concepts = (*self.inquiry.words.concepts, *self.inquiry.who.concepts)
        held = np.concatenate([words, who])
        weights = np.array([concept.weight for concept in concepts], np.float32)
        names = weights * np.array([concept.is_name for concept in concepts], np.float32)
        return {
            "whole": _share(weights, held),
            "names": _share(names, held) if names.any() else 1.0,
            "rarest": float(held[weights.argmax()]) if len(held) else 0.0,
        }

    def _quoted(self, content: str) -> dict[str, float]:
        """Return how like the words between the question's quotation marks a content is."""
        quoted = self.inquiry.said.quoted
        if not quoted or not set(terms(quoted[0])) & set(terms(content)):
            return {}
        return {"alike": compare(quoted[0], content).similarity}

    def _told(self, held: list[str]) -> float:
        """Return which share of a content's terms the question has."""
        standing = self.inquiry.words.standing
        return sum(term in standing for term in set(held)) / max(_SHORT, len(set(held)))

    def _beside(self, row: int, person: Person | None) -> str:
        """Return the title, and the speaker's names and roles."""
        version_id = int(self.selecting.catalogue.rows["version"][row])
        title = self.selecting.catalogue.versions[version_id].article.title
        return " ".join((title, person.name, *person.roles[:_ROLES])) if person else title

    def _manner(self, row: int, content: str) -> dict[str, float]:
        kind = KINDS[self.selecting.catalogue.rows["kind"][row]]
        words = [fold(word) for word in _WORD.findall(content)]
        return {
            "indirect": float(kind is Kind.INDIRECT),
            "mixed": float(kind is Kind.MIXED),
            "fragment": float(len(words) < _SHORT),
            "brief": float(len(words) < 2 * _SHORT),
            "length": min(1.0, len(words) / 40),
            "first_person": float(any(word in _I for word in words)),
        }

    def _speaker(self, row: int, code: int, person: Person | None) -> dict[str, float]:
        inquiry = self.inquiry
        gender = person.gender if person else Gender.UNKNOWN
        both = {gender, inquiry.gender}
        found = {
            "unknown_speaker": float(person is None),
            "no_person": float(person is not None and not person.is_person),
            "gender_fits": float(len(both) == 1 and Gender.UNKNOWN not in both),
            "gender_differs": float(both == {Gender.FEMALE, Gender.MALE}),
        }
        if not len(inquiry.who.concepts):
            return found
        of_speaker = self._mentioned(row, person)
        own = self.selecting.ranker.passages.passages_of(int(self.places.article[row]))
        anywhere = np.maximum(of_speaker, inquiry.who.in_passages(own.start, own.stop))
        fit = inquiry.named.get(code, 0.0)
        likeness = surname_likeness(inquiry.described, person) if person and not fit else 0.0
        return {
            **found,
            "named_like": likeness,
            "described": inquiry.who.share(of_speaker),
            "described_nearby": inquiry.who.share(anywhere),
        }

    def _mentioned(self, row: int, person: Person | None) -> Floats:
        """Return how nearly the words beside a speaker's names say what describes the speaker."""
        who, places = self.inquiry.who, self.places
        if person is None:
            return who.in_passages(int(places.first[row]), int(places.end[row]))
        key = (int(places.article[row]), int(self.selecting.directory.codes[row]))
        if key not in self._mentions:
            near = " ".join((person.name, *person.roles, *self._windows(key[0], person)))
            self._mentions[key] = who.in_text(near)
        return self._mentions[key]

    def _windows(self, article: int, person: Person) -> Iterable[str]:
        """Yield the words around a person's last name in an article."""
        passages = self.selecting.ranker.passages
        own = passages.passages_of(article)
        last = person.name.split()[-1]
        for term in terms(last)[-1:]:
            held = self.selecting.ranker.containing(term)
            inside = held[np.searchsorted(held, own.start) : np.searchsorted(held, own.stop)]
            for passage in inside.tolist():
                yield _around(passages.text(passage), last)


def _share(weights: Floats, held: Floats) -> float:
    return float(weights @ held) / max(float(weights.sum()), 1e-9)


def _around(text: str, name: str) -> str:
    """Return the words of a text that stand near a name."""
    words = text.split()
    at = [n for n, word in enumerate(words) if name in word]
    near = {m for n in at for m in range(n - _NEAR, n + _NEAR + 1)}
    return " ".join(word for n, word in enumerate(words) if n in near)
