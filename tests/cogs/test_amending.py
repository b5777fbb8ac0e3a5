from datetime import UTC, datetime

from discord import ui

from bot.services.proving import Proven, Side, Standing, Words
from cogs._amending import add_corrections
from cogs._render import MOST_TEXT
from corpus.models import Article, ArticleVersion, Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)
VERSION = ArticleVersion(1, 1, 1, NOW, Article("Rain", "It rains today."))


def change(**known):
    found = {"standing": Standing.SUPERSEDED, "version": VERSION, "newest": VERSION, "place": None}
    return Proven("0AB-CD", span=Span(0, 15), **found | known)


def lines(changes, shown="It rains today."):
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(shown))
    add_corrections(view, changes)
    return [item.content for item in view.walk_children()][1:]


def test_each_change_is_a_small_line_with_what_is_different():
    words = (Words(Side.BOTH, "It rains"), Words(Side.BEFORE, "today."), Words(Side.NOW, "*now*."))
    since = "the article says it differently since <t:1767225600:f>: "
    assert lines([change(difference=words, changed_at=NOW)]) == [
        f"-# Correction to `0AB-CD`: {since}It rains ~~today.~~ **\\*now\\*.**"
    ]


def test_what_is_gone_is_said_without_a_difference():
    gone = change(standing=Standing.GONE, forgotten_at=NOW)
    told = "the article no longer says it since <t:1767225600:f>"
    assert lines([gone, gone]) == ["\n".join([f"-# Correction to `0AB-CD`: {told}"] * 2)]


def test_nothing_is_added_without_a_change_or_without_room():
    assert lines([]) == []
    assert lines([change()], "x" * MOST_TEXT) == []
