"""Asynchronous work of a test in a loop of its own thread: a browser test of the same process keeps one in the main."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Made = TypeVar("Made")


def apart(work: Callable[[], Made]) -> Made:
    """Call `work` in a thread of its own, with this one's context (a frozen clock stays frozen)."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(contextvars.copy_context().run, work).result()


def run(work: Coroutine[Any, Any, Made]) -> Made:
    """As asyncio.run, but from wherever one is."""
    return apart(lambda: asyncio.run(work))
