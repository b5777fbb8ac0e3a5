"""Reviews the dependencies without a network: pins, hashes, licences, and what is imported.

    make review

Known vulnerabilities are looked up by `make audit`, which needs the network.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from deploy.pinned import normal, read_pinned

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-preview.txt")
PARTS = ("bot", "cogs", "corpus")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_FREE = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|Unlicense|0BSD|Zlib|HPND|"
    r"Public Domain|LGPL|CNRI)",
    re.IGNORECASE,
)
_OURS = {"attribune"}
_OPTIONAL = {"matplotlib", "simcord"}  # of the extras; imported where they are asked for


def review() -> list[str]:
    """Return what is wrong, a sentence each; empty when all is well."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_name(requirement) for requirement in project["dependencies"]}
    pinned = {one.name for one in read_pinned(ROOT / FILES[0])}
    problems = [problem for file in FILES for problem in _unhashed(file)]
    problems += [f"{name} is declared and not pinned" for name in sorted(declared - pinned)]
    problems += _licences({one.name: one.version for one in read_pinned(ROOT / FILES[0])})
    used = _imported()
    problems += [
        f"{name} is imported and not declared" for name in sorted(used - declared - _OPTIONAL)
    ]
    unused = declared - used - {"tzdata"}  # which is data
    return problems + [f"{name} is declared and never imported" for name in sorted(unused)]


def _unhashed(file: str) -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    problems = [f"{file}: {word}" for word in ("://", "--index", "--extra-index") if word in text]
    return problems + [
        f"{file}: {one.name} has no hash" for one in read_pinned(ROOT / file) if not one.hashes
    ]


def _licences(versions: dict[str, str]) -> list[str]:
    problems: list[str] = []
    for name in versions:
        try:
            told = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # for other machines alone
            continue
        classified = [c for c in told.get_all("Classifier") or () if c.startswith("License")]
        words = " ".join([told.get("License-Expression") or "", *classified])
        if not _FREE.search(words or "") and not _FREE.search((told.get("License") or "")[:200]):
            problems.append(f"{name}: which licence is that? {words.strip() or 'none is told'}")
    return problems


def _imported() -> set[str]:
    """Return the distributions that the program imports."""
    providers = metadata.packages_distributions()
    modules = {
        name.split(".")[0]
        for part in PARTS
        for path in (ROOT / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _names(node)
    }
    outside = modules - set(sys.stdlib_module_names) - set(PARTS)
    found = {normal(dist) for module in outside for dist in providers.get(module, [module])}
    return found - _OURS


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module]
    return []


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found is not None
    return normal(found[0])


if __name__ == "__main__":
    wrong = review()
    sys.stderr.writelines(f"{problem}\n" for problem in wrong)
    sys.exit(1 if wrong else 0)
