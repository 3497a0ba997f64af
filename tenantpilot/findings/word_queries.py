"""Rows of words, many by one statement."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from tenantpilot.kernel.ids import new_id
from tenantpilot.store.scope import Scope

_FORGET = text("delete from finding_token where workspace_id = :workspace and finding_id = any(cast(:ids as uuid[]))")
_ADD = text("""
  insert into finding_token (workspace_id, id, finding_id, tenant_id, token)
  select :workspace, k.id, k.finding_id, k.tenant_id, k.token
  from unnest(cast(:keys as uuid[]), cast(:findings as uuid[]), cast(:tenants as uuid[]), cast(:words as text[]))
    as k (id, finding_id, tenant_id, token)
""")


def forget(scope: Scope, findings: Sequence[UUID]) -> None:
    """Drop the words of these findings."""
    if findings:
        scope.session.connection().execute(_FORGET, {"workspace": scope.workspace_id, "ids": list(findings)})


def add(scope: Scope, rows: Sequence[tuple[UUID, UUID, str]]) -> None:
    """Add words: finding, tenant, word."""
    if rows:
        findings, tenants, words = (list(column) for column in zip(*rows, strict=True))
        keys = [new_id() for _ in rows]
        values = {"keys": keys, "findings": findings, "tenants": tenants, "words": words}
        scope.session.connection().execute(_ADD, {"workspace": scope.workspace_id, **values})
