"""How the services of work on findings, and of saved views, are called by the generated attacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenantpilot.access import saved_views
from tenantpilot.access.capabilities import Capability
from tenantpilot.access.handles import seal
from tenantpilot.findings import bulk, hygiene, reading, record
from tenantpilot.findings.bulk import Chosen
from tenantpilot.findings.events import KIND
from tenantpilot.findings.filters import PROBLEMS, FindingFilters
from tests.isolation.calling import Call, Case, at, by_handle, plainly

C = Capability
NOTHING = "nothing"  # where an empty id means that none was named
ABSENT = "fnd_" + "a" * 20
NOT_FROM_A_CASE = "starts_with(name, 'view ')"  # whoever saved a view may delete it


def _of_a_tenant(function: Callable[..., Any], *before: Any) -> Call:
    return lambda ctx, world, ref: function(ctx, *before, FindingFilters(environment_id=ref or NOTHING))


def _chosen(function: Callable[..., Any]) -> Call:
    """Foreign findings are left out as absent ones are; that both answer alike is tested beside the service."""
    return lambda ctx, world, ref: function(ctx, "triage", [Chosen(seal(ctx, KIND, ABSENT), 1)])


LISTS = (reading.list_findings, reading.findings_summary)
WORK = (
    *(Case(f"findings.reading.{one.__name__}", "workspace", plainly(one), (C.FINDING_READ,)) for one in LISTS),
    *(Case(f"findings.reading.{one.__name__}", "workspace", _of_a_tenant(one), (C.FINDING_READ,), aims="tenant",
           note="of a tenant") for one in LISTS),
    Case("findings.reading.list_findings", "workspace",
         plainly(reading.list_findings, FindingFilters(view="accepted", q="mine")), (C.FINDING_READ,), note="search"),
    Case("findings.reading.finding_choices", "workspace", plainly(reading.finding_choices), (C.FINDING_READ,)),
    Case("findings.reading.search_findings", "workspace", plainly(reading.search_findings, "mine"),
         (C.FINDING_READ,)),
    *(Case(f"findings.record.{one.__name__}", "workspace", at(one), (C.FINDING_READ,), aims="finding")
      for one in (record.finding_detail, record.finding_timeline)),
    *(Case("findings.hygiene.hygiene", "workspace", plainly(hygiene.hygiene, problem), (C.FINDING_READ,), note=problem)
      for problem in PROBLEMS),
    Case("findings.hygiene.hygiene", "workspace",
         lambda ctx, world, ref: hygiene.hygiene(ctx, "ownerless", ref or NOTHING), (C.FINDING_READ,), aims="tenant",
         note="of a tenant"),
    *(Case(f"findings.bulk.{one.__name__}", "workspace", _chosen(one), (C.FINDING_READ,))
      for one in (bulk.change_chosen, bulk.preview_chosen)),
    *(Case(f"findings.bulk.{one.__name__}", "workspace", plainly(one, "claim", FindingFilters(view="closed")),
           (C.FINDING_READ,)) for one in (bulk.change_matching, bulk.preview_matching)),
    *(Case(f"findings.bulk.{one.__name__}", "workspace", _of_a_tenant(one, "claim"), (C.FINDING_READ,), aims="tenant",
           note="of a tenant") for one in (bulk.change_matching, bulk.preview_matching)),
    Case("access.saved_views.list_saved_views", "workspace", plainly(saved_views.list_saved_views, "findings"),
         (C.WORKSPACE_READ,)),
    Case("access.saved_views.save_view", "workspace",
         plainly(saved_views.save_view, "findings", "Mine", "severity=high"), (C.WORKSPACE_READ,)),
    Case("access.saved_views.save_view", "workspace",
         plainly(saved_views.save_view, "findings", "Ours", "severity=high", is_shared=True),
         (C.WORKSPACE_READ, C.FINDING_COMMENT), note="shared"),
    Case("access.saved_views.delete_view", "workspace", by_handle(saved_views.delete_view, saved_views.KIND),
         (C.WORKSPACE_READ, C.GOVERNANCE_MANAGE), aims="saved_view", where=f"is_shared and {NOT_FROM_A_CASE}"),
)  # fmt: skip
