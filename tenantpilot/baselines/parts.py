"""What a draft expects to be there: captured from a reference tenant, composed of single policies, taken over anew.

Only what was read completely can be expected of others: a family that was not is refused, by name and with its age.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import resolve_tenant
from tenantpilot.baselines import part_queries as queries
from tenantpilot.baselines.drafts import PART, Draft, drafting
from tenantpilot.baselines.tables import ASSIGNMENTS
from tenantpilot.baselines.views import Drafted, RefusedFamily
from tenantpilot.findings.severity import SEVERITIES
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.provider.contracts.registry import contracts

MOST = 5000  # of one version
AT_ONCE = 500
COMPLETE = "read"
NOTHING: Mapping[str, Any] = MappingProxyType({})


def capture_parts(
    ctx: Context, handle: str, revision: int, tenant_ref: str, families: Sequence[str] = (), *,
    is_exhaustive: bool = False,
) -> Drafted:  # fmt: skip
    """Let a draft say what a tenant says in these families (none: in all that were read completely).

    What the draft already has from there says what the tenant says now, and what is gone there goes. `is_exhaustive`
    makes everything else in these families unexpected. Families asked for that were not read completely come back
    as refused.

    Raises:
        NotFoundError: the handle does not open; the tenant is absent, foreign or out of reach.
        ForbiddenError, ConflictError: as drafts.drafting.
        InvalidInputError: a family that there is not; nothing was read completely; more parts than a version may have.
    """
    with drafting(ctx, handle, revision) as draft:
        scope, version = draft.scope, draft.version
        tenant = resolve_tenant(scope, tenant_ref)
        taken, refused = _families(draft, tenant[0], families)
        rows = queries.shown_in(scope, draft.baseline.id, version.id, tenant[0], taken)
        gone = queries.gone(scope, version.id, tenant[0], taken)
        added, changed = _write(draft, rows)
        queries.remove(scope, version.id, gone)
        exhausted = queries.exhaust(scope, version.id, taken) if is_exhaustive else 0
        what = {"captured_from": tenant_ref, "families": taken, "exhaustive": exhausted}
        return _done(draft, (added, changed, len(gone)), refused, what, is_more=exhausted > 0)


def _families(draft: Draft, tenant_id: Any, wanted: Sequence[str]) -> tuple[list[str], list[RefusedFamily]]:
    """Which of the families can be captured, and what is wrong with the others."""
    known, every = queries.coverage(draft.scope, tenant_id), contracts()
    if any(family not in every for family in wanted):
        raise InvalidInputError({"families": "error-field-choice"})
    asked = list(dict.fromkeys(wanted)) or [family for family in every if _state(known.get(family)) == COMPLETE]
    taken = [family for family in asked if _state(known.get(family)) == COMPLETE]
    if not taken:
        raise InvalidInputError({"families": "error-field-nothing-complete"})
    return taken, [_refused(family, known.get(family)) for family in asked if family not in taken]


def _state(row: Any) -> str:
    return row.state if row is not None else "never"


def _refused(family: str, row: Any) -> RefusedFamily:
    if row is None:
        return RefusedFamily(family, "never", "", "")
    return RefusedFamily(family, row.state, row.reason_code, iso(row.complete_at))


def _write(draft: Draft, rows: Sequence[Any]) -> tuple[int, int]:
    """Add what is new and take over what differs."""
    scope, version = draft.scope, draft.version
    fresh = [row for row in rows if not row.part_ref]
    if queries.count(scope, version.id) + len(fresh) > MOST:
        raise InvalidInputError({"parts": "error-field-too-many"})
    renewed = [row.part_ref for row in rows if row.part_ref and row.differs]
    queries.add(scope, version.id, fresh)
    queries.renew(scope, version.id, renewed)
    return len(fresh), len(renewed)


def _done(
    draft: Draft, numbers: tuple[int, int, int], refused: Sequence[RefusedFamily] = (),
    what: Mapping[str, Any] = NOTHING, *, is_more: bool = False,
) -> Drafted:  # fmt: skip
    """What was done (parts added, changed, removed), noted in the log unless it was nothing."""
    revision = draft.version.revision
    if any(numbers) or is_more:
        told = dict(zip(("parts_added", "parts_changed", "parts_removed"), numbers, strict=True))
        left_out = {"refused": [one.family for one in refused]} if refused else {}
        revision = draft.changed(**told, **left_out, **what)
    return Drafted(draft.baseline.public_id, draft.version.public_id, revision, *numbers, tuple(refused))


def add_parts(ctx: Context, handle: str, revision: int, policy_refs: Collection[str]) -> Drafted:
    """Make parts of single policies, of whichever tenants; those that the draft has are taken over anew.

    Policies of families that were not read completely are left out and their families come back as refused.

    Raises:
        NotFoundError: the handle does not open; a policy that is gone, absent, foreign or out of reach.
        ForbiddenError, ConflictError: as drafts.drafting.
        InvalidInputError: none, or more than 500 at once; more parts than a version may have.
    """
    with drafting(ctx, handle, revision) as draft:
        wanted = _checked(policy_refs, "policies", "pol")
        rows = queries.shown(draft.scope, draft.baseline.id, draft.version.id, wanted)
        if {row.public_id for row in rows} != set(wanted):
            raise NotFoundError("no such policy in scope")
        whole = [row for row in rows if row.state == COMPLETE]
        added, changed = _write(draft, whole)
        what = {"tenants": sorted({row.tenant_ref for row in whole})}
        return _done(draft, (added, changed, 0), _incomplete(rows), what)


def _incomplete(rows: Sequence[Any]) -> list[RefusedFamily]:
    wrong = {row.family: row for row in rows if row.state != COMPLETE}
    return [_refused(family, row) for family, row in sorted(wrong.items())]


def _checked(values: Collection[str], field: str, prefix: str) -> list[str]:
    made = list(dict.fromkeys(values))
    if not made:
        raise InvalidInputError({field: "error-field-required"})
    if len(made) > AT_ONCE:
        raise InvalidInputError({field: "error-field-too-many"})
    if not all(is_public_id(one, prefix) for one in made):
        raise NotFoundError("malformed public id")
    return made


def _chosen(ctx: Context, draft: Draft, part_handles: Collection[str]) -> list[str]:
    wanted = _checked([unseal(ctx, PART, one) for one in part_handles], "parts", "bsp")
    if queries.known(draft.scope, draft.version.id, wanted).keys() != set(wanted):
        raise NotFoundError("no such part of the draft")
    return wanted


def renew_parts(ctx: Context, handle: str, revision: int, part_handles: Collection[str]) -> Drafted:
    """Let parts say what the policies they came from say now.

    Parts whose family was not read completely stay as they are, and their families come back as refused; so do parts
    whose policy is gone, with the state `gone`.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as drafts.drafting; a part that the draft does not have.
        InvalidInputError: none, or more than 500 at once.
    """
    with drafting(ctx, handle, revision) as draft:
        wanted = _chosen(ctx, draft, part_handles)
        rows = queries.sources(draft.scope, draft.baseline.id, draft.version.id, wanted)
        found = {row.part_ref for row in rows}
        known = queries.known(draft.scope, draft.version.id, wanted)
        gone = sorted({known[ref].family for ref in wanted if ref not in found})
        _, changed = _write(draft, [row for row in rows if row.state == COMPLETE])
        refused = [*_incomplete(rows), *(RefusedFamily(family, "gone", "", "") for family in gone)]
        return _done(draft, (0, changed, 0), refused)


def remove_parts(ctx: Context, handle: str, revision: int, part_handles: Collection[str]) -> Drafted:
    """Expect these policies no more; their variables go with them.

    Raises:
        NotFoundError, ForbiddenError, ConflictError, InvalidInputError: as renew_parts.
    """
    with drafting(ctx, handle, revision) as draft:
        wanted = _chosen(ctx, draft, part_handles)
        queries.remove(draft.scope, draft.version.id, wanted)
        return _done(draft, (0, 0, len(wanted)))


def set_parts(
    ctx: Context, handle: str, revision: int, part_handles: Collection[str], *, severity: str | None = None,
    assignments: str | None = None,
) -> Drafted:  # fmt: skip
    """Say how bad it is when these parts differ (empty: the workspace's rule), or whether assignments are compared.

    Raises:
        NotFoundError, ForbiddenError, ConflictError: as renew_parts.
        InvalidInputError: no such severity or way to compare; none, or more than 500 at once.
    """
    asked = {"severity": (severity, ("", *SEVERITIES)), "assignments": (assignments, tuple(ASSIGNMENTS))}
    given = {name: value for name, (value, _) in asked.items() if value is not None}
    wrong = {name: "error-field-choice" for name, value in given.items() if value not in asked[name][1]}
    with drafting(ctx, handle, revision) as draft:
        if wrong:
            raise InvalidInputError(wrong)
        wanted = _chosen(ctx, draft, part_handles)
        changed = max(
            (queries.set_all(draft.scope, draft.version.id, wanted, *one) for one in given.items()), default=0
        )
        return _done(draft, (0, changed, 0), what=given)
