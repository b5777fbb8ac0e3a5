"""Take the printed form of a name apart: titles and roles before it, the name itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.quotations import Gender
from corpus.quotes.lists import sections, words

_WORD = re.compile(r"[^\W_][\w’'-]*\.?")
_TITLE_SECTIONS = ("male", "female", "any")
_TITLES = {
    word.rstrip("."): section for section in _TITLE_SECTIONS for word in words("titles", section)
}
_ROLE_WORDS = words("roles", "person")
_BODY_WORDS = words("roles", "body") | words("roles", "group")
NATIONS = words("nationalities")
_MALE = words("first_names", "male")
_FEMALE = words("first_names", "female")
_BOTH = words("first_names", "both")
_GIVEN = _MALE | _FEMALE | _BOTH
_FEMALE_ROLES = words("titles", "female_role")
_MALE_ROLES = words("titles", "male_role")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "mp", "msp", "mep", "qc", "kc", "obe", "cbe"))
_FROM = ("-based", "-born", "-backed", "-educated", "-trained")  # "Texas-based Ann Lee"
_POST_NOMINALS = SUFFIXES - {"jr", "sr", "ii", "iii", "iv"}
NICKNAMES = {
    line.split()[0]: frozenset(line.split()[1:]) for line in sections("nicknames").get("", ())
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, taken apart.

    Attributes:
        parts: The name's words in lower case, without titles and suffixes.
        printed: The same as printed, suffixes included.
        role: The titles and roles before it, as printed; empty when there are none.
        gender: From a title or a given name.
        is_person: Whether a title or a given name shows that it is a person.
    """

    parts: tuple[str, ...]
    printed: str
    role: str
    gender: Gender
    is_person: bool

    @property
    def last(self) -> str:
        """The surname, or the only word."""
        return self.parts[-1]


def bare(word: str) -> str:
    """Return a word in lower case without its full stop."""
    return word.lower().rstrip(".")


def is_title(word: str) -> bool:
    """Tell whether a word may stand before a name as a title or role."""
    return bare(word) in _TITLES or bare(word) in _ROLE_WORDS


def is_given(word: str) -> bool:
    """Tell whether a word in lower case is a given name."""
    return word in _GIVEN


@lru_cache(50_000)
def parse_name(printed: str) -> Name | None:
    """Return the parts of a run of capitalised words, or None when no name is left."""
    found = list(_WORD.finditer(printed))
    first = _name_start([match.group() for match in found])
    kept = found[first:]
    parts = tuple(bare(match.group()) for match in kept if bare(match.group()) not in SUFFIXES)
    if not parts:
        return None
    titles = [bare(match.group()) for match in found[:first]]
    start = kept[0].start()
    while bare(kept[-1].group()) in _POST_NOMINALS:
        kept.pop()
    return Name(
        parts=parts,
        printed=printed[start : kept[-1].end()],
        role=printed[:start].strip(),
        gender=_gender(titles, parts),
        is_person=_is_person(titles, parts),
    )


def _name_start(printed: list[str]) -> int:
    """Return the index of the first word of the name: after the last title."""
    last = len(printed) - 1
    while last > 0 and bare(printed[last]) in SUFFIXES:
        last -= 1
    start = 0
    for index, word in enumerate(printed[:last]):
        named = is_title(word) and not _is_surname_here(printed, index, start, last)
        if named or word.endswith(_FROM):
            start = index + 1
    if start == 0 and last > 1 and bare(printed[0]) in NATIONS:
        return 1
    return start


def _is_surname_here(printed: list[str], index: int, start: int, last: int) -> bool:
    """Tell "Martin King Smith" from "Charlotte Mayor Jennifer Roberts"."""
    if index != start + 1 or bare(printed[index - 1]) not in _GIVEN:
        return False
    return index + 1 >= last or bare(printed[index + 1]) not in _GIVEN


def _gender(titles: list[str], parts: tuple[str, ...]) -> Gender:
    for title in titles:
        section = _TITLES.get(title)
        if section == "male" or title in _MALE_ROLES:
            return Gender.MALE
        if section == "female" or title in _FEMALE_ROLES:
            return Gender.FEMALE
    if len(parts) > 1:
        return given_gender(parts[0])
    return Gender.UNKNOWN


def given_gender(name: str) -> Gender:
    """Return what a given name suggests."""
    if name in _MALE:
        return Gender.MALE
    return Gender.FEMALE if name in _FEMALE else Gender.UNKNOWN


@lru_cache(20_000)
def role_gender(role: str) -> Gender:
    """Return what a role in words suggests: "spokeswoman", "her husband"."""
    found = {bare(word) for word in role.split()}
    if found & _FEMALE_ROLES:
        return Gender.FEMALE
    return Gender.MALE if found & _MALE_ROLES else Gender.UNKNOWN


def _is_person(titles: list[str], parts: tuple[str, ...]) -> bool:
    if any(part in _BODY_WORDS for part in parts[1:]):
        return False
    if titles and not set(titles) <= NATIONS:
        return True
    return len(parts) > 1 and parts[0] in _GIVEN


def same_given(first: str, second: str) -> bool:
    """Tell whether two given names may be one person's: equal, short form, initial."""
    if first == second:
        return True
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    shared = NICKNAMES.get(first, frozenset((first,))) & NICKNAMES.get(second, frozenset((second,)))
    return bool(shared) or first in NICKNAMES.get(second, ()) or second in NICKNAMES.get(first, ())


def compatible(one: Name, other: Name) -> bool:
    """Tell whether two names of at least two words may be the same person's."""
    if one.last != other.last or not same_given(one.parts[0], other.parts[0]):
        return False
    return Gender.UNKNOWN in (one.gender, other.gender) or one.gender is other.gender
