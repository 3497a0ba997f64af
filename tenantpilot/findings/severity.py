"""How bad a finding is, and how heavily it weighs in drift."""

from __future__ import annotations

SEVERITIES = ("critical", "high", "medium", "low")
# One critical difference outweighs a handful of high ones, and so on down.
WEIGHT = {"critical": 40, "high": 10, "medium": 3, "low": 1}
# How a list orders them: the worst first.
RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}
