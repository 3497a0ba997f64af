"""What versions of a policy say: in readable lines, as differences, as assignments with names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from tenantpilot.access.context import Context
from tenantpilot.inventory import diff, readable
from tenantpilot.inventory import policy_queries as queries
from tenantpilot.inventory.normalise import normalise
from tenantpilot.inventory.opening import choice, opened, place
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.tables import Policy, PolicyVersion
from tenantpilot.inventory.targets import Target, TargetChange, compare, targets
from tenantpilot.inventory.veil import Veil
from tenantpilot.inventory.views import (
    AssignmentChange,
    AssignmentRow,
    Assignments,
    ContentPage,
    ContentRow,
    DiffPage,
    DiffRow,
)
from tenantpilot.provider.contracts.registry import find
from tenantpilot.provider.reading import Trouble
from tenantpilot.store.scope import Scope

DIFFERENCES = 100
MOST_DIFFERENCES = 5000
Names = dict[tuple[str, str], queries.Name]


def policy_content(ctx: Context, policy_ref: str, version_ref: str = "", cursor: str = "") -> ContentPage:
    """What a version of a policy says in readable lines, 200 at a time; the current version unless one is named.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail; also a version of another policy.
        InvalidInputError: a cursor that means nothing.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        start = place(cursor)
        version = queries.version(scope, policy, version_ref)
        text, _ = _texts(scope, policy, version)
    page = readable.read(text, policy.family, start=start)
    end = page.start + len(page.rows)
    rows = tuple(ContentRow(row.section, row.label, row.value, row.shape, row.depth, row.path) for row in page.rows)
    return ContentPage(version.public_id, version.number, rows, page.total, str(end) if end < page.total else "")


def _texts(scope: Scope, policy: Policy, version: PolicyVersion) -> tuple[str, str]:
    """Content and assignments of a version under the rules of today, so that any two versions can be compared."""
    if version.rules_version != RULES_VERSION and (contract := find(policy.family)) is not None:
        raw = json.loads(queries.content(scope, version.raw_digest))
        made = normalise(raw, contract, Veil(scope.workspace_ref, queries.tenant_ref(scope, policy.tenant_id)))
        if not isinstance(made, Trouble):
            known = made.assignments_known
            stored = "" if known else queries.content(scope, version.assignments_digest)
            return made.settings.content.decode(), made.assignments.content.decode() if known else stored
    return queries.content(scope, version.content_digest), queries.content(scope, version.assignments_digest)


def policy_diff(ctx: Context, policy_ref: str, from_ref: str = "", to_ref: str = "", cursor: str = "") -> DiffPage:
    """What differs between two versions of a policy; unless named, the current one and the one before it.

    Raises:
        NotFoundError, ForbiddenError: as policy_content.
        InvalidInputError: a cursor that means nothing.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        start = place(cursor)
        after = queries.version(scope, policy, to_ref)
        before = queries.version(scope, policy, from_ref) if from_ref else queries.before(scope, after) or after
        old, new = _texts(scope, policy, before), _texts(scope, policy, after)
        changes = compare(old[1], new[1])
        assignments = assignment_changes(scope, policy.tenant_id, changes)
    found = diff.diff(old[0], new[0], family=policy.family, limit=MOST_DIFFERENCES)
    shown = found.differences[start : start + DIFFERENCES]
    end = start + len(shown)
    return DiffPage(
        before=choice(before),
        after=choice(after),
        rows=tuple(_row(one) for one in shown),
        assignments=assignments,
        total=found.total,
        cursor=str(end) if end < len(found.differences) else "",
    )


def _row(one: diff.Difference) -> DiffRow:
    return DiffRow(
        path=one.path,
        words=one.words,
        change=one.kind,
        before=one.before or "",
        after=one.after or "",
        is_secret=one.is_secret,
        lines=one.text.lines if one.text else (),
        lines_left_out=one.text.left_out if one.text else 0,
    )


def policy_assignments(ctx: Context, policy_ref: str, version_ref: str = "") -> Assignments:
    """To whom a version applies, with names as far as they are known; ids always.

    Raises:
        NotFoundError, ForbiddenError: as policy_content.
    """
    with opened(ctx, policy_ref) as (scope, policy):
        version = queries.version(scope, policy, version_ref)
        found = targets(_texts(scope, policy, version)[1])
        names = _names(scope, policy.tenant_id, found)
    assigned = policy.assigned
    if version.number != policy.version and assigned in ("assigned", "unassigned"):
        assigned = "assigned" if any(not one.is_exclusion for one in found) else "unassigned"
    rows = tuple(row for one in found if (row := _target(one, names)) is not None)
    return Assignments(version.public_id, version.number, assigned, rows)


def assignment_changes(scope: Scope, tenant_id: UUID, changes: Sequence[TargetChange]) -> tuple[AssignmentChange, ...]:
    """What changed of assignments, with the names that objects have in this tenant as far as they are known."""
    names = _names(scope, tenant_id, [one for change in changes for one in (change.before, change.after) if one])
    return tuple(AssignmentChange(_target(one.before, names), _target(one.after, names)) for one in changes)


def _names(scope: Scope, tenant_id: UUID, found: Sequence[Target]) -> Names:
    wanted = {("group", one.group_id) for one in found if one.group_id}
    wanted |= {("filter", one.filter_id) for one in found if one.filter_id}
    return queries.names(scope, tenant_id, wanted)


def _target(one: Target | None, names: Names) -> AssignmentRow | None:
    if one is None:
        return None
    name, state = names.get(("group", one.group_id), queries.UNKNOWN) if one.group_id else ("", "")
    filter_name, filter_state = names.get(("filter", one.filter_id), queries.UNKNOWN) if one.filter_id else ("", "")
    return AssignmentRow(
        target=one.kind,
        type=one.type,
        provider_id=one.group_id,
        name=name,
        name_state=state,
        is_exclusion=one.is_exclusion,
        filter_id=one.filter_id,
        filter_name=filter_name,
        filter_state=filter_state,
        filter_mode=one.filter_mode,
        intent=one.intent,
        other=one.other,
    )
