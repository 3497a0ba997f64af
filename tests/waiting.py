"""Waiting for what happens by itself, in another process or thread, instead of for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

BUSY_SECONDS = 90  # what a slow and busy machine may take


def until(
    holds: Callable[[], bool],
    what: str,
    seconds: float = BUSY_SECONDS,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Wait until something holds; fails when it does not in time. A page of this process goes on in its own `pause`."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds:.0f} s for {what}"
        pause(0.05)
