"""An event loop in which waiting costs no time: its clock jumps to whatever is due next."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

from tests import loops


class _Selector(selectors.SelectSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everybody waits for ever")
        self.now += max(timeout, 0.0)
        return super().select(0)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine in simulated time; `asyncio.get_running_loop().time()` tells it."""
    selector = _Selector()
    loop = asyncio.SelectorEventLoop(selector)
    loop.time = lambda: selector.now
    try:
        return loops.apart(lambda: loop.run_until_complete(work))
    finally:
        loop.close()


def now() -> float:
    return asyncio.get_running_loop().time()
