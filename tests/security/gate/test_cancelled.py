"""Events that a newer page load cancels, at every point of taking and giving back their state in Redis."""

from __future__ import annotations

import asyncio
import uuid

import pytest
import redis.asyncio
import reflex as rx
from reflex.istate.manager.token import BaseStateToken

from tenantpilot.access.gate.state_gate import RedisStates
from tests.loops import run

MOST_STEPS = 5000
SOON = 5.0  # seconds; a lock that was left behind stands for ten


async def _event(manager: RedisStates, token: BaseStateToken) -> None:
    async with manager.modify_state(token) as state:
        state.router_data = {"seen": "yes"}
        await asyncio.sleep(0)


async def _cancelled_after(steps: int, manager: RedisStates, token: BaseStateToken) -> bool:
    """Cancel an event after that many turns of the loop; whether it had ended by itself."""
    event = asyncio.create_task(_event(manager, token))
    for _ in range(steps):
        await asyncio.sleep(0)
    ended = event.done()
    event.cancel()
    await asyncio.wait([event])
    return ended


async def _everywhere(url: str) -> int:
    manager = RedisStates(redis=redis.asyncio.from_url(url))
    token = BaseStateToken(ident=f"test {uuid.uuid4()}", cls=rx.State)
    try:
        for steps in range(MOST_STEPS):
            ended = await _cancelled_after(steps, manager, token)
            async with asyncio.timeout(SOON):
                await _event(manager, token)
            if ended:
                return steps
    finally:
        await manager.close()
    pytest.fail("the event never ended by itself")


@pytest.mark.proves("CTS-023", negative=True)
def test_an_event_that_is_cancelled_leaves_no_lock_behind(servers, redis_numbers, module_database):
    assert run(_everywhere(servers.redis_url(next(redis_numbers)))) > 1
