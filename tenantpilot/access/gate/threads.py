"""Runs synchronous services off the event loop: a service that blocks would stop every browser of the process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from typing import ParamSpec, TypeVar

from tenantpilot.kernel.settings import settings

P = ParamSpec("P")
T = TypeVar("T")


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    # One thread per database connection: more would only wait for connections instead of for threads.
    return ThreadPoolExecutor(max_workers=settings().database_pool, thread_name_prefix="service")


async def run_service(service: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `service(*args, **kwargs)`, run in a bounded pool; its errors pass through.

    Being cancelled (a revocation) stops the waiting handler at once. The thread finishes its transaction, which holds
    the session row when it writes, so a revocation either waits for that commit or is seen by it.
    """
    return await asyncio.get_running_loop().run_in_executor(_pool(), partial(service, *args, **kwargs))
