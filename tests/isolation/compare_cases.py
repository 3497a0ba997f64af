"""How the services of comparisons are called by the generated attacks."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.handles import seal
from tenantpilot.baselines import compare_reading, deciding, fleet_reading, result_reading
from tests.isolation.calling import Case, at, by_handle, plainly
from tests.isolation.world import World

C = Capability
READ, MANAGE = (C.BASELINE_READ,), (C.BASELINE_MANAGE,)
NOTHING = "nothing"


def _point(ctx: Any, world: World, ref: str) -> None:
    """Point to the policy that a result speaks of already; to nothing for a result that is nowhere."""
    query = ("select p.public_id from comparison_result r join policy p on p.workspace_id = r.workspace_id"
             " and p.id = r.policy_id where r.public_id = %s")  # fmt: skip
    found = world.ask(query, ref.replace("\x00", ""))
    policy = found[0][0] if found else NOTHING
    deciding.point(
        ctx, seal(ctx, compare_reading.RESULT, ref), seal(ctx, compare_reading.POLICY, policy), "it is the one"
    )


COMPARISONS = (
    Case("baselines.compare_reading.comparisons", "workspace", plainly(compare_reading.comparisons), READ),
    Case("baselines.compare_reading.comparisons", "workspace",
         lambda ctx, world, ref: compare_reading.comparisons(ctx, ref or NOTHING), READ, aims="tenant",
         note="of a tenant"),
    Case("baselines.compare_reading.comparisons", "workspace",
         lambda ctx, world, ref: compare_reading.comparisons(ctx, "", ref or NOTHING), READ, aims="baseline",
         note="of a baseline"),
    Case("baselines.compare_reading.comparison", "workspace", at(compare_reading.comparison), READ, aims="comparison"),
    Case("baselines.compare_reading.results", "workspace", at(compare_reading.results), READ, aims="comparison"),
    Case("baselines.compare_reading.proposals", "workspace", at(compare_reading.proposals), READ, aims="comparison"),
    Case("baselines.compare_reading.candidates", "workspace", at(compare_reading.candidates), MANAGE,
         aims="comparison_result"),
    Case("baselines.result_reading.result", "workspace", at(result_reading.result), READ, aims="comparison_result"),
    Case("baselines.fleet_reading.fleets", "workspace", plainly(fleet_reading.fleets), READ),
    Case("baselines.fleet_reading.fleet", "workspace", at(fleet_reading.fleet), READ, aims="baseline"),
    Case("baselines.fleet_reading.fleet_window", "workspace", at(fleet_reading.fleet_window, 0), READ,
         aims="baseline"),
    Case("baselines.deciding.confirm", "workspace", by_handle(deciding.confirm, compare_reading.MATCH), MANAGE,
         aims="policy_match", where="state = 'confirmed'"),
    Case("baselines.deciding.reject", "workspace", by_handle(deciding.reject, compare_reading.MATCH, "another one"),
         MANAGE, aims="policy_match", where="state <> 'confirmed'"),
    Case("baselines.deciding.point", "workspace", _point, MANAGE, aims="comparison_result"),
)  # fmt: skip
