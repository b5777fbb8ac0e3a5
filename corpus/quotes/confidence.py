"""How often each rule names the right source, measured on labelled news and rounded."""

from __future__ import annotations

from corpus.quotes.lists import sections

_UNMEASURED = 0.5


def _table() -> dict[str, float]:
    table = {}
    for line in sections("rule_precision").get("", ()):
        rule, value = line.split()
        table[rule] = float(value)
    return table


_PRECISION = _table()


def confidence_of(rule: str) -> float:
    """Return a rule's measured precision, from 0 to 1; a half where it was never measured."""
    return _PRECISION.get(rule, _UNMEASURED)
