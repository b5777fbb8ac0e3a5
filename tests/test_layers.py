"""The arrows between the parts, as the package docstrings promise them."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STANDARD = set(sys.stdlib_module_names)
ANY = {"*"}

# part -> (what it may import beside the standard library and itself, what it must not import)
ALLOWED = {
    "corpus": ({"nltk", "rank_bm25", "numpy", "corpus"}, {"asyncio", "logging", "socket"}),
    "bot/storage": ({"aiosqlite", "corpus", "bot.errors", "bot.storage"}, {"logging.config"}),
    "bot/services": (
        ANY,
        {"discord", "aiosqlite", "sqlite3", "cogs", "bot.bootstrap", "bot.commands"},
    ),
    "bot/commands": (ANY, {"aiosqlite", "sqlite3", "cogs", "discord"}),
    "cogs": (
        {
            "discord",
            "bot.services",
            "bot.errors",
            "bot.tree",
            "bot.patience",
            "bot.fetch",
            "corpus.models",
            "cogs",
        },
        {"sqlite3"},
    ),
    "bot/console": (ANY, {"discord", "sqlite3", "aiosqlite", "cogs"}),
}


SOURCES = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for part in ("bot", "cogs", "corpus")
    for path in sorted((ROOT / part).rglob("*.py"))
]


def imports(path, *, at_run_time=False):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_types = [
        node
        for guard in ast.walk(tree)
        if isinstance(guard, ast.If) and ast.unparse(guard.test) == "TYPE_CHECKING"
        for node in ast.walk(guard)
    ]
    for node in ast.walk(tree):
        if at_run_time and node in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def matches(name, prefixes):
    return any(name == p or name.startswith(p + ".") for p in prefixes)


def rule_for(path):
    relative = path.relative_to(ROOT).as_posix()
    for part, rule in ALLOWED.items():
        if relative.startswith((part + "/", part + ".py")):
            return rule
    return None


@pytest.mark.parametrize("path", SOURCES)
def test_imports_follow_the_arrows(path):
    rule = rule_for(path)
    if rule is None:
        return
    allowed, forbidden = rule
    for name in imports(path):
        assert not matches(name, forbidden), f"{name} is not for this part"
        if allowed is not ANY and name.split(".")[0] not in STANDARD:
            assert matches(name, allowed), f"{name} is not for this part"


@pytest.mark.parametrize("path", SOURCES)
def test_nobody_imports_bootstrap_but_the_command_line(path):
    if path.relative_to(ROOT).parts[:2] in {
        ("bot", "commands"),
        ("bot", "cli.py"),
        ("bot", "console.py"),
    }:
        return
    assert not any(matches(name, {"bot.bootstrap"}) for name in imports(path, at_run_time=True))


@pytest.mark.parametrize("path", SOURCES)
def test_no_sql_outside_storage(path):
    if "storage" in path.parts:
        return
    text = path.read_text(encoding="utf-8")
    for statement in ("INSERT INTO", "DELETE FROM", "SELECT ", "UPDATE ", "CREATE TABLE"):
        assert statement not in text, f"{statement} stands outside bot/storage"


@pytest.mark.parametrize("path", SOURCES)
def test_corpus_reads_no_clock_and_no_environment(path):
    if path.relative_to(ROOT).parts[0] != "corpus":
        return
    text = path.read_text(encoding="utf-8")
    for word in ("os.environ", "getenv", ".now(", "utcnow", "date.today", "time.time"):
        assert word not in text
