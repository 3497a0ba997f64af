"""The demonstration's tenants inside a sandbox: where their year stands, and what does not work there."""

from __future__ import annotations

from datetime import datetime

from tenantpilot.sandbox.graph.demo.profiles import ADVENTURE_WORKS, PROFILES
from tenantpilot.sandbox.graph.demo.tenants import build
from tenantpilot.sandbox.graph.faults import Fault
from tenantpilot.sandbox.graph.world import World

BROKEN_FAMILY = "deviceHealthScripts"
"""One object of this family answers with nonsense, so that a reading of the family stays partial."""
PAUSE = 125.0
"""Seconds to stay away: longer than a reading waits for, so that it ends at once and says so."""
ACCESS = ("conditionalAccessPolicies", "namedLocations")


def add_demo_tenants(world: World, today: datetime, *, until: datetime) -> None:
    """Serve all four tenants of `today`, with everything that has happened `until` then."""
    for one in PROFILES:
        tenant = world.add_tenant(build(one, today=today))
        world.advance(tenant, until)


def arm_demo_faults(world: World) -> None:
    """Let one family stay partial and Conditional Access be throttled, each in one tenant, until somebody clears it."""
    broken = world.tenants[ADVENTURE_WORKS.tenant_id]
    ids = [id_ for id_, item in broken.store.objects[BROKEN_FAMILY].items() if not item.get("isGlobalScript")]
    world.faults.add(
        Fault.NOT_JSON,
        tenant=ADVENTURE_WORKS.tenant_id,
        collection=BROKEN_FAMILY,
        path=f"{BROKEN_FAMILY}/{ids[0]}",
        is_standing=True,
    )
    for one in PROFILES:
        if one.throttles_conditional_access:
            for collection in ACCESS:
                world.faults.add(
                    Fault.THROTTLED, tenant=one.tenant_id, collection=collection, seconds=PAUSE, is_standing=True
                )
