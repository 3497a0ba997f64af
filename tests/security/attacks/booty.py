"""What there is to steal: records of every kind in both workspaces, made by the product's services."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.saved_views import save_view
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines.assigning import assign
from tenantpilot.baselines.choices import capture_choices
from tenantpilot.baselines.parts import capture_parts
from tenantpilot.baselines.profiles import create_baseline, publish, start_draft
from tenantpilot.baselines.reading import baseline_page, list_baselines
from tenantpilot.findings.exception_reading import request_terms
from tenantpilot.findings.exceptions import RequestForm, request
from tenantpilot.findings.observing import Observation, Source, observe
from tenantpilot.findings.reading import list_findings
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ConflictError
from tenantpilot.operations import controls, execution
from tenantpilot.operations.cadence import Cadence
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import COMPARE_BASELINES
from tenantpilot.operations.schedules import create_schedule
from tenantpilot.store.engine import sqlalchemy_url
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import open_workspace
from tenantpilot.tenants.groups import create_group
from tenantpilot.tenants.reading import list_tenants
from tenantpilot.tenants.tables import Tenant
from tests.isolation.inventory_rows import inventory_rows
from tests.people import context_of
from tests.security.harness.world import World

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
PUBLIC = re.compile(r"\b[a-z]{3,4}_[a-z0-9]{20}\b")
PLANTED = "PLANTED-hidden-in-the-record"
# What a route's argument names, by the table of its record.
ARGUMENTS = {
    "run": "operation_run",
    "tenant": "tenant",
    "connection": "provider_connection",
    "policy": "policy",
    "finding": "finding",
    "exception": "finding_exception",
    "baseline": "baseline",
    "comparison": "comparison",
}
# Tables of whose records one of the victim's is aimed at.
AIMS = (
    "membership", "invitation", "operation_run", "schedule", "notification", "tenant", "artifact", "workspace_control",
    "provider_connection", "provider_credential", "policy", "policy_version",
    "finding", "finding_exception", "saved_view", "baseline", "comparison", "tenant_group",
)  # fmt: skip
# Ids that Microsoft gave, which members of the workspace see; everything else of that shape is a key of ours.
PROVIDERS = {"provider_tenant_id", "client_id", "provider_id", "subject_id", "event_id"}


@dataclass
class Booty:
    """Known values: what no frame, no store and no log may hold."""

    internal: set[str] = field(default_factory=set)  # keys of rows: nobody's to see
    secret: set[str] = field(default_factory=set)  # tokens, digests, planted words: nobody's to see
    public: dict[str, set[str]] = field(default_factory=dict)  # by workspace: what its members may see
    rows: dict[str, tuple[str, str]] = field(default_factory=dict)  # kind -> (public id, key) of a victim's record

    def place(self, route: str, space: str, how: str = "public") -> str:
        """A route as an address in `space`: with the victim's records by public id or by key, absent ones, or junk."""
        path = "/" + route.replace("[space]", space)
        for argument, table in ARGUMENTS.items():
            path = path.replace(f"[{argument}]", self._named(how, *self.rows[table]))
        return path.replace("[entry]", self._named(how, "1", self.rows["operation_run"][1]))

    @staticmethod
    def _named(how: str, public: str, key: str) -> str:
        return {"public": public, "key": key, "absent": public[:4] + "a" * 20}.get(how, how)


def lay_out(world: World) -> None:
    """Give both workspaces records of every kind; a second time adds what is used up, not what is there."""
    owners = [context_of(key) for key in ("northwind-owner", "fabrikam-owner")]
    for owner in owners:
        furnish(owner)
    stock(world)
    for owner in owners:
        govern(owner)


def furnish(owner: Context) -> None:
    """Give a workspace runs (ended, with files and notices, and a waiting one), a schedule and a control."""
    for kind in ("audit.verify", "audit.export"):
        made = start(owner, kind, {})
        execute(made.run_ref)
    start(owner, "run.export", {})
    create_schedule(owner, "audit.verify", Cadence("daily", 5, 0))
    _find(owner)
    with suppress(ConflictError):  # stopped already, in the round with the other state manager
        controls.stop(owner, "connection.check", "looked into")


def _find(owner: Context) -> None:
    """Something found in the workspace's first tenant, a request to accept it, and a view of the list."""
    tenant = list_tenants(owner).rows[0].tenant_ref
    one = Observation("different", "one", "high", "pol_one", "One", expected_digest="wanted", observed_digest="found")
    with open_scope(owner, Capability.TENANT_READ, tenant=tenant) as scope:
        workspace_id, key = scope.workspace_id, scope.get(Tenant, tenant).id
    with open_workspace(workspace_id, owner.space, SYSTEM) as scope:
        observe(
            scope, (key, tenant), Source("baseline", "bsl_" + "q" * 20, "Core"), [one], unknown=(), observed_at=now()
        )
    terms = request_terms(owner, list_findings(owner).rows[0].finding_ref)
    form = RequestForm("Bearable for a while.", now() + timedelta(days=9), terms.observed_digest)
    with suppress(ConflictError):  # asked already, in the other round
        request(owner, terms.finding_handle, form)
    save_view(owner, "findings", "Mine", "view=mine")


def stock(world: World) -> None:
    """Give each workspace's first tenant an inventory, as a sync leaves it."""
    if world.sql("select 1 from policy limit 1"):
        return
    made = create_engine(sqlalchemy_url(world.database.administrator_url), poolclass=NullPool)
    found = world.sql(
        "select distinct on (t.workspace_id) t.workspace_id, t.id, r.id from tenant t"
        " join operation_run r on r.workspace_id = t.workspace_id order by t.workspace_id, t.public_id, r.created_at"
    )
    with Session(made) as session, session.begin():
        for keys in found:
            for row in inventory_rows(*keys):
                session.add(row)
                session.flush()
    made.dispose()


def govern(owner: Context) -> None:
    """Give a workspace a group of tenants, a baseline with a draft that holds in it, and what a compare found."""
    if list_baselines(owner).total:  # there already, in the round with the other state manager
        return
    tenant = next(one.tenant_ref for one in capture_choices(owner).tenants if one.policies)
    ref = create_baseline(owner, "Core")
    draft = baseline_page(owner, ref).version
    assert draft is not None
    taken = capture_parts(owner, draft.handle, draft.revision, tenant)
    publish(owner, draft.handle, taken.revision, to_first_ring=True)
    held = baseline_page(owner, ref).row.handle
    assign(owner, held, group_ref=create_group(owner, "Together", [tenant]))
    start_draft(owner, held)
    execute(start(owner, COMPARE_BASELINES, {"baseline": ref}).run_ref)


def execute(run_ref: str) -> None:
    """Execute a queued run to its end, as a worker would."""
    workspace, key = people_run(run_ref)
    claimed = execution.claim(workspace, key)
    assert claimed is not None
    execution.work(claimed)


def people_run(run_ref: str) -> tuple[Any, Any]:
    from sqlalchemy import text

    from tenantpilot.store.transaction import transaction

    with transaction(group_role="tenantpilot_runner") as session:
        found = text("select workspace_id, id from operation_run where public_id = :ref")
        return session.connection().execute(found, {"ref": run_ref}).one()


def collect(world: World, victim: str) -> Booty:
    """Read every value that belongs to somebody, as administrator."""
    found = Booty()
    names = dict(world.sql("select id::text, public_id from workspace"))
    people_of = world.sql(
        "select w.public_id, u.email, u.public_id from membership m join workspace w on w.id = m.workspace_id"
        " join user_account u on u.id = m.user_id"
    )
    for space, email, ref in people_of:
        found.public.setdefault(space, set()).update((email, ref))
    tables = [r[0] for r in world.sql("select tablename from pg_tables where schemaname = 'public'")]
    for table in tables:
        if table == "alembic_version":
            continue
        for (row,) in world.sql(f'select to_jsonb(t) from "{table}" t'):
            _sort_in(found, row, names)
    for table in AIMS:
        rows = world.sql(
            f"select t.public_id, t.id::text from {table} t join workspace w on w.id = t.workspace_id"
            " where w.public_id = %s order by t.public_id",
            victim,
        )
        if rows:
            found.rows[table] = rows[0]
    found.secret.add(PLANTED)
    return found


def _sort_in(found: Booty, row: dict[str, Any], workspaces: dict[str, str]) -> None:
    owner = workspaces.get(str(row.get("workspace_id") or row.get("id")), "")
    mine = found.public.setdefault(owner, set()) if owner else set()
    for name, value in row.items():
        if not isinstance(value, str) or not value:
            continue
        if UUID.fullmatch(value) and name in PROVIDERS:
            mine.add(value)
        elif UUID.fullmatch(value):
            found.internal.add(value)
        elif name in ("token_hash", "subject", "ref"):
            found.secret.add(value.removeprefix("\\x"))
        elif PUBLIC.fullmatch(value) or name == "email":
            mine.add(value)
    found.internal.discard("00000000-0000-0000-0000-000000000000")
