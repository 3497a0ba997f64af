"""Tenants of the sandbox compared with a baseline: what a test changes there, and what was said of it."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access.handles import seal
from tenantpilot.baselines import assigning, compare_reading, deciding, profiles, values
from tenantpilot.operations import dispatch
from tenantpilot.operations.names import COMPARE_BASELINES, SYNC_INVENTORY
from tenantpilot.sandbox.graph.data import Objects
from tests.baselines.stock import CUSTOMER, REFERENCE, Draft, Stock, tenant


class CompareWorld(Stock):
    """Two tenants that a test fills, read and compared as workers do it."""

    def fill(self) -> None:
        """Nothing by itself: each test brings what it needs."""
        self.reference_ref = self.ref_of(REFERENCE.display_name)
        self.customer_ref = self.ref_of(CUSTOMER.display_name)

    def bring(self, reference: dict[str, Objects], customer: dict[str, Objects] | None = None) -> None:
        """Serve these collections and read them whole."""
        self.reference = self.serve(tenant(REFERENCE, reference))
        self.customer = self.serve(tenant(CUSTOMER, customer or {}))
        for ref in (self.reference_ref, *((self.customer_ref,) if customer is not None else ())):
            self.read_all(ref)

    def read_all(self, tenant_ref: str, **arguments: Any) -> dict[str, Any]:
        """Read a tenant; the run's row."""
        started = dispatch.start(self.person(), SYNC_INVENTORY, arguments, tenant=tenant_ref)
        return self.work(self.run(started.run_ref))

    def hold(self, name: str, *tenants: str, families: tuple[str, ...] = (), exhaustive: bool = False,
             priority: int = 100) -> Draft:  # fmt: skip
        """A baseline captured from the reference tenant and assigned to these tenants."""
        made = self.create(name)
        made.capture(families=families, is_exhaustive=exhaustive)
        made.publish(to_first_ring=True)
        for ref in tenants:
            assigning.assign(self.manager, made.baseline, tenant_ref=ref, priority=priority)
        return made

    def compare(self, tenant_ref: str = "", **arguments: Any) -> dict[str, Any]:
        """Compare; the run's row. What a sync left waiting is done in its place."""
        started = dispatch.start(self.person(), COMPARE_BASELINES, arguments, tenant=tenant_ref or None)
        return self.work(self.run(started.run_ref))

    def comparison(self, tenant_ref: str, baseline_ref: str = "") -> dict[str, Any]:
        """The comparison that stands."""
        [row] = self.all(
            "select c.* from comparison c join tenant t on t.id = c.tenant_id join baseline b on b.id = c.baseline_id"
            " where t.public_id = %s and (%s = '' or b.public_id = %s) and c.is_current",
            tenant_ref, baseline_ref, baseline_ref,
        )  # fmt: skip
        return row

    def results(self, tenant_ref: str, baseline_ref: str = "") -> dict[str, dict[str, Any]]:
        """Results of the comparison that stands, by the part's id at the provider, unexpected ones by the policy's."""
        found = self.all(
            "select r.*, b.provider_id as part_id, p.provider_id as observed_id from comparison_result r"
            " left join policy p on p.id = r.policy_id"
            " left join baseline_part b on b.part_ref = r.part_ref and b.version_id = %s where r.comparison_id = %s",
            (row := self.comparison(tenant_ref, baseline_ref))["version_id"], row["id"],
        )  # fmt: skip
        return {one["part_id"] or one["observed_id"]: one | {"detail": json.loads(one["detail"])} for one in found}

    def findings(self, tenant_ref: str, *, is_open: bool = True) -> list[dict[str, Any]]:
        """A tenant's findings of baselines."""
        found = self.all(
            "select f.*, p.provider_id from finding f join tenant t on t.id = f.tenant_id"
            " left join policy p on p.id = f.policy_id"
            " where t.public_id = %s and f.source_kind = 'baseline' and f.is_open = %s order by f.number",
            tenant_ref, is_open,
        )  # fmt: skip
        return [one | {"detail": json.loads(one["detail"])} for one in found]

    def drop(self, draft: Draft) -> None:
        """Delete a baseline."""
        profiles.delete_baseline(self.manager, draft.baseline, "the test is over")

    def map(self, tenant_ref: str, name: str, value: str) -> None:
        """Say which object of a tenant stands for another tenant's."""
        values.map_reference(self.manager, tenant_ref, seal(self.manager, values.REFERENCE, name), value)

    def point_all(self, tenant_ref: str) -> None:
        """Point every part that nobody knows again to the policy with the id of its source."""
        for part_id, row in self.results(tenant_ref).items():
            if row["result"] in ("not_comparable", "missing", "covered"):
                self.point(tenant_ref, row, part_id)
        self.do_waiting()

    def point(self, tenant_ref: str, row: dict[str, Any], provider_id: str) -> None:
        """Say which policy of a tenant a result's part is."""
        ref = self.one(
            "select p.public_id from policy p join tenant t on t.id = p.tenant_id"
            " where p.provider_id = %s and p.family = %s and t.public_id = %s",
            provider_id, row["family"], tenant_ref,
        )  # fmt: skip
        ctx = self.manager
        policy = seal(ctx, compare_reading.POLICY, ref)
        deciding.point(ctx, seal(ctx, compare_reading.RESULT, row["public_id"]), policy, "the same object")

    def do_waiting(self) -> list[dict[str, Any]]:
        """Do whatever compares wait; their rows at their end."""
        query = "select * from operation_run where kind = %s and status = 'queued' order by created_at"
        return [self.work(row) for row in self.all(query, COMPARE_BASELINES)]

    def assign(self, draft: Draft, tenant_ref: str) -> None:
        """Let a baseline hold in a tenant."""
        assigning.assign(self.manager, draft.baseline, tenant_ref=tenant_ref)

    def change_priority(self, draft: Draft, priority: int) -> None:
        """Let a baseline weigh otherwise wherever it holds."""
        query = "select a.public_id from baseline_assignment a join baseline b on b.id = a.baseline_id"
        for row in self.all(f"{query} where b.public_id = %s", draft.ref):
            handle = seal(self.manager, assigning.KIND, row["public_id"])
            assigning.change_assignment(self.manager, handle, priority=priority, ring=1)

    def set_value(self, tenant_ref: str, name: str, value: str) -> None:
        """Give a tenant its own value of a variable."""
        values.set_value(self.manager, tenant_ref, name, value)
