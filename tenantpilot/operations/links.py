"""The one builder of addresses of runs and their files (O4)."""

from __future__ import annotations


def run_href(space: str, run_ref: str) -> str:
    """The run's one page, whoever links to it and from wherever."""
    return f"/admin/{space}/operations/{run_ref}"


def artifact_href(space: str, artifact_ref: str) -> str:
    """Where a file is downloaded."""
    return f"/files/{space}/{artifact_ref}"
