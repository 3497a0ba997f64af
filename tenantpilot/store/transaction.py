"""Transactions and the settings row-level security reads; every one is local to its transaction.

All settings are written each time, so a policy never meets a missing or a left-over value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import psycopg
from sqlalchemy import ColumnElement, and_, false, text, true
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.kernel.ids import NIL
from tenantpilot.kernel.settings import settings
from tenantpilot.store.engine import engine

GroupRole = Literal["tenantpilot_platform", "tenantpilot_runner"]
TenantMode = Literal["all", "only", "except"]

_SOMEBODY_ELSE_WAS_FASTER = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.UniqueViolation,
)
# Rules of the database whose refusals leave a trace, by the name that they raise under, and who writes it.
Refusal = Callable[[UUID, UUID, str], None]
_when_refused: dict[str, Refusal] = {}
_SETTINGS = text(
    "select set_config('tp.workspace_id', :workspace, true), set_config('tp.user_id', :person, true),"
    " set_config('tp.tenant_mode', :mode, true), set_config('tp.tenants', :tenants, true),"
    # A process that froze inside a transaction must not keep its locks: a worker would stop the rescue of its own run.
    " set_config('idle_in_transaction_session_timeout', :patience, true)"
)


@dataclass(frozen=True)
class TenantSet:
    """Which tenants of a workspace a scope reaches: all, only these, or all except these."""

    mode: TenantMode = "all"
    ids: frozenset[UUID] = frozenset()

    def reaches(self, tenant_id: UUID | None) -> bool:
        """Whether a row of `tenant_id` (None: of the workspace as a whole) lies inside."""
        if self.mode == "all":
            return True
        if tenant_id is None or not self.ids:  # a narrowing that names nothing reaches nothing
            return False
        return (tenant_id in self.ids) == (self.mode == "only")

    def reaches_row(self, column: Any) -> ColumnElement[bool]:
        """The same as a condition on a row's tenant column."""
        if self.mode == "all":
            return true()
        if not self.ids:
            return false()
        ids = list(self.ids)
        inside = column.in_(ids) if self.mode == "only" else column.not_in(ids)
        return and_(column.is_not(None), inside)

    @property
    def setting(self) -> str:
        """The tenants as row-level security reads them: an array literal, always in the same order."""
        return "{" + ",".join(sorted(str(i) for i in self.ids)) + "}"

    @property
    def text(self) -> str:
        """The whole set as one text; equal texts are equal sets. Stored with runs, shown to nobody."""
        return f"{self.mode}:{self.setting}"


ALL_TENANTS = TenantSet()


def apply_settings(
    session: Session, *, workspace_id: UUID = NIL, user_id: UUID = NIL, tenants: TenantSet = ALL_TENANTS
) -> None:
    """Tell row-level security, until the transaction ends, whose rows may be seen."""
    session.info.update(workspace_id=workspace_id, user_id=user_id)
    session.connection().execute(
        _SETTINGS,
        {
            "workspace": str(workspace_id),
            "person": str(user_id),
            "mode": tenants.mode,
            "tenants": tenants.setting,
            "patience": f"{int(settings().lease_seconds * 1000)}",
        },
    )


def when_refused(rule: str, note: Refusal) -> None:
    """Have `note(workspace, person, what the database said)` called after a transaction that broke a rule is undone."""
    _when_refused[rule] = note


def _note_refusal(session: Session, error: DBAPIError) -> None:
    said = error.orig.diag if isinstance(error.orig, psycopg.Error) else None
    note = _when_refused.get(said.constraint_name or "") if said else None
    if note is not None and said is not None:
        note(session.info.get("workspace_id", NIL), session.info.get("user_id", NIL), said.message_primary or "")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What a caller can act on, in the product's words; everything else stays the fault that it is."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, _SOMEBODY_ELSE_WAS_FASTER):
            raise ConflictError("two transactions met; the other one went through") from error
        if isinstance(error.orig, psycopg.DataError) and error.orig.sqlstate is None and "NUL" in str(error.orig):
            raise InvalidInputError({}) from error
        raise


@contextmanager
def transaction(
    *,
    workspace_id: UUID = NIL,
    user_id: UUID = NIL,
    tenants: TenantSet = ALL_TENANTS,
    group_role: GroupRole | None = None,
) -> Iterator[Session]:
    """One transaction: commits when the block ends, rolls back on any exception.

    `group_role` switches to one of the two group roles that see rows across workspaces (console and runner); the
    switch ends with the transaction.

    Raises:
        ConflictError: another transaction took the same key, or both waited for each other and this one gave way.
        InvalidInputError: a text holds a NUL character, which no column can.
    """
    session = Session(engine(), expire_on_commit=False)
    try:
        with _plain_errors(), session, session.begin():
            if group_role is not None:
                session.connection().execute(text(f"set local role {group_role}"))
            apply_settings(session, workspace_id=workspace_id, user_id=user_id, tenants=tenants)
            yield session
    except DBAPIError as error:
        _note_refusal(session, error)
        raise
