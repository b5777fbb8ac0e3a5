"""Which language a text is in, by its most frequent small words and its script."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib import resources

_DATA = tomllib.loads(
    resources.files("bot.services.reading").joinpath("languages.toml").read_text(encoding="utf-8")
)
_LANGUAGES = tuple(_DATA["words"])
_LANGUAGES_OF: dict[str, list[str]] = {}  # each small word
for _name, _words in _DATA["words"].items():
    for _word in set(_words.split()):
        _LANGUAGES_OF.setdefault(_word, []).append(_name)
_SCRIPTS: dict[str, str] = _DATA["scripts"]
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 8_000
_MOST_WORDS = 1_500
_FEWEST_WORDS = 12
_SMALL_SHARE = 0.12
_LETTERS = 400


def language_of(text: str) -> str | None:
    """Return the language of a text as an ISO 639-1 code; None when there is too little to tell."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script is not None:
        return _SCRIPTS.get(script)
    words = _WORD.findall(sample.casefold())[:_MOST_WORDS]
    if len(words) < _FEWEST_WORDS:
        return None
    held = dict.fromkeys(_LANGUAGES, 0)
    for word, count in Counter(words).items():
        for language in _LANGUAGES_OF.get(word, ()):
            held[language] += count
    best = max(held, key=held.__getitem__)
    return best if held[best] / len(words) >= _SMALL_SHARE else None


@lru_cache(10_000)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def _script(sample: str) -> str | None:
    """Return the script of most letters, as Unicode names it; None when it is Latin or unclear."""
    letters = [c for c in sample[:: max(1, len(sample) // _LETTERS)] if c.isalpha()]
    scripts = Counter(map(_script_of, letters))
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] / 4:
        scripts["HIRAGANA"] += scripts.pop("CJK", 0)
    for script, count in scripts.most_common(1):
        if script != "LATIN" and count > scripts.total() / 2:
            return script
    return None
