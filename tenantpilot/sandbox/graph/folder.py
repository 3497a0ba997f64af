"""Graph objects from files: one object per file, one folder per collection."""

from __future__ import annotations

import json
from pathlib import Path

from tenantpilot.sandbox.graph.collections import COLLECTIONS
from tenantpilot.sandbox.graph.data import TenantData


class FolderError(ValueError):
    """The folder names a collection in a way that the sandbox does not serve."""


def load_folder(path: Path, tenant: TenantData) -> int:
    """Put every object below `path` into the tenant; how many there were.

    `collections.json` beside the folder, if there is one, has to agree with the paths that the sandbox serves.

    Raises:
        FolderError: a collection is unknown or stands at another path.
    """
    _check(path.parent / "collections.json")
    count = 0
    for folder in sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("_")):
        if folder.name not in COLLECTIONS:
            raise FolderError(f"no collection is called {folder.name}")
        for file in sorted(folder.glob("*.json")):
            tenant.put(folder.name, json.loads(file.read_text(encoding="utf-8")))
            count += 1
    return count


def _check(file: Path) -> None:
    if not file.exists():
        return
    for name, described in json.loads(file.read_text(encoding="utf-8")).items():
        known = COLLECTIONS.get(name)
        if known is None or f"beta/{known.path}" != described["graphPath"]:
            raise FolderError(f"{name} is not served at {described['graphPath']}")
        if known.name_property != described["nameProperty"]:
            raise FolderError(f"{name} is not named by {described['nameProperty']}")
