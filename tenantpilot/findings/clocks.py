"""Keeps the clock's columns of findings in line with their events."""

from __future__ import annotations

from collections.abc import Sequence

from tenantpilot.findings.tables import Finding
from tenantpilot.store.scope import Scope


def refresh(scope: Scope, findings: Sequence[Finding]) -> None:
    """Set due dates and states of findings from their events; the events are written already.

    Rows are changed in place, and written by the next flush.
    """
