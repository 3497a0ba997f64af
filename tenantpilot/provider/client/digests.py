"""A digest of an object as its list showed it, by which an unchanged object is known without being read whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from tenantpilot.provider.contracts.model import Contract

# Kept by the provider, but they move when something else does.
_SIGNALS = frozenset({"lastModifiedDateTime", "modifiedDateTime", "version", "settingCount", "id"})


def listed_digest(contract: Contract, body: Mapping[str, Any]) -> str:
    """Same digest, same object, whatever the order of its assignments and the state of its counters."""
    kept = {key: value for key, value in body.items() if _counts(contract, key)}
    for name in contract.unordered:
        if isinstance(kept.get(name), list):
            kept[name] = sorted(_canonical(member) for member in kept[name])
    return hashlib.sha256(_canonical(kept).encode()).hexdigest()


def _counts(contract: Contract, key: str) -> bool:
    if key.startswith(("@odata.context", "@microsoft.", "@odata.etag")) or key.endswith("@odata.context"):
        return False
    return key in _SIGNALS or key not in contract.volatile


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
