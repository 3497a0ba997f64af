"""A policy's own page: what it says, since when, who changed it, to whom it applies."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.inventory import policy_queries as queries
from tenantpilot.inventory.contents import policy_assignments, policy_content, policy_diff
from tenantpilot.inventory.opening import opened, place
from tenantpilot.inventory.reading import policy_row
from tenantpilot.inventory.views import (
    HistoryPage,
    HistoryRow,
    PolicyDetail,
    RawPage,
    ReferenceRow,
    VersionChoice,
)

RAW_PIECE = 20_000

__all__ = [
    "policy_assignments", "policy_content", "policy_detail", "policy_diff", "policy_history", "policy_raw",
    "policy_versions",
]  # fmt: skip


def policy_detail(ctx: Context, policy_ref: str) -> PolicyDetail:
    """A policy and how sure the product is of it.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: as open_scope.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        row = queries.detail(scope, policy)
        found = queries.references(scope, policy.id)
        names = queries.names(scope, policy.tenant_id, {(one.kind, one.provider_id) for one in found})
        role, space = Role(scope.role), scope.workspace_ref
    return PolicyDetail(
        row=policy_row(ctx, space, row),
        provider_id=row.provider_id,
        description=row.description,
        version_ref=row.version_ref,
        versions=row.version,
        absences=row.absences,
        first_seen_at=iso(row.first_seen_at),
        coverage_reason=row.coverage_reason,
        attempted_at=iso(row.attempted_at),
        complete_at=iso(row.complete_at),
        references=tuple(
            ReferenceRow(one.usage, one.kind, one.provider_id,
                         *names.get((one.kind, one.provider_id), queries.UNKNOWN))
            for one in found
        ),
        may_inspect=holds(role, Capability.POLICY_INSPECT),
        may_sync=holds(role, Capability.INVENTORY_SYNC),
    )  # fmt: skip


def policy_history(ctx: Context, policy_ref: str, cursor: str = "") -> HistoryPage:
    """Versions, disappearances and returns of a policy, newest first, 50 at a time.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail.
        InvalidInputError: a cursor that means nothing.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        skip = place(cursor)
        found = queries.history(scope, policy.id, skip)
    shown = found[: queries.PAGE]
    more = len(found) > len(shown)
    rows = tuple(_history_row(one, policy.version) for one in shown)
    return HistoryPage(rows, str(skip + len(shown)) if more else "", more)


def _history_row(one: Any, current: int) -> HistoryRow:
    return HistoryRow(
        kind=one.kind,
        version_ref=one.ref,
        number=one.number,
        change=one.change,
        name=one.name,
        at=iso(one.at),
        seen_before_at=iso(one.seen_before_at),
        author=one.author,
        author_kind=one.author_kind,
        author_at=iso(one.author_at),
        is_current=one.kind == "version" and one.number == current,
    )


def policy_versions(ctx: Context, policy_ref: str) -> tuple[VersionChoice, ...]:
    """The newest 200 versions to choose from.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        return tuple(
            VersionChoice(one.public_id, one.number, iso(one.observed_at), one.author)
            for one in queries.versions(scope, policy.id)
        )


def policy_raw(ctx: Context, policy_ref: str, version_ref: str = "", cursor: str = "") -> RawPage:
    """The object as the provider gave it, secrets replaced, 20,000 characters at a time (policy.inspect).

    Raises:
        NotFoundError: as policy_content.
        ForbiddenError: a member without policy.inspect.
        InvalidInputError: a cursor that means nothing.
    """
    with opened(ctx, policy_ref, Capability.POLICY_INSPECT) as (scope, policy):
        start = place(cursor)
        version = queries.version(scope, policy, version_ref)
        text, size = queries.piece(scope, version.raw_digest, start, RAW_PIECE)
    end = start + len(text)
    return RawPage(version.public_id, version.number, text, size, str(end) if text and end < size else "")
