"""Rows for every owned table, in both workspaces and for both tenants of each: what a forgotten filter would show.

They are written by the database's administrator with the tables' own triggers asleep: here it matters that rows are
there, not how they came to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from sqlmodel import Session, SQLModel, select

from tenantpilot.access.tables import Membership, Notification, SavedView, UserAccount
from tenantpilot.audit.tables import AuditCheckpoint
from tenantpilot.inventory.tables import Policy
from tenantpilot.kernel.clock import now
from tenantpilot.operations.tables import (
    Artifact,
    ArtifactChunk,
    InstallationControl,
    OperationRun,
    RunItem,
    RunOutbox,
    Schedule,
    WorkspaceControl,
)
from tenantpilot.provider.tables import ConsentAttempt, PermissionReport, ProviderConnection, ProviderCredential
from tenantpilot.store.engine import sqlalchemy_url
from tenantpilot.store.schema import load_tables
from tenantpilot.store.tables import AuditHead
from tenantpilot.tenants.tables import Tenant, TenantMemory
from tests.isolation.baseline_rows import BASELINES, baseline_rows
from tests.isolation.findings_rows import FINDINGS, PER_TENANT, findings_rows, workspace_rows
from tests.isolation.inventory_rows import INVENTORY, inventory_rows

load_tables()
OWNED = {
    table.name: table for table in SQLModel.metadata.tables.values() if "workspace_id" in table.columns
}  # fmt: skip
FILLED = ("notification", "operation_run", "run_outbox", "run_item", "artifact", "artifact_chunk", "schedule",
          "audit_checkpoint", "tenant_memory", "provider_connection", "provider_credential", "permission_report",
          "consent_attempt", "workspace_control", "saved_view", *INVENTORY, *FINDINGS, *BASELINES)  # fmt: skip

ASLEEP = (*FILLED, "installation_control", "membership", "audit_entry")
GUESTS = "guests"  # the issuer of people who are there to be changed and removed


def fill(administrator_url: str, workspace_ids: list[UUID]) -> None:
    """Give each workspace rows in the tables the seed leaves empty: of the whole, and of each tenant."""
    made = create_engine(sqlalchemy_url(administrator_url), poolclass=NullPool)
    with Session(made) as session, session.begin():
        for table in ASLEEP:
            session.connection().execute(text(f"alter table {table} disable trigger user"))
        session.add_all(_controls(InstallationControl))
        for workspace_id in workspace_ids:
            tenants = session.exec(select(Tenant.id).where(Tenant.workspace_id == workspace_id)).all()
            owner = session.exec(
                select(Membership.user_id)
                .where(Membership.workspace_id == workspace_id, Membership.role == "owner")
            ).first()  # fmt: skip
            for row in _guests(workspace_id):
                session.add(row)
                session.flush()
            for row in _rows(workspace_id, owner, [None, *tenants]):
                session.add(row)
                session.flush()
            head = session.get_one(AuditHead, workspace_id)
            session.add(
                AuditCheckpoint(workspace_id=workspace_id, seq=head.seq, key_id="k", chain=head.chain, hash=head.hash,
                                at=now(), signature=b"s")
            )  # fmt: skip
        session.flush()
        for table in ASLEEP:
            session.connection().execute(text(f"alter table {table} enable trigger user"))
        for table, trigger in session.connection().execute(_ALWAYS).all():
            session.connection().execute(text(f"alter table {table} enable always trigger {trigger}"))
    made.dispose()


_ALWAYS = text(
    "select c.relname, g.tgname from pg_trigger g join pg_class c on c.oid = g.tgrelid"
    " where not g.tgisinternal and g.tgenabled <> 'A'"
)


def _controls(table: type[SQLModel], **own: Any) -> Iterator[SQLModel]:
    """Stops on kinds that nobody starts, so that they are there to be seen and released and hold up nothing."""
    for number in range(40):
        yield table(**own, kind=f"nothing.known_{number}", reason="why")


def _guests(workspace_id: UUID) -> Iterator[SQLModel]:
    for number in range(20):
        guest = UserAccount(issuer=GUESTS, subject=f"{workspace_id} {number}", display_name=f"Guest {number}")
        yield guest
        yield Membership(workspace_id=workspace_id, user_id=guest.id, plane="admin", role="read_only")


def _run(workspace_id: UUID, person: UUID, tenant: UUID | None, kind: str, key: str, **more: Any) -> OperationRun:
    return OperationRun(
        workspace_id=workspace_id, kind=kind, queue="person", origin="person", initiator_id=person, plane="admin",
        capability=kind, tenant_id=tenant, dedupe_key=f"{tenant} {key}", **more,
    )  # fmt: skip


def _rows(workspace_id: UUID, person: UUID, tenants: list[UUID | None]) -> Iterator[SQLModel]:
    own = {"workspace_id": workspace_id}
    stock: dict[UUID, tuple[UUID, Policy]] = {}
    yield from workspace_rows(workspace_id, person)
    for place, tenant in enumerate(tenants):
        yield Schedule(**own, kind="audit.verify", owner_id=person, plane="admin", cadence="daily", tenant_id=tenant,
                       next_due_at=now() + timedelta(days=400), last_run_ref="", pause_reason="")  # fmt: skip
        for number in range(6):
            queued = _run(workspace_id, person, tenant, "audit.verify", f"waiting {number}")
            yield queued
            yield RunOutbox(**own, id=queued.id, queue="person")
        run = _run(workspace_id, person, tenant, "audit.export", "done", status="completed", started_at=now(),
                   outcome="partially_succeeded", finished_at=now(), total=2, done=1, failed=1)  # fmt: skip
        yield run
        yield RunItem(**own, run_id=run.id, number=1, subject_kind="tenant", status="done")
        yield RunItem(**own, run_id=run.id, number=2, subject_kind="tenant", status="failed", reason_code="x")
        file = Artifact(**own, run_id=run.id, name="log", media_type="text/plain", capability="audit.export",
                        size=4, chunks=1, sealed_at=now(), expires_at=now() + timedelta(days=400))  # fmt: skip
        yield file
        yield ArtifactChunk(**own, artifact_id=file.id, number=0, content=b"mine")
        if tenant is not None:
            yield from _ways(workspace_id, person, tenant)
            read = list(inventory_rows(workspace_id, tenant, run.id))
            yield from read
            stock[tenant] = run.id, next(row for row in read if isinstance(row, Policy))
            yield from findings_rows(workspace_id, tenant, person, place * PER_TENANT + 1)
    yield from baseline_rows(workspace_id, person, stock)
    yield from _controls(WorkspaceControl, **own)
    for number in range(30):
        yield SavedView(**own, page="findings", owner_id=person, name=f"view {number}", is_shared=True)
    yield Notification(**own, user_id=person, kind="run.finished", subject_kind="run", subject_ref=run.public_id)


def _ways(workspace_id: UUID, person: UUID, tenant: UUID) -> Iterator[SQLModel]:
    """Connections of a tenant beside its own: one to be kept, and some to be removed."""
    own = {"workspace_id": workspace_id, "tenant_id": tenant}
    yield TenantMemory(**own, user_id=person)
    for number in range(20):
        yield ProviderConnection(**own, name="spare", client_id=UUID(int=number + 1), is_enabled=False)
    kept = ProviderConnection(**own, name="kept", client_id=UUID(int=99), is_enabled=False)
    yield kept
    for state in ("current", "next"):
        yield ProviderCredential(**own, connection_id=kept.id, kind="secret", state=state, sealed=b"s",
                                 wrapped_key=b"w", key_id="k")  # fmt: skip
    yield PermissionReport(**own, connection_id=kept.id, digest="d", content='{"features":[]}')
    yield ConsentAttempt(**own, connection_id=kept.id, user_id=person, expires_at=now() + timedelta(days=400))
