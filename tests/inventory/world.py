"""A seeded product beside a sandbox Graph: tenants are synced as workers do it, rows are looked at past all walls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.settings import settings
from tenantpilot.operations import control, dispatch, execution
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, Objects, TenantData
from tenantpilot.sandbox.graph.demo import profiles
from tenantpilot.sandbox.graph.demo.tenants import build
from tenantpilot.sandbox.graph.server import GraphSandbox
from tenantpilot.sandbox.graph.tenant import Tenant
from tests.seeded import Seeded
from tests.servers import Database

PROFILE = profiles.profile("adventure-works")
W = TypeVar("W", bound="SyncWorld")
DAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


def empty_tenant(collections: dict[str, Objects] | None = None) -> TenantData:
    """A tenant at the place of the demonstration's first, with what a test puts into it."""
    app = AppRegistration(PROFILE.client_id, secrets=[AppSecret(PROFILE.secret)], granted=set(PROFILE.granted))
    return TenantData(
        PROFILE.tenant_id, PROFILE.display_name, PROFILE.domain, apps=[app], collections=collections or {}
    )  # fmt: skip


def small_demo(policies: int = 90) -> TenantData:
    """The demonstration's first tenant, smaller, with its year of changes."""
    return build(PROFILE, today=now(), policies=policies)


@contextmanager
def pointed(kind: type[W], database: Database, graph: GraphSandbox) -> Iterator[W]:
    """A world of this kind; the product asks its sandbox until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TENANTPILOT_GRAPH_URL", graph.graph_url)
        patch.setenv("TENANTPILOT_LOGIN_URL", graph.login_url)
        settings.cache_clear()
        graph.faults.clear()
        with closing(kind(database, graph)) as world:
            yield world


class SyncWorld(Seeded):
    """One database, one sandbox, one tenant that is read."""

    def __init__(self, database: Database, graph: GraphSandbox) -> None:
        super().__init__(database)
        self.graph = graph
        self.tenant_ref: str = self.one("select public_id from tenant where name = %s", PROFILE.display_name)
        self.tenant_id: UUID = self.one("select id from tenant where name = %s", PROFILE.display_name)

    def serve(self, data: TenantData) -> Tenant:
        """Let the sandbox serve this tenant from now on."""
        self.graph.faults.clear()
        return self.graph.add_tenant(data)

    def start(self, **arguments: Any) -> dict[str, Any]:
        """Ask for a sync; its row."""
        started = dispatch.start(self.person(), SYNC_INVENTORY, arguments, tenant=self.tenant_ref)
        return self.run(started.run_ref)

    def run(self, ref: str) -> dict[str, Any]:
        """A run's row."""
        return self.all("select * from operation_run where public_id = %s", ref)[0]

    def work(self, row: dict[str, Any]) -> dict[str, Any]:
        """Do a waiting run as a worker does; its row afterwards."""
        mine = execution.claim(row["workspace_id"], row["id"])
        assert mine is not None
        execution.work(mine)
        return self.run(row["public_id"])

    def sync(self, **arguments: Any) -> dict[str, Any]:
        """A whole sync; the run's row at its end."""
        return self.work(self.start(**arguments))

    def retry(self, row: dict[str, Any]) -> dict[str, Any]:
        """Retry what failed of a run, as the person would; the new run's row at its end."""
        ctx = self.person()
        started = control.retry_failed(ctx, seal(ctx, dispatch.KIND, row["public_id"]))
        return self.work(self.run(started.run_ref))

    def items(self, row: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """A run's items by what they are about."""
        found = self.all("select * from run_item where run_id = %s order by number", row["id"])
        return {item["payload"]: item for item in found}

    def coverage(self) -> dict[str, dict[str, Any]]:
        """How each family of the tenant is known."""
        found = self.all("select * from family_coverage where tenant_id = %s", self.tenant_id)
        return {row["family"]: row for row in found}

    def policies(self, family: str = "") -> dict[str, dict[str, Any]]:
        """The tenant's policies by the provider's id."""
        found = self.all(
            "select * from policy where tenant_id = %s and (%s = '' or family = %s)", self.tenant_id, family, family
        )
        return {row["provider_id"]: row for row in found}

    def state(self) -> list[dict[str, Any]]:
        """Everything that must not change when nothing changed: policies, versions, absences."""
        return self.all(
            "select p.family, p.provider_id, p.name, p.version, p.content_digest, p.assignments_digest, p.is_ghost,"
            " p.deleted_at, p.changed_at, (select count(*) from policy_version v where v.policy_id = p.id) as versions,"
            " (select count(*) from policy_absence a where a.policy_id = p.id) as absences"
            " from policy p order by p.family, p.provider_id"
        )  # fmt: skip

    def versions(self, provider_id: str) -> list[dict[str, Any]]:
        """The versions of a policy, oldest first."""
        return self.all(
            "select v.* from policy_version v join policy p on p.id = v.policy_id where p.provider_id = %s"
            " order by v.number", provider_id,
        )  # fmt: skip

    def inventory(self) -> dict[str, Any]:
        """The tenant's aggregate."""
        return self.all("select * from tenant_inventory where tenant_id = %s", self.tenant_id)[0]

    def audit(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """The entries that a run left in the log, oldest first."""
        query = "select action, after, reason from audit_entry where run_ref = %s order by seq"
        found = self.all(query, row["public_id"])
        return [one | {"after": json.loads(one["after"] or "{}")} for one in found]
