"""What a message says: the one place that knows Discord's length limits.

A message is a list of texts, each a TextDisplay; together they stay within 4,000 characters. What
does not fit goes to a further page, never away; a slice is cut on white space, outside quotation
marks where possible, and each cut is marked ``[…]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from bot.services.harmless import one_line
from bot.services.links import deep_link, plain_link
from cogs._quotes import also_in, attribution, why_him
from cogs._text import CUT, emphasised, escaped, parts, quoted
from corpus.models import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.services.answers import Answer, Cited, Context, WhyNot
    from corpus.models import Article

MOST_TEXT = 4000  # characters over all text displays of one message
CITATION = "-# "  # what the text of a citation begins with: small print
_PRINTED = 0.005  # less is printed as 0.00
_BETWEEN = "\f"
_PIECE = 900  # characters of a slice before it is escaped, which at most doubles it
_PAGE = 3000
_QUESTION = 300
_TITLE = 120
_LINK = 400
_WORDS = 12
_PER_PAGE = {"ask": 3, "search": 5}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A slice, or a part of one that is too long for a message.

    Attributes:
        hit: The cited slice.
        span: The part that is shown, within the slice.
    """

    hit: Cited
    span: Span

    @property
    def is_first(self) -> bool:
        """Whether the slice begins here."""
        return self.span.start == self.hit.span.start

    @property
    def is_last(self) -> bool:
        """Whether the slice ends here."""
        return self.span.end == self.hit.span.end

    @cached_property
    def text(self) -> str:
        """The text that shows it, without its surroundings."""
        return piece_text(self)


def pages(command: str, answer: Answer) -> list[tuple[Piece, ...]]:
    """Return the answer's pieces page by page; one empty page when there is no hit."""
    found: list[list[Piece]] = [[]]
    size, most = 0, _PER_PAGE[command]
    if command == "ask" and answer.answered:
        most = max(1, min(most, answer.close))
    for piece in _pieces(answer.hits):
        length = len(piece.text)
        if found[-1] and (len(found[-1]) >= most or size + length > _PAGE):
            found.append([])
            size, most = 0, _PER_PAGE[command]
        found[-1].append(piece)
        size += length
    return [tuple(page) for page in found]


def _pieces(hits: Iterable[Cited]) -> list[Piece]:
    return [
        Piece(hit, Span(hit.span.start + a, hit.span.start + b))
        for hit in hits
        for a, b in parts(hit.text, _PIECE)
    ]


def answer_texts(
    answer: Answer,
    page: Sequence[Piece],
    contexts: Mapping[Span, Context] | None = None,
) -> list[str]:
    """Return the texts of a message that shows one page of an answer.

    Args:
        answer: The answer.
        page: One of its `pages`.
        contexts: The context to show, by the hit's span; pieces without one show none.
    """
    texts = [header(answer)]
    room = MOST_TEXT - len(texts[0]) - sum(len(piece.text) for piece in page)
    for piece in page:
        context = (contexts or {}).get(piece.hit.span)
        bare = piece.text
        full = piece_text(piece, context) if context else bare
        fits = len(full) - len(bare) <= room
        room -= len(full) - len(bare) if fits else 0
        texts += (full if fits else bare).split(_BETWEEN)
    return texts


def header(answer: Answer) -> str:
    """Return the message's first text: the question, and what is to be said about the hits."""
    lines = [f"### {escaped(shortened(one_line(answer.question), _QUESTION))}"]
    if not answer.answered or answer.note:
        lines.append(verdict(answer))
    if answer.missing_terms:
        lines.append(f"No article contains: {_listed(answer.missing_terms)}.")
    if answer.suggestions:
        meant = ", ".join(
            f"**{escaped(word)}** instead of {escaped(typed)}"
            for typed, word in answer.suggestions[:_WORDS]
        )
        lines.append(f"Did you mean {meant}?")
    if not answer.answered and answer.hits:
        lines.append("The nearest sentences, which may be about something else:")
    return shortened("\n".join(lines), _PAGE // 4)


def verdict(answer: Answer) -> str:
    """Return the sentence that says no, or what else is to be said about the hits."""
    if answer.note:
        return f"**{escaped(shortened(one_line(answer.note), _QUESTION))}**"
    if answer.kind == "search":
        return "No sentence meets that search."
    return "**The articles do not answer that.**"


def piece_text(piece: Piece, context: Context | None = None) -> str:
    """Return the text of one piece: the slice, its surroundings if asked for, its citation.

    The citation is a text of its own, parted from the slice by a form feed.
    """
    article = piece.hit.version.article
    shown = emphasised(piece.span.of(article.text).rstrip(), piece.span.start, piece.hit.matched)
    before = "" if piece.is_first else f"{CUT} "
    after = "" if piece.is_last else f" {CUT}"
    lines = [quoted(f"{before}{shown}{after}")]
    if context and piece.is_first and context.before:
        lines.insert(0, _surroundings(article, context.before))
    if context and piece.is_last and context.after:
        lines.append(_surroundings(article, context.after))
    if piece.is_last:
        lines += [attribution(quotation) for quotation in piece.hit.said]
        return "\n".join(lines) + f"{_BETWEEN}{CITATION}{citation(piece.hit)}"
    return "\n".join(lines)


def _surroundings(article: Article, spans: Iterable[Span]) -> str:
    slices = (span.of(article.text) for span in spans)
    lines = (
        s if len(s) <= _PIECE // 2 else f"{s[: parts(s, _PIECE // 2)[0][1]]}{CUT}" for s in slices
    )
    return "\n".join(f"> -# {escaped(line)}" for line in lines)


def citation(hit: Cited) -> str:
    """Return title, publisher, date, place in the article and proof id of a slice, on one line."""
    article = hit.version.article
    title = escaped(shortened(one_line(article.title), _TITLE))
    link = deep_link(article.url, hit.text)
    if link and len(link) > _LINK:
        plain = plain_link(article.url)
        link = plain if plain and len(plain) <= _LINK else None
    shown = [f"[{title}]({link})" if link else title]
    if article.publisher:
        shown.append(escaped(shortened(one_line(article.publisher), _TITLE)))
    shown += [
        day(article) or "date unknown",
        f"sentence {hit.sentence} of {hit.sentences}",
        f"`{hit.proof}`",
    ]
    if hit.also_in:
        shown.append(also_in(hit.also_named))
    return " · ".join(shown)


def day(article: Article) -> str | None:
    """Return the day of publication as Discord's time, the same day in nearly every zone."""
    if article.published is None:
        return None
    noon = datetime.combine(article.published, time(12), UTC)
    return f"<t:{int(noon.timestamp())}:D>"


def why_texts(answer: Answer, page: Iterable[Piece]) -> list[str]:
    """Return the texts that say why these slices are the answer."""
    texts = [f"### Why · {escaped(shortened(one_line(answer.question), _QUESTION))}"]
    texts += [_why(piece.hit, _next(answer, piece.hit)) for piece in page if piece.is_first]
    if answer.kind != "search":
        texts[0] += f"\nThe chance that the articles answer this: {answer.confidence:.0%}."
        texts[0] += "\n-# `/why` says of any article why it is not what comes first."
    return [shortened(text, MOST_TEXT // max(1, len(texts)) - 1) for text in texts]


def _next(answer: Answer, hit: Cited) -> Cited | None:
    """Return the hit after one, where both have their features."""
    following = next((h for h in answer.hits if h.rank == hit.rank + 1), None)
    return following if following and following.features and hit.features else None


def _why(hit: Cited, following: Cited | None) -> str:
    lines = [f"**{hit.rank}.** {escaped(shortened(one_line(hit.text), _TITLE))}"]
    lines += [f"- {why_him(quotation)}" for quotation in hit.said]
    for term in hit.weights[:_WORDS]:
        found = f"found as “{escaped(term.found_as)}”" if term.found_as else "not in this sentence"
        lines.append(f"- {escaped(term.word)}: weight {term.weight:.2f}, {found}")
    counted = [f for f in hit.features if abs(f.part) >= _PRINTED][:_WORDS]
    if counted:
        shown = " · ".join(f"{escaped(f.name)} {f.part:+.2f}" for f in counted)
        lines.append(f"-# What its score is made of: {shown}")
    if following:
        ahead = hit.ahead_of(following)
        shown = " · ".join(f"{escaped(f.name)} {f.part:+.2f}" for f in ahead)
        lines.append(f"-# Ahead of the next by: {shown}")
    return "\n".join(lines)


def why_not_texts(found: WhyNot) -> list[str]:
    """Return the texts that say why an article is not what is shown first."""
    texts = [f"### Why not · {escaped(shortened(one_line(found.question), _QUESTION))}"]
    texts.append("\n".join(_best_there(found)))
    if found.first and found.best and not found.is_first:
        parts = " · ".join(f"{escaped(f.name)} {f.part:+.2f}" for f in found.behind)
        first = escaped(shortened(one_line(found.first.text), _TITLE))
        texts.append(f"What comes first: {first}\n-# It has more of: {parts}")
    return [shortened(text, MOST_TEXT // len(texts) - 1) for text in texts]


def _best_there(found: WhyNot) -> Iterator[str]:
    title = escaped(shortened(one_line(found.version.article.title), _TITLE))
    if found.best is None:
        yield f"No sentence of “{title}” says any of: {_listed(found.lacks)}."
        return
    if found.is_first:
        yield "That article is what comes first."
    yield f"The best of “{title}”: {escaped(shortened(one_line(found.best.text), _QUESTION))}"
    if found.lacks:
        yield f"It does not say: {_listed(found.lacks)}."


def question_in(text: str) -> str:
    """Return the question that a message's first text shows, as `header` wrote it."""
    line = text.split("\n", 1)[0].removeprefix("### ")
    return _ESCAPED.sub(r"\1", line).removesuffix("…").strip()


def shortened(text: str, limit: int) -> str:
    """Return the text, or its beginning and an ellipsis when it is longer than the limit."""
    return text if len(text) <= limit else text[: limit - 1].rstrip("\\ ") + "…"


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(f"**{escaped(shortened(word, _TITLE))}**" for word in words[:_WORDS])
    return shown + (f" and {len(words) - _WORDS} more" if len(words) > _WORDS else "")
