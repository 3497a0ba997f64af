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
    kept = {key: value for key, value in body.items() if not _is_note(key) and _counts(contract, key)}
    for name in contract.unordered:
        if isinstance(kept.get(name), list):
            kept[name] = sorted(_canonical(_bare(member)) for member in kept[name])
    return hashlib.sha256(_canonical(kept).encode()).hexdigest()


def _counts(contract: Contract, key: str) -> bool:
    return key in _SIGNALS or key not in contract.volatile


def _is_note(key: str) -> bool:
    """Annotations and actions come and go; only the type is part of an object."""
    return key != "@odata.type" and ("@" in key or key.startswith("#"))


def _bare(member: Any) -> Any:
    return {key: value for key, value in member.items() if not _is_note(key)} if isinstance(member, dict) else member


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))
