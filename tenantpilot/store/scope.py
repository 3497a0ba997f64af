"""Scope: one transaction, one workspace, one actor, a set of tenants. The way to owned rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, select
from sqlmodel.sql.expression import SelectOfScalar

from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store import ledger
from tenantpilot.store.ledger import Actor
from tenantpilot.store.tables import Owned
from tenantpilot.store.transaction import ALL_TENANTS, TenantSet, apply_settings, transaction

Row = TypeVar("Row", bound=Owned)


class Scope:
    """Proof, for the length of one transaction, of who may reach what.

    Made by `access.open_scope` (people) and `operations` (runs); nothing else should construct one.
    """

    def __init__(
        self,
        session: Session,
        workspace_id: UUID,
        workspace_ref: str,
        actor: Actor,
        tenants: TenantSet = ALL_TENANTS,
    ) -> None:
        self.session = session
        self.workspace_id = workspace_id
        self.workspace_ref = workspace_ref
        self.actor = actor
        self.tenants = tenants
        self.tenant: tuple[UUID, str] | None = None
        self.run_ref = ""
        self.role: str = ""

    def select(self, table: type[Row]) -> SelectOfScalar[Row]:
        """A query over the scope's own rows of `table`, to be narrowed by the caller."""
        query = select(table).where(table.workspace_id == self.workspace_id)
        column = getattr(table, table.tenant_column, None)
        if column is None or self.tenants.mode == "all":
            return query
        reached = self.tenants.reaches_row(column)
        return query.where(or_(column.is_(None), reached) if table.see_without_tenant else reached)

    def get(self, table: type[Row], public_id: str, *, lock: bool = False) -> Row:
        """The row with this public id; `lock` holds it against writers until the transaction ends.

        Raises:
            NotFoundError: malformed, absent and foreign ids alike.
        """
        if not is_public_id(public_id):
            raise NotFoundError(f"{table.__name__}: malformed public id")
        query = self.select(table).where(table.public_id == public_id)  # type: ignore[attr-defined]
        if lock:
            query = query.with_for_update()
        row = self.session.exec(query).one_or_none()
        if row is None:
            raise NotFoundError(f"{table.__name__}: no such row in scope")
        return row

    @property
    def tenant_id(self) -> UUID | None:
        """The key of the tenant that the scope is about, if it is about one."""
        return self.tenant[0] if self.tenant else None

    def reached(self, column: str, values: dict[str, Any], tenant_id: UUID | None = None) -> list[str]:
        """Conditions of a statement on a tenant column: the chosen tenant, or those in reach, as the wall says it too.

        Adds to `values` what they name.
        """
        if tenant_id is not None:
            values["tenant"] = tenant_id
            return [f"{column} = :tenant"]
        if self.tenants.mode == "all":
            return []
        values["tenants"] = list(self.tenants.ids)
        sign = "= any" if self.tenants.mode == "only" or not self.tenants.ids else "<> all"
        return [f"{column} {sign} (cast(:tenants as uuid[]))"]

    def add(self, row: Row) -> Row:
        """Write a new row, stamped with the scope's workspace whatever it said before."""
        row.workspace_id = self.workspace_id
        self.session.add(row)
        self.session.flush()
        return row

    def record(
        self,
        action: str,
        subject_kind: str,
        subject_ref: str = "",
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        reason: str = "",
        tenant: tuple[UUID, str] | None = None,
        run_ref: str = "",
    ) -> None:
        """Add an audit entry to this transaction; call it last, it locks the chain's head."""
        self.session.flush()
        ledger.append(
            self.session,
            self.workspace_id,
            self.actor,
            action,
            subject_kind,
            subject_ref,
            before=before,
            after=after,
            reason=reason,
            tenant=tenant or self.tenant,
            run_ref=run_ref or self.run_ref,
        )


@contextmanager
def open_workspace(
    workspace_id: UUID, workspace_ref: str, actor: Actor, tenants: TenantSet = ALL_TENANTS
) -> Iterator[Scope]:
    """A Scope on a transaction of its own, for callers that have proved the actor's right already."""
    with transaction(workspace_id=workspace_id, user_id=actor.user_id, tenants=tenants) as session:
        yield Scope(session, workspace_id, workspace_ref, actor, tenants)


def narrow(session: Session, scope: Scope) -> None:
    """Point a running transaction's row-level security at the scope's workspace and tenants."""
    apply_settings(session, workspace_id=scope.workspace_id, user_id=scope.actor.user_id, tenants=scope.tenants)
