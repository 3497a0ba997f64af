"""Liveness and readiness, without a word about why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PROBE_SECONDS = 2.0
Probe = Callable[[], Awaitable[object]]


async def _passes(probe: Probe) -> bool:
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            await probe()
    except Exception:  # noqa: BLE001  a probe answers yes or no
        return False
    return True


def health_routes(probes: Sequence[Probe]) -> list[Route]:
    """`/healthz`: the process answers. `/readyz`: every probe passes as well."""

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok", headers={"cache-control": "no-store"})

    async def ready(_: Request) -> Response:
        passed = all(await asyncio.gather(*map(_passes, probes)))
        return PlainTextResponse(
            "ok" if passed else "unavailable", 200 if passed else 503, headers={"cache-control": "no-store"}
        )

    return [Route("/healthz", alive, methods=["GET"]), Route("/readyz", ready, methods=["GET"])]
