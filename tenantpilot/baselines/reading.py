"""Pages of baselines: the list, a baseline with one of its versions, where it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import links, part_queries
from tenantpilot.baselines import reading_queries as queries
from tenantpilot.baselines.assigning import KIND as ASSIGNMENT
from tenantpilot.baselines.drafts import BASELINE, RULE, VARIABLE, VERSION
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.noise import EVERYWHERE
from tenantpilot.baselines.places import find
from tenantpilot.baselines.views import (
    AssignmentChoice,
    AssignmentRow,
    BaselineList,
    BaselinePage,
    BaselineRow,
    EffectiveRow,
    FamilyRow,
    RingRow,
    RuleRow,
    VariableRow,
    VersionRow,
)
from tenantpilot.inventory.labels import path_words
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.contracts.registry import find as family_of
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import group_queries
from tenantpilot.tenants.links import tenant_href
from tenantpilot.tenants.queries import all_tenants


def list_baselines(ctx: Context) -> BaselineList:
    """The workspace's baselines by name, with how far each has reached the tenants in the reader's reach.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        held: dict[UUID, list[Effective]] = defaultdict(list)
        for one in effective(scope):
            held[one.baseline_id].append(one)
        rows = tuple(_row(ctx, scope, row, held[row.id]) for row in queries.baselines(scope))
        return BaselineList(rows, len(rows), _may_manage(scope))


def _may_manage(scope: Scope) -> bool:
    return holds(Role(scope.role), Capability.BASELINE_MANAGE) and scope.tenants.mode == "all"


def _row(ctx: Context, scope: Scope, row: Any, held: Sequence[Effective]) -> BaselineRow:
    space, number = scope.workspace_ref, row.number or 0
    return BaselineRow(
        handle=seal(ctx, BASELINE, row.public_id),
        baseline_ref=row.public_id,
        href=links.baseline_href(space, row.public_id),
        compare_href=links.compare_href(space, row.public_id),
        name=row.name,
        description=row.description,
        number=number,
        version_ref=row.version_ref or "",
        published_at=iso(row.published_at),
        published_by=row.published_by,
        draft_ref=row.draft_ref or "",
        draft_number=row.draft_number or 0,
        parts=row.parts,
        families=row.families,
        rings=row.rings,
        tenants=len(held),
        groups=row.groups,
        behind=sum(1 for one in held if 0 < one.number < number),
        waiting=sum(1 for one in held if one.number == 0),
        created_at=iso(row.created_at),
    )


def baseline_page(ctx: Context, baseline_ref: str, version_ref: str = "") -> BaselinePage:
    """A baseline with the version asked for, else its draft, else its newest published version.

    Raises:
        NotFoundError: malformed, absent, foreign and deleted alike; also a version of another baseline.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = _baseline(scope, baseline_ref)
        held = effective(scope, baseline_id=row.id)
        rings = queries.rings(scope, row.id)
        versions = [_version(ctx, scope, row, one, rings) for one in queries.versions(scope, row.id, RULES_VERSION)]
        shown = _chosen(versions, version_ref)
        found = queries.version(scope, shown.version_ref) if shown else None
        may_manage = _may_manage(scope)
        return BaselinePage(
            row=_row(ctx, scope, row, held),
            version=shown,
            versions=tuple(versions),
            families=_families(scope, found.id) if found else (),
            rules=_rules(ctx, scope, found.id) if found else (),
            variables=_variables(ctx, scope, found.id) if found else (),
            rings=_rings(rings, versions, held, Counter(one.ring for one in queries.assignments(scope, row.id))),
            assignments=_assignments(ctx, scope, row, held, rings),
            latest_number=row.number or 0,
            is_editable=may_manage and shown is not None and shown.state == "draft",
            may_manage=may_manage,
            may_compare=holds(Role(scope.role), Capability.BASELINE_COMPARE),
        )


def _baseline(scope: Scope, ref: str) -> Any:
    found = queries.baselines(scope, ref) if is_public_id(ref, "bsl") else []
    if not found:
        raise NotFoundError("no such baseline in scope")
    return found[0]


def _chosen(versions: Sequence[VersionRow], wanted: str) -> VersionRow | None:
    if wanted:
        found = next((one for one in versions if one.version_ref == wanted), None)
        if found is None:
            raise NotFoundError("no such version of the baseline")
        return found
    by_state = [one for state in ("draft", "published") for one in versions if one.state == state]
    return by_state[0] if by_state else next(iter(versions), None)


def _version(ctx: Context, scope: Scope, row: Any, one: Any, rings: Sequence[Any]) -> VersionRow:
    return VersionRow(
        handle=seal(ctx, VERSION, one.public_id),
        version_ref=one.public_id,
        href=links.baseline_href(scope.workspace_ref, row.public_id, version=one.public_id),
        number=one.number,
        state=one.state,
        note=one.note,
        digest=one.digest,
        revision=one.revision,
        created_at=iso(one.created_at),
        published_at=iso(one.published_at),
        published_by=one.published_by,
        parts=one.parts,
        rings=tuple(ring.number for ring in rings if ring.version_ref == one.public_id),
        added=one.added,
        changed=one.changed,
        removed=one.removed,
        stale=one.stale,
    )


def _families(scope: Scope, version_id: Any) -> tuple[FamilyRow, ...]:
    known = queries.families(scope, version_id)
    rules = Counter(row.family for row in part_queries.rules(scope, version_id))
    return tuple(
        FamilyRow(family, contract.group, known[family].parts, rules[family], known[family].is_exhaustive)
        for family, contract in contracts().items()
        if family in known
    )


def group_of(family: str) -> str:
    """The family's place in the product; nothing for `*` and what is no family any more."""
    contract = family_of(family)
    return contract.group if contract is not None else ""


def _rules(ctx: Context, scope: Scope, version_id: Any) -> tuple[RuleRow, ...]:
    return tuple(
        RuleRow(
            handle=seal(ctx, RULE, str(row.id)),
            family=row.family,
            group=group_of(row.family),
            path=row.path,
            words=path_words(row.path.replace("**", "").replace("[*]", ""), row.family),
            reason=row.reason,
        )
        for row in sorted(part_queries.rules(scope, version_id), key=lambda one: (one.family != EVERYWHERE, one.family))
    )


def _variables(ctx: Context, scope: Scope, version_id: Any) -> tuple[VariableRow, ...]:
    rows = part_queries.variables(scope, version_id)
    tenants = queries.set_by(scope, [row.name for row in rows]) if rows else {}
    texts = {row.content_digest: "" for row in rows if row.content_digest}
    for digest in texts:
        texts[digest] = part_queries.content(scope, digest)
    return tuple(_variable(ctx, row, texts, tenants) for row in rows)


def _variable(ctx: Context, row: Any, texts: Mapping[str, str], tenants: Mapping[str, int]) -> VariableRow:
    place = find(texts[row.content_digest], row.path) if row.content_digest else None
    return VariableRow(
        handle=seal(ctx, VARIABLE, str(row.id)),
        name=row.name,
        part_ref=row.part_ref,
        part_name=row.part_name,
        family=row.family,
        path=row.path,
        words=path_words(row.path, row.family),
        kind=place.kind if place else "",
        default_value=row.default_value,
        tenants=tenants.get(row.name, 0),
        is_lost=place is None,
    )


def _rings(
    rings: Sequence[Any], versions: Sequence[VersionRow], held: Sequence[Effective], assigned: Counter[int]
) -> tuple[RingRow, ...]:
    published = [one for one in versions if one.state == "published"]
    made = []
    before: int | None = None
    for ring in rings:
        following, reason = _next(ring.version_number, published, before)
        made.append(
            RingRow(
                number=ring.number,
                name=ring.name,
                version_ref=ring.version_ref,
                version_number=ring.version_number,
                since=iso(ring.since) if ring.version_ref else "",
                assigned=assigned[ring.number],
                tenants=sum(1 for one in held if one.ring == ring.number),
                can_advance_to=following.version_ref if following else "",
                can_advance_to_number=following.number if following else 0,
                reason_code=reason,
                is_removable=ring.number > 1 and ring is rings[-1] and not assigned[ring.number],
            )
        )
        before = ring.version_number
    return tuple(made)


def _next(number: int, published: Sequence[VersionRow], before: int | None) -> tuple[VersionRow | None, str]:
    """The newest version that a ring may go on to, or why there is none."""
    newer = [one for one in published if one.number > number]
    if not published:
        return None, "nothing_published"
    if not newer:
        return None, "up_to_date"
    allowed = [one for one in newer if before is None or one.number <= before]
    return (allowed[0], "") if allowed else (None, "ring_before_is_behind")


def _assignments(
    ctx: Context, scope: Scope, row: Any, held: Sequence[Effective], rings: Sequence[Any]
) -> tuple[AssignmentRow, ...]:
    members = Counter(one.group_id for one in group_queries.all_members(scope))
    effects = Counter(one.assignment_ref for one in held)
    numbers = {ring.number: ring.version_number for ring in rings}
    return tuple(
        AssignmentRow(
            handle=seal(ctx, ASSIGNMENT, one.public_id),
            assignment_ref=one.public_id,
            tenant_ref=one.tenant_ref,
            group_ref=one.group_ref,
            name=one.name,
            href=tenant_href(scope.workspace_ref, one.tenant_ref)
            if one.tenant_ref
            else links.groups_href(scope.workspace_ref),
            priority=one.priority,
            ring=one.ring,
            number=numbers.get(one.ring, 0),
            tenants=members[one.group_id] if one.group_ref else 1,
            overridden=max(0, members[one.group_id] - effects[one.public_id]) if one.group_ref else 0,
            assigned_at=iso(one.assigned_at),
        )
        for one in queries.assignments(scope, row.id)
    )


def assignment_choices(ctx: Context, baseline_ref: str) -> tuple[AssignmentChoice, ...]:
    """Groups and tenants that a baseline can be assigned to, groups first, each by name.

    Raises:
        NotFoundError, ForbiddenError: as baseline_page.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = _baseline(scope, baseline_ref)
        there = queries.assignments(scope, row.id)
        taken = {one.tenant_ref or one.group_ref for one in there}
        members = Counter(one.group_id for one in group_queries.all_members(scope))
        groups = group_queries.groups(scope) if scope.tenants.mode == "all" else []
        return (
            *(
                AssignmentChoice("group", one.public_id, one.name, members[one.id], one.public_id in taken)
                for one in groups
            ),
            *(
                AssignmentChoice("tenant", one.public_id, one.name, 1, one.public_id in taken)
                for one in all_tenants(scope)
            ),
        )


def effective_baselines(ctx: Context, tenant_ref: str) -> tuple[EffectiveRow, ...]:
    """The baselines that hold in a tenant, the weightiest first.

    Raises:
        NotFoundError: malformed, absent and foreign tenants alike.
        ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ, tenant=tenant_ref) as scope:
        found = effective(scope, [scope.tenant[0]] if scope.tenant else [])
        space = scope.workspace_ref
    return tuple(
        EffectiveRow(
            one.baseline_ref, links.baseline_href(space, one.baseline_ref), one.baseline_name, one.version_ref,
            one.number, one.priority, one.ring, one.ring_name, one.group_ref, one.group_name,
        )
        for one in found
    )  # fmt: skip
