"""What an article that was told says differently since, as one sentence then and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.edition import Altered, Slice, source_of
from corpus.revision import changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.models import ArticleVersion
    from corpus.revision import Change

_LONGEST = 400  # characters of a sentence that a line of a briefing shows


def altered(versions: Sequence[ArticleVersion], *, since: int) -> Altered | None:
    """Return what changed in an article since a version was read; None when nothing did.

    Args:
        versions: The article's versions, oldest first.
        since: The newest version id, of any article, that was read then.
    """
    read = [version for version in versions if version.version_id <= since]
    if not read or read[-1] is versions[-1]:
        return None
    then, now = read[-1], versions[-1]
    found = changes(then.article.text, now.article.text)
    if not found:
        return None
    shown = max(found, key=_tells)
    before = Slice.of(then, shown.before) if shown.before else None
    after = Slice.of(now, shown.after) if shown.after else None
    return Altered(source_of(now), before, after, len(found) - 1)


def _tells(change: Change) -> tuple[bool, bool]:
    """Return what makes a change worth the line: both its sides are known, and are short."""
    sides = (change.before, change.after)
    spans = [span for span in sides if span is not None]
    return len(spans) == len(sides), all(span.end - span.start <= _LONGEST for span in spans)
