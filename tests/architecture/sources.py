"""The Python sources that the architecture rules are about, parsed once."""

from __future__ import annotations

import ast
import subprocess
from functools import lru_cache
from pathlib import Path

from tests.architecture.specification import ROOT

PRODUCT = ROOT / "tenantpilot"
_OURS = ("tenantpilot", "tests", "bench", "scripts", "tools", "alembic")


def relative(path: Path) -> str:
    """Path as the rules and exception lists write it."""
    return path.relative_to(ROOT).as_posix()


@lru_cache(maxsize=1)
def python_files() -> tuple[Path, ...]:
    """Every Python file that we write."""
    inside = [path for folder in _OURS for path in (ROOT / folder).rglob("*.py")]
    return tuple(sorted(inside + list(ROOT.glob("*.py"))))


@lru_cache(maxsize=1)
def product_files() -> tuple[Path, ...]:
    """Every Python file of the product package."""
    return tuple(path for path in python_files() if path.is_relative_to(PRODUCT))


@lru_cache(maxsize=1024)
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@lru_cache(maxsize=1)
def tracked_files() -> tuple[Path, ...]:
    """Everything that belongs to the repository: tracked files, and new ones that are not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return tuple(ROOT / name for name in sorted(set(listing.split("\0"))) if name and (ROOT / name).is_file())
