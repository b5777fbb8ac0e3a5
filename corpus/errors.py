"""What can go wrong with a text, a query or an index, in sentences that a person may read.

AttribuneError
├── EmptyArticle       an article holds no sentence
├── EmptyQuestion      a question holds no searchable term
├── QueryMistake       a search query's operators are malformed
├── NothingIndexed     there is no article to search
└── DamagedIndex       a saved index cannot be trusted
"""

from __future__ import annotations

from typing import Any


class AttribuneError(Exception):
    """The root of every error whose text is meant for a person."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how to make it again in another process, whatever its class is made from."""
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(
    kind: type[AttribuneError], sentence: tuple[Any, ...], attributes: dict[str, Any]
) -> AttribuneError:
    error = kind.__new__(kind, *sentence)
    error.__dict__.update(attributes)
    return error


class EmptyArticle(AttribuneError):
    """An article holds no sentence once cleaned.

    Attributes:
        name: The file, address or title it came under.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no sentence to keep in {name}.")


class EmptyQuestion(AttribuneError):
    """A question holds no searchable term.

    Attributes:
        question: What the person typed, unchanged.
    """

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__(
            "I found no word to search for in that question. Name a person, a place or a thing."
        )


class QueryMistake(AttribuneError):
    """A search query's operators are malformed.

    Attributes:
        query: What the person typed, unchanged.
        position: Where in the query the mistake is, in characters from 0.
    """

    def __init__(self, query: str, position: int, sentence: str) -> None:
        self.query = query
        self.position = position
        super().__init__(sentence)


class NothingIndexed(AttribuneError):
    """There is no article to search."""

    def __init__(self) -> None:
        super().__init__("There are no articles yet. An owner can add some with `ingest`.")


class DamagedIndex(AttribuneError):
    """A saved index cannot be trusted and must be built again.

    Attributes:
        reason: What was wrong with it: a missing file, a checksum, an older version.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"The saved index cannot be used ({reason}); it will be built again.")
