"""Small files, small functions. The exception list may only get shorter."""

import ast

from tests.architecture.sources import python_files, relative, tree

FILE_LIMIT = 400
FUNCTION_LIMIT = 60
PAGE_LIMIT = 80
MIGRATIONS = "alembic/versions/"  # a list of steps that is never edited again; the limit of files holds

# path or path::function -> lines it may have today. Lower a number when it shrinks, remove the entry when it fits.
EXCEPTIONS: dict[str, int] = {}


def _sizes() -> dict[str, tuple[int, int]]:
    """Lines and limit of every file and function."""
    found = {}
    for path in python_files():
        name = relative(path)
        found[name] = (len(path.read_text(encoding="utf-8").splitlines()), FILE_LIMIT)
        if name.startswith(MIGRATIONS):
            continue
        limit = PAGE_LIMIT if name.startswith("tenantpilot/ui/") else FUNCTION_LIMIT
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{name}::{node.name}"] = ((node.end_lineno or 0) - node.lineno + 1, limit)
    return found


def test_nothing_is_larger_than_its_limit():
    sizes = _sizes()
    too_large = {name: lines for name, (lines, limit) in sizes.items() if lines > EXCEPTIONS.get(name, limit)}
    assert too_large == {}


def test_exceptions_are_still_needed_and_exact():
    sizes = _sizes()
    stale = {
        name: lines for name, lines in EXCEPTIONS.items() if name not in sizes or sizes[name][0] <= sizes[name][1]
        or sizes[name][0] < lines
    }  # fmt: skip
    assert stale == {}
