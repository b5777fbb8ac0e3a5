"""Find the speaker behind each source: a name, a role, a pronoun, or speech carried on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.quotations import Gender, Resolution, Speaker
from corpus.quotes.lexicon import GROUP_ROLES, PERSON_ROLES
from corpus.quotes.lists import sections, words
from corpus.speakers.documents import issuer
from corpus.speakers.names import NATIONS, bare, role_gender
from corpus.speakers.roster import Entity, Roster, looks_personal, read_roster

if TYPE_CHECKING:
    from corpus.quotes.clauses import Subject
    from corpus.quotes.tokens import Tokens

_PRONOUNS = {"he": Gender.MALE, "his": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}
_PLURAL = frozenset(("they", "their", "we", "i", "you", "it", "its", "my", "our"))
_LOOK_BACK = 40
_JOINT = 2
_NEAR = 8
_SENTENCES_BACK = 2
_SPOKE_LAST = 0.6
_MODIFIED = 3
_OFTEN = 3
_BODIES = words("grammar", "bodies")
_PARTIES = words("grammar", "parties")
_DEFINITE = frozenset(("the", "this", "that", "his", "her", "their", "my"))
_MAX_NAME = 90
_SYNONYMS: dict[str, frozenset[str]] = {}
for _line in sections("role_synonyms").get("", ()):
    for _word in _line.split():
        _SYNONYMS[_word] = _SYNONYMS.get(_word, frozenset()) | frozenset(_line.split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is: an index into the resolver's speakers, and how it was found.

    Attributes:
        speaker: None when nobody could be found.
        resolution: The step that found the speaker.
        others: Indexes of those who speak together with the first.
    """

    speaker: int | None
    resolution: Resolution
    others: tuple[int, ...] = ()


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article in reading order.

    Attributes:
        tokens: The article's tokens.
        roster: Everyone it names.
        speakers: The speakers found so far.
    """

    tokens: Tokens
    roster: Roster
    speakers: list[Speaker] = field(default_factory=list)
    last: int | None = None
    spoken: set[int] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)
    _sentences: list[int] = field(default_factory=list)
    _numbers: dict[tuple[str, int | str], int] = field(default_factory=dict)
    _known: dict[int, Resolved] = field(default_factory=dict)
    _heard: dict[int, int] = field(default_factory=dict)
    _spoken: dict[Gender, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, tokens: Tokens) -> Resolver:
        """Return a resolver for an article."""
        roster = read_roster(tokens)
        resolver = cls(tokens, roster)
        resolver._starts = [mention.start for mention in roster.mentions]
        resolver._sentences = [sentence.start for sentence in tokens.sentences]
        return resolver

    def resolve(self, subject: Subject) -> Resolved:
        """Return who a source is; the same source gets the same answer."""
        head = subject.phrase.head
        if head not in self._known:
            self._known[head] = self._resolve(subject)
            if self.last is not None and self._known[head].speaker is not None:
                self._heard[self.last] = self._sentence(head)
        return self._known[head]

    def _resolve(self, subject: Subject) -> Resolved:
        word = self.tokens.words[subject.phrase.head]
        if word in _PRONOUNS:
            return self._pronoun(subject.phrase.head, _PRONOUNS[word])
        if word == "it":
            return self._it(subject.phrase.head)
        if word in _PLURAL:
            return Resolved(None, Resolution.NONE)
        together = self._together(subject)
        if together is not None:
            return together
        named = self._named(subject)
        if named is not None:
            self.spoken.add(named)
            return self._entity(named, Resolution.NAMED)
        issued = issuer(self.tokens, subject, self._sentence(subject.phrase.head))
        if issued is not None:
            return replace(self.resolve(issued), resolution=Resolution.TITLE)
        titled = self._titled(subject)
        if titled is not None:
            return self._entity(titled, Resolution.TITLE)
        return self._nominal(subject)

    def _titled(self, subject: Subject) -> int | None:
        """Return whom "the mayor", "the agency" or "the Catalan" stands for."""
        found = self._by_role(subject)
        if found is None:
            found = self._by_body(subject)
        if found is None and self._is_variation(subject):
            found = self._last_subject(subject)
        return found

    def _it(self, head: int) -> Resolved:
        """Return the body that was the source just before."""
        number = self.last
        if number is None or self.roster.entities[number].is_person:
            return Resolved(None, Resolution.NONE)
        if self._sentence(head) - self._heard.get(number, -_SENTENCES_BACK) > _SENTENCES_BACK:
            return Resolved(None, Resolution.NONE)
        return self._entity(number, Resolution.PRONOUN)

    def _together(self, subject: Subject) -> Resolved | None:
        """Return the speakers of "Mr Wallace and Mr Reznikov said", the first named first."""
        start, end = subject.phrase.start, subject.phrase.head + 1
        if self.tokens.tags[subject.phrase.head] == "P":
            end = subject.phrase.end  # "said Mr Wallace and Mr Reznikov"
        if "and" not in self.tokens.words[start:end]:
            return None
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        found = []
        for mention in self.roster.mentions[first:last]:
            before = self.tokens.tags[mention.start - 1] if mention.start > start else "C"
            if before in "C,NP" and self.roster.entities[mention.entity].is_person:
                found.append(mention.entity)
        numbers = list(dict.fromkeys(found))
        if len(numbers) < _JOINT:
            return None
        people = [self._entity(number, Resolution.NAMED).speaker for number in numbers]
        others = tuple(number for number in people[1:] if number is not None)
        return Resolved(people[0], Resolution.NAMED, others)

    def _named(self, subject: Subject) -> int | None:
        """Return the entity that the phrase itself, or its apposition, names."""
        phrase = subject.phrase
        if self.tokens.tags[phrase.head] == "P":
            found = self._mention_at(phrase.head)
            if found is not None:
                return found
        if subject.apposition is not None:
            start, end = subject.apposition
            index = bisect_left(self._starts, start)
            if index < len(self._starts) and self._starts[index] < end:
                number = self.roster.mentions[index].entity
                if self._starts[index] <= start + 1 and self.roster.entities[number].is_person:
                    return number
        return None

    def _mention_at(self, token: int) -> int | None:
        index = bisect_left(self._starts, token + 1) - 1
        if index < 0 or self.roster.mentions[index].end <= token:
            return None
        return self.roster.mentions[index].entity

    def _entity(self, number: int, resolution: Resolution) -> Resolved:
        entity = self.roster.entities[number]
        self.last = number
        key = ("entity", number)
        if key not in self._numbers:
            self._numbers[key] = len(self.speakers)
            self.speakers.append(_speaker(entity))
        return Resolved(self._numbers[key], resolution)

    def _by_role(self, subject: Subject) -> int | None:
        """Return whom "the Vermont senator" or "the spokesman" stands for."""
        words = self.tokens.words[subject.phrase.start : subject.phrase.head + 1]
        if not words or words[-1] not in PERSON_ROLES or not self._is_definite(subject):
            return None
        wanted = set(words[1:-1])
        best, best_score = None, 0.0
        for number in self._recent(subject.phrase.head):
            score = _role_score(self.roster.entities[number], words[-1], wanted)
            if score > best_score:
                best, best_score = number, score
        return best if best is not None else self._varied(subject)

    def _varied(self, subject: Subject) -> int | None:
        """Take "the Vermont senator" for whom the sentences before are about.

        News likes to vary names; only a modified role counts, and only shortly after a person who
        is the subject.
        """
        phrase = subject.phrase
        words = self.tokens.words[phrase.start : phrase.head + 1]
        if words[0] != "the" or len(words) < _MODIFIED or words[-1] in GROUP_ROLES:
            return None
        found = self._last_subject(subject)
        if found is None or not _party_fits(self.roster.entities[found], set(words)):
            return None
        return found

    def _is_variation(self, subject: Subject) -> bool:
        """Tell whether "the Catalan" or "the 34-year-old" stands for somebody named before."""
        words = self.tokens.words[subject.phrase.start : subject.phrase.head + 1]
        if len(words) != _MODIFIED - 1 or words[0] != "the":
            return False
        return words[1] in NATIONS or words[1].endswith(("-year-old", "man", "woman"))

    def _last_subject(self, subject: Subject) -> int | None:
        """Return the person who was last a subject, in this sentence or the two before it."""
        start = subject.phrase.start
        here, stop = self._sentence(start), bisect_left(self._starts, start)
        for mention in reversed(self.roster.mentions[max(0, stop - _NEAR) : stop]):
            if here - self._sentence(mention.start) > _SENTENCES_BACK:
                return None
            entity = self.roster.entities[mention.entity]
            if entity.is_person and self._is_subject(mention.start, mention.end):
                return mention.entity
        return None

    def _by_body(self, subject: Subject) -> int | None:
        """Return the body that "the agency" or "the website" stands for: the one last heard."""
        words = self.tokens.words[subject.phrase.start : subject.phrase.head + 1]
        if len(words) != _MODIFIED - 1 or words[0] != "the" or words[1] not in _BODIES:
            return None
        here = self._sentence(subject.phrase.start)
        stop = bisect_left(self._starts, subject.phrase.start)
        for mention in reversed(self.roster.mentions[max(0, stop - _NEAR) : stop]):
            if here - self._sentence(mention.start) > _SENTENCES_BACK:
                return None
            entity = self.roster.entities[mention.entity]
            heard = mention.entity in self.spoken or len(entity.mentions) > _OFTEN
            if heard and not entity.is_person:
                return mention.entity
        return None

    def _is_definite(self, subject: Subject) -> bool:
        """Tell "the senator", "his wife" and "Trump's lawyer" from "a senator"."""
        start, head = subject.phrase.start, subject.phrase.head
        if self.tokens.words[start] in _DEFINITE:
            return True
        return "O" in self.tokens.tags[start:head]

    def _recent(self, token: int) -> list[int]:
        """Return the entities named shortly before a token, the latest first, each once."""
        stop = bisect_left(self._starts, token)
        found: dict[int, None] = {}
        for mention in reversed(self.roster.mentions[max(0, stop - 3 * _LOOK_BACK) : stop]):
            found.setdefault(mention.entity)
        return list(found)

    def _pronoun(self, token: int, gender: Gender) -> Resolved:
        number = self._antecedent(token, gender)
        if number is None:
            return Resolved(None, Resolution.NONE)
        entity = self.roster.entities[number]
        if entity.gender is Gender.UNKNOWN:
            entity.gender = gender
        return self._entity(number, Resolution.PRONOUN)

    def _antecedent(self, token: int, gender: Gender) -> int | None:
        stop = bisect_left(self._starts, token)
        here = self._sentence(token)
        scores: dict[int, float] = {}
        for mention in self.roster.mentions[max(0, stop - _LOOK_BACK) : stop]:
            entity = self.roster.entities[mention.entity]
            if not self._may_be(mention.entity, gender):
                continue
            score = self._mention_score(mention.start, mention.end, here)
            if entity.gender is Gender.UNKNOWN:
                score *= 0.6
            scores[mention.entity] = max(scores.get(mention.entity, 0.0), score)
        if self.last in scores:
            scores[self.last] += self._bonus(here)
        return max(scores, key=lambda number: scores[number]) if scores else None

    def _bonus(self, here: int) -> float:
        """Return what having spoken last is worth; less, the longer ago it was."""
        assert self.last is not None
        latest = self._heard.get(self.last, 0)
        return _SPOKE_LAST / max(1.0, (here - latest) / _SENTENCES_BACK)

    def _may_be(self, number: int, gender: Gender) -> bool:
        """Tell whether a pronoun of this gender may stand for an entity."""
        entity = self.roster.entities[number]
        if entity.gender not in (gender, Gender.UNKNOWN):
            return False
        return entity.is_person or (number in self.spoken and looks_personal(entity))

    def _mention_score(self, start: int, end: int, here: int) -> float:
        distance = here - self._sentence(start)
        score = 1.0 / (1.0 + distance)
        if self._is_subject(start, end):
            score *= 1.8
        elif end < len(self.tokens.tags) and self.tokens.tags[end] == "O":
            score *= 0.9
        return score

    def _is_subject(self, start: int, end: int) -> bool:
        if end >= len(self.tokens.tags):
            return False
        if self.tokens.words[end : end + 2] == [",", "who"]:
            return True
        return self.tokens.tags[end] in "VEXMA," and self._governor(start) not in "IT"

    def _governor(self, start: int) -> str:
        """Return the tag before a name, or before the role it is apposed to."""
        tags = self.tokens.tags
        at = start - 1
        if at > 0 and tags[at] == ",":
            role = at - 1
            while role > 0 and at - role < _NEAR and tags[role] in "NPEGA#OD":
                role -= 1
            if role < at - 1 and tags[role] in "IT":
                return tags[role]  # "beside his counterpart, Mr Blaszczak,"
        return tags[at] if at >= 0 else "."

    def _sentence(self, token: int) -> int:
        return bisect_left(self._sentences, token + 1) - 1

    def _nominal(self, subject: Subject) -> Resolved:
        """Keep an unnamed source under its own words: "officials", "a spokesman"."""
        phrase = subject.phrase
        span = self.tokens.span(phrase.start, phrase.end)
        printed = span.of(self.tokens.text)[:_MAX_NAME]
        key = ("nominal", printed.lower())
        if key not in self._numbers:
            self._numbers[key] = len(self.speakers)
            words = self.tokens.words[phrase.start : phrase.head + 1]
            is_person = words[-1] in PERSON_ROLES and words[-1] not in GROUP_ROLES
            speaker = Speaker(printed, (printed,), (), role_gender(printed), is_person)
            self.speakers.append(speaker)
        return Resolved(self._numbers[key], Resolution.GROUP)


def _role_score(entity: Entity, head: str, wanted: set[str]) -> float:
    """Return how well an entity's roles fit "the … senator"; 0 when they do not."""
    best = 0.0
    for role in entity.roles:
        words = {bare(word) for word in role.split()}
        if not _party_fits(entity, wanted):
            return 0.0
        if words & _SYNONYMS.get(head, frozenset((head,))):
            best = max(best, 1.0 + len(words & wanted))
    return best


def _party_fits(entity: Entity, wanted: set[str]) -> bool:
    """Tell whether no other party is printed for an entity than the one a role names."""
    parties = wanted & _PARTIES
    known = {bare(word) for role in entity.roles for word in role.split()} & _PARTIES
    return not parties or not known or bool(parties & known)


def _speaker(entity: Entity) -> Speaker:
    forms = sorted(entity.forms, key=len, reverse=True)
    return Speaker(
        name=entity.name.printed,
        forms=tuple(forms),
        roles=tuple(entity.roles),
        gender=entity.gender,
        is_person=entity.is_person,
    )
