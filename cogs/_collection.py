"""What a message says about articles and feeds that come and go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.services.harmless import one_line
from bot.services.links import plain_link
from cogs._render import day, shortened
from cogs._text import CUT, escaped, parts, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.services.browsing import Revision
    from bot.services.feeds.feeds import Checked, Preview
    from bot.services.feeds.models import KeptFeed
    from bot.services.ingesting import Ingested
    from corpus.models import Article, ArticleVersion

PER_PAGE = 10
_TITLE = 100
_REASON = 160
_SENTENCE = 220
_MOST_ITEMS = 12
_MOST_CHANGES = 6
_MOST_ALSO = 3
_PAGE = 1600  # characters of an article's text, which escaping at most doubles
_ROOM = 3600


def ingested_text(items: Sequence[Ingested]) -> str:
    """Return what became of some items: how many became what, and each of the first few."""
    counts = Counter(str(item.status) for item in items)
    head = " · ".join(f"**{count}** {status}" for status, count in counts.most_common())
    lines = [head or "Nothing came of it."]
    lines += [_item_line(item) for item in items[:_MOST_ITEMS]]
    if len(items) > _MOST_ITEMS:
        lines.append(f"-# and {len(items) - _MOST_ITEMS} more")
    return _fitting(lines)


def _item_line(item: Ingested) -> str:
    title = escaped(shortened(one_line(item.title or item.name), _TITLE))
    number = f" `#{item.article_id}`" if item.article_id is not None else ""
    line = f"- {item.status}{number}: {title}"
    if item.changes:
        line += f" ({len(item.changes)} changed sentences)"
    if item.reason:
        line += f"\n  -# {escaped(shortened(one_line(item.reason), _REASON))}"
    return line


def list_text(found: Sequence[ArticleVersion], page: int, words: str) -> str:
    """Return one page of a list of articles, pages counted from 0."""
    if not found:
        return "No article has those words in its title." if words else "There are no articles yet."
    about = f" with “{escaped(shortened(words, _TITLE))}”" if words else ""
    lines = [f"### {len(found):,} articles{about}"]
    for version in found[page * PER_PAGE : (page + 1) * PER_PAGE]:
        article = version.article
        facts = [escaped(shortened(one_line(article.publisher or "publisher unknown"), _TITLE))]
        facts.append(day(article) or "date unknown")
        lines.append(f"`#{version.article_id}` {_titled(article)}\n-# {' · '.join(facts)}")
    return _fitting(lines)


def pages_of(found: Sequence[ArticleVersion]) -> int:
    """Return how many pages a list of articles has, at least one."""
    return max(1, -(-len(found) // PER_PAGE))


def article_texts(
    version: ArticleVersion, page: int, also: Sequence[ArticleVersion] = ()
) -> list[str]:
    """Return the texts of a message that shows one part of an article.

    Args:
        version: The article.
        page: Which part, from 0.
        also: Other articles that tell the same story.
    """
    article = version.article
    cuts = parts(article.text, _PAGE)
    page = min(page, len(cuts) - 1)
    start, end = cuts[page]
    before = f"{CUT} " if page else ""
    after = f" {CUT}" if page < len(cuts) - 1 else ""
    facts = [
        f"`#{version.article_id}`",
        escaped(shortened(one_line(article.publisher or "publisher unknown"), _TITLE)),
        day(article) or "date unknown",
        f"version {version.number}",
        f"part {page + 1} of {len(cuts)}",
    ]
    head = f"### {_titled(article)}\n-# {' · '.join(facts)}"
    if also:
        told = ", ".join(f"`#{v.article_id}` {_titled(v.article)}" for v in also[:_MOST_ALSO])
        head += f"\n-# also told in {told}"
    shown = escaped(article.text[start:end].strip()) or CUT  # Discord refuses an empty text
    return [head, f"{before}{shown}{after}"]


def history_text(revisions: Sequence[Revision]) -> str:
    """Return an article's versions, the newest first, each with the sentences that changed."""
    lines = [f"### {_titled(revisions[-1].version.article)}"]
    for revision in reversed(revisions):
        version = revision.version
        lines.append(f"**Version {version.number}**, {_moment(version.added_at)}")
        if revision.before is None:
            continue
        if not revision.changes:
            lines.append("-# the text is the same")
        for change in revision.changes[:_MOST_CHANGES]:
            if change.before:
                gone = one_line(change.before.of(revision.before.article.text))
                lines.append(quoted(f"~~{escaped(shortened(gone, _SENTENCE))}~~"))
            if change.after:
                come = one_line(change.after.of(version.article.text))
                lines.append(quoted(escaped(shortened(come, _SENTENCE))))
        if len(revision.changes) > _MOST_CHANGES:
            lines.append(f"-# and {len(revision.changes) - _MOST_CHANGES} more changes")
    return _fitting(lines)


def preview_text(found: Preview) -> str:
    """Return what a feed holds, before it is added; `address_in` reads its address again."""
    lines = [f"### {escaped(shortened(one_line(found.title), _TITLE))}", f"`{found.url}`"]
    lines += [f"- {escaped(shortened(one_line(title), _TITLE))}" for title in found.latest]
    lines.append(f"-# {found.items} items. Older ones are held back: there is no flood.")
    if found.warning:
        lines.append(escaped(found.warning))
    return _fitting(lines)


def address_in(text: str) -> str | None:
    """Return the address that `preview_text` wrote into a text."""
    for line in text.splitlines():
        if line.startswith("`http") and line.endswith("`"):
            return line.strip("`")
    return None


def feeds_text(feeds: Sequence[KeptFeed]) -> str:
    """Return the feeds and how they fare."""
    if not feeds:
        return "There are no feeds yet. An owner can add some with `/feeds add`."
    return _fitting([f"### {len(feeds)} feeds", *map(feed_line, feeds)])


def feed_line(feed: KeptFeed) -> str:
    """Return one feed and how it fares."""
    title = escaped(shortened(one_line(feed.title), _TITLE))
    read = f"read {_moment(feed.succeeded_at)}" if feed.succeeded_at else "never read yet"
    state = f"paused: {escaped(feed.paused)}" if feed.paused else f"next {_moment(feed.next_at)}"
    lines = [f"`{feed.id}` **{title}**", f"-# {read} · {state}"]
    if feed.failures:
        reason = escaped(shortened(one_line(feed.error or ""), _REASON))
        lines.append(f"-# failed {feed.failures} times: {reason}")
    elif feed.warning:
        lines.append(f"-# {escaped(shortened(one_line(feed.warning), _REASON))}")
    return "\n".join(lines)


def checked_texts(checked: Checked) -> list[str]:
    """Return what a check of a feed brought."""
    lines = [ingested_text(checked.items) if checked.items else "Nothing new."]
    if checked.held:
        lines.append(f"-# {checked.held} older items are held back.")
    return [feed_line(checked.feed), "\n".join(lines)]


def _titled(article: Article) -> str:
    title = escaped(shortened(one_line(article.title), _TITLE))
    link = plain_link(article.url)
    return f"[{title}]({link})" if link and len(link) <= 4 * _TITLE else title


def _moment(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"


def _fitting(lines: Sequence[str]) -> str:
    """Return as many of the lines as a message holds."""
    kept: list[str] = []
    room = _ROOM
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            kept.append("-# …")
            break
        kept.append(line)
    return "\n".join(kept)
