import ast
from pathlib import Path

from bot.services import metrics


def test_prometheus_is_imported_by_nothing_else():
    """It is loaded only where a port is set."""
    root = Path(metrics.__file__).parents[1]
    using = {
        path.stem
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "prometheus_client"
    }
    assert using == {"metrics"}
