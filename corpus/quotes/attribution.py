"""What the rules decide before anybody asks who a source is: contents, cue, source, rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotations import Kind

if TYPE_CHECKING:
    from corpus.quotes.clauses import Subject
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Tokens


@dataclass(slots=True)
class Attribution:
    """One quotation in tokens.

    Attributes:
        kind: Direct, indirect or mixed.
        parts: Token ranges of the contents, in reading order.
        sentence: Which sentence it starts in.
        rule: The rule that decided.
        cue: The cue, where there is one.
        subject: The source, where the text names one near.
        carried_from: The attribution whose source this one takes over.
        addressee: Tokens of the one spoken to.
    """

    kind: Kind
    parts: list[tuple[int, int]]
    sentence: int
    rule: str
    cue: Cue | None = None
    subject: Subject | None = None
    carried_from: Attribution | None = None
    addressee: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """First token of the first content."""
        return self.parts[0][0]

    @property
    def origin(self) -> Attribution:
        """The attribution that names the source: itself, unless it was carried on."""
        found = self
        while found.carried_from is not None:
            found = found.carried_from
        return found


def kind_of(tokens: Tokens, parts: tuple[tuple[int, int], ...]) -> Kind:
    """Return whether a content's words stand in quotation marks: all, some or none."""
    tags = [tokens.tags[at] for start, end in parts for at in range(start, end)]
    if "Q" not in tags:
        return Kind.INDIRECT
    return Kind.DIRECT if all(tag in "QH,.;:-" for tag in tags) else Kind.MIXED
