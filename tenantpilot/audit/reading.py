"""The explorer's service: pages of the log, single entries, and what there is to filter by."""

from __future__ import annotations

import json
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.member_queries import tenants_by_ref
from tenantpilot.access.scopes import open_scope
from tenantpilot.audit import queries
from tenantpilot.audit.filters import AuditFilters, Place
from tenantpilot.audit.views import AuditChange, AuditChoice, AuditChoices, AuditDetail, AuditPage, AuditRow
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.store.actions import DENIALS
from tenantpilot.store.scope import Scope
from tenantpilot.store.tables import AuditEntry

HANDLE = "audit-entry"
HIGHEST = 2**63 - 1
SHORT = 12


def audit_page(ctx: Context, filters: AuditFilters | None = None, cursor: str = "") -> AuditPage:
    """A page of the log, newest first, with what the member may see of it.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
        InvalidInputError: a filter or the cursor cannot be read.
    """
    filters, place = filters or AuditFilters(), Place.parse(cursor)
    with open_scope(ctx, Capability.AUDIT_READ) as scope:
        filters.check()
        found = queries.entries(scope, filters, place)
        further, shown = len(found) > queries.PAGE, found[: queries.PAGE]
        if place.newer:
            shown.reverse()
        has_older = bool(shown) and (place.newer or further)
        has_newer = bool(shown) and (further if place.newer else place.seq is not None)
        return AuditPage(
            rows=tuple(_rows(ctx, scope, shown)),
            older=Place.older_than(shown[-1].seq) if has_older else "",
            newer=Place.newer_than(shown[0].seq) if has_newer else "",
        )


def audit_entry(ctx: Context, seq: int) -> AuditDetail:
    """One entry by its number in the workspace's chain.

    Raises:
        NotFoundError: no such entry, or not within the member's tenants; also as open_scope.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.AUDIT_READ) as scope:
        found = queries.entry(scope, seq) if 0 < seq <= HIGHEST else None
        if found is None:
            raise NotFoundError("no such entry in scope")
        return _detail(ctx, scope, found)


def audit_entry_by_handle(ctx: Context, handle: str) -> AuditDetail:
    """One entry by the handle its row carries.

    Raises:
        NotFoundError: the handle does not open here; also as audit_entry.
    """
    return audit_entry(ctx, int(unseal(ctx, HANDLE, handle)))


def audit_choices(ctx: Context) -> AuditChoices:
    """What the filters may offer this member.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.AUDIT_READ) as scope:
        names = queries.people(scope, queries.actors(scope))
        tenants = tenants_by_ref(scope).items()
        return AuditChoices(
            actors=_choices(names),
            actions=tuple(queries.actions(scope)),
            subject_kinds=tuple(queries.subject_kinds(scope)),
            tenants=_choices({ref: name for ref, (_, name) in tenants}),
        )


def _choices(names: dict[str, str]) -> tuple[AuditChoice, ...]:
    ordered = sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
    return tuple(AuditChoice(value=ref, name=name) for ref, name in ordered)


def _rows(ctx: Context, scope: Scope, found: list[AuditEntry]) -> list[AuditRow]:
    def refs(kind: str) -> set[str]:
        return {one.subject_ref for one in found if one.subject_kind == kind and one.subject_ref}

    tenants = {ref: name for ref, (_, name) in tenants_by_ref(scope).items()}
    people = queries.people(scope, {one.actor_ref for one in found} | refs("user"))
    subjects = people | tenants | queries.members(scope, refs("membership"))
    if refs("workspace"):
        subjects[scope.workspace_ref] = queries.workspace_name(scope)
    return [
        AuditRow(
            handle=seal(ctx, HANDLE, str(one.seq)),
            seq=one.seq,
            at=one.at.isoformat() if one.at else "",
            actor_kind=one.actor_kind,
            actor_ref=one.actor_ref,
            actor_name=people.get(one.actor_ref, ""),
            action=one.action,
            outcome="denied" if one.action in DENIALS else "done",
            subject_kind=one.subject_kind,
            subject_ref=one.subject_ref,
            subject_name=subjects.get(one.subject_ref, ""),
            tenant_ref=one.tenant_ref,
            tenant_name=tenants.get(one.tenant_ref, ""),
            reason=one.reason,
            run_ref=one.run_ref,
        )
        for one in found
    ]


def _detail(ctx: Context, scope: Scope, found: AuditEntry) -> AuditDetail:
    nothing = AuditFilters()
    older = queries.entries(scope, nothing, Place(found.seq), limit=1)
    newer = queries.entries(scope, nothing, Place(found.seq, newer=True), limit=1)
    proof, previous = (found.hash or b"").hex(), (found.prev or b"").hex()
    return AuditDetail(
        row=_rows(ctx, scope, [found])[0],
        plane=found.plane,
        request_ref=found.request_ref,
        changes=changes(found.before, found.after),
        hash=proof,
        hash_short=proof[:SHORT],
        previous_short=previous[:SHORT],
        chain=scope.workspace_ref,
        newer_seq=newer[0].seq if newer else 0,
        older_seq=older[0].seq if older else 0,
    )


def changes(before: str, after: str) -> tuple[AuditChange, ...]:
    """What differs between the two states an entry keeps, field by field."""
    old, new = (json.loads(value) if value else {} for value in (before, after))
    return tuple(
        AuditChange(field=name, before=_shown(old.get(name)), after=_shown(new.get(name)))
        for name in sorted(old.keys() | new.keys())
        if name not in old or name not in new or old[name] != new[name]
    )


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
