"""The environment this process was started with, for the processes it starts: passed on, never read for settings."""

from __future__ import annotations

import os


def environment() -> dict[str, str]:
    """A copy that may be changed."""
    return dict(os.environ)
