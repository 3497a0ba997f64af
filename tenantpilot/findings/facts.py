"""What stands in a finding's `detail`: one spelling of its keys for who writes it and for the page that reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

MOST_PATHS = 50


@dataclass(frozen=True)
class Facts:
    """Small facts beside a finding; empty where there are none.

    `*_content` and `*_assignments` address texts of the workspace's contents: what should be (variables applied) and
    what is. `ignored` are paths that the source does not compare. `changed_by`, `changed_at` and `changed_from` say
    who changed it, when, or since when, by the tenant's own log. `result_ref`, `comparison_ref` and `part_ref` lead to
    the compare; `reason_code` is the source's own word for why, `severity` what it proposes before the rules decide.
    `expires_at` is when what stands will be no more.
    """

    reason_code: str = ""
    paths: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    expected_content: str = ""
    observed_content: str = ""
    expected_assignments: str = ""
    observed_assignments: str = ""
    changed_by: str = ""
    changed_by_kind: str = ""
    changed_at: str = ""
    changed_from: str = ""
    comparison_ref: str = ""
    result_ref: str = ""
    part_ref: str = ""
    severity: str = ""
    expires_at: str = ""

    @classmethod
    def read(cls, detail: str) -> Facts:
        """The facts in a stored detail; what is unknown here, or of another shape, is left out."""
        try:
            found = json.loads(detail)
        except ValueError:
            found = {}
        return cls(**dict(_known(found if isinstance(found, dict) else {})))

    def written(self) -> Mapping[str, Any]:
        """What to store: only what says something."""
        told = asdict(self) | {"paths": list(self.paths[:MOST_PATHS]), "ignored": list(self.ignored[:MOST_PATHS])}
        return {name: value for name, value in told.items() if value}


def _known(found: Mapping[str, Any]) -> list[tuple[str, Any]]:
    made: list[tuple[str, Any]] = []
    for one in fields(Facts):
        value = found.get(one.name)
        if one.name in ("paths", "ignored"):
            if isinstance(value, list):
                made.append((one.name, tuple(str(path) for path in value)))
        elif isinstance(value, str):
            made.append((one.name, value))
    return made
