"""What should be, in the browser world: a baseline of the large tenant, held in both, and what compares found."""

from __future__ import annotations

from dataclasses import dataclass

from tenantpilot.access.context import Context
from tenantpilot.baselines import assigning, compare_reading, part_reading, parts, profiles, reading
from tenantpilot.baselines.compare_reading import ResultFilters
from tenantpilot.baselines.fleet_reading import fleet_window
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.operations.reading import run_detail
from tenantpilot.tenants.groups import create_group
from tests.waiting import until

NAME, GROUP = "Core 4.2", "Manufacturing"


@dataclass(frozen=True)
class Held:
    """Public ids: Northwind's baseline with a draft, a comparison of each tenant; Fabrikam's baseline without parts."""

    baseline: str
    part: str
    comparison: str
    small: str
    result: str
    foreign: str


def hold(ctx: Context, foreign: Context, large: str, small: str) -> Held:
    """Capture the large tenant, publish, hold it in both tenants, and let a run compare them."""
    ref = profiles.create_baseline(ctx, NAME, "What every customer gets.")
    draft = reading.baseline_page(ctx, ref).version
    assert draft is not None
    taken = parts.capture_parts(ctx, draft.handle, draft.revision, large)
    profiles.publish(ctx, draft.handle, taken.revision, "First version", to_first_ring=True)
    held = reading.baseline_page(ctx, ref).row.handle
    assigning.assign(ctx, held, group_ref=create_group(ctx, GROUP, [large, small]))
    next_draft = profiles.start_draft(ctx, held)
    run = start(ctx, COMPARE_BASELINES, {"baseline": ref}).run_ref
    until(lambda: not run_detail(ctx, run).row.is_active, "the run to end")
    found = {row.tenant_ref: row.href.rpartition("/")[2] for row in fleet_window(ctx, ref, 0).rows}
    different = compare_reading.results(ctx, found[small], ResultFilters(result="different")).rows[0]
    return Held(
        baseline=ref,
        part=part_reading.list_parts(ctx, next_draft).rows[0].part_ref,
        comparison=found[large],
        small=found[small],
        result=different.result_ref,
        foreign=profiles.create_baseline(foreign, "Nothing yet"),
    )
