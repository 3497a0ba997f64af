"""How all tenants stand against one baseline: a sheet of which pages ask for the piece in sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import compare_queries, links
from tenantpilot.baselines import fleet_queries as queries
from tenantpilot.baselines.compare_views import (
    CELLS,
    FleetChoice,
    FleetPart,
    FleetSheet,
    FleetTenant,
    FleetWindow,
    ResultCount,
)
from tenantpilot.baselines.drafts import BASELINE
from tenantpilot.baselines.effective import Effective, effective
from tenantpilot.baselines.tables import Baseline
from tenantpilot.baselines.verdicts import COLUMNS
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.scope import Scope

MOST_ROWS, MOST_PARTS = 100, 2000
_MOST = 1_000_000


def fleets(ctx: Context) -> tuple[FleetChoice, ...]:
    """Baselines that hold in tenants of the reader's reach, by name.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        held = effective(scope)
        found: dict[str, FleetChoice] = {}
        for ref in sorted({one.baseline_ref for one in held}):
            own = [one for one in held if one.baseline_ref == ref]
            standing = queries.standing(scope, own[0].baseline_id, {one.tenant_id for one in own})
            deviating = sum(1 for row in standing.values() if _deviating(row))
            never = len(own) - len(standing)
            incomplete = sum(1 for row in standing.values() if row.coverage_state != "complete")
            found[ref] = FleetChoice(ref, own[0].baseline_name, len(own), deviating, never, incomplete)
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.baseline_ref)))


def fleet(ctx: Context, baseline_ref: str) -> FleetSheet:
    """What a baseline's sheet is about, with its columns; rows come by window.

    Raises:
        NotFoundError: malformed, absent, foreign.
        ForbiddenError: a member without baseline.read.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = scope.get(Baseline, baseline_ref)
        rows = _rows(scope, row)
        standing = queries.standing(scope, row.id, {one.tenant_id for one, _ in rows})
        versions = {one.version_id for one, _ in rows if one.version_id is not None}
        found = queries.parts(scope, row.id, {one.tenant_id for one, _ in rows}, versions)
        read = [one.oldest_at for one in standing.values() if one.oldest_at]
        return FleetSheet(
            baseline_ref=row.public_id,
            baseline_name=row.name,
            baseline_href=links.baseline_href(scope.workspace_ref, row.public_id),
            handle=seal(ctx, BASELINE, row.public_id),
            parts=tuple(
                FleetPart(at, one.part_ref, one.name, one.family, one.deviating) for at, one in enumerate(found)
            ),
            tenants=len(rows),
            never=len(rows) - len(standing),
            incomplete=sum(1 for one in standing.values() if one.coverage_state != "complete"),
            counts=tuple(
                ResultCount(result, sum(getattr(one, column) for one in standing.values()), 0, 0)
                for result, column in COLUMNS.items()
            ),
            read_from=iso(min(read)) if read else "",
            may_compare=holds(Role(scope.role), Capability.BASELINE_COMPARE),
        )


def fleet_window(
    ctx: Context, baseline_ref: str, first: int, count: int = 40, first_part: int = 0, parts: int = MOST_PARTS
) -> FleetWindow:
    """A piece of the sheet: tenants by name from `first` on, cells from `first_part` on.

    Raises:
        NotFoundError, ForbiddenError: as fleet.
        InvalidInputError: a piece that lies nowhere.
    """
    for name, value, least in (("first", first, 0), ("count", count, 1), ("first_part", first_part, 0),
                               ("parts", parts, 1)):  # fmt: skip
        if type(value) is not int or not least <= value <= _MOST:
            raise InvalidInputError({name: "error-field-invalid"})
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row = scope.get(Baseline, baseline_ref)
        rows = _rows(scope, row)
        tenants = {one.tenant_id for one, _ in rows}
        versions = {one.version_id for one, _ in rows if one.version_id is not None}
        columns = queries.parts(scope, row.id, tenants, versions)[first_part : first_part + min(parts, MOST_PARTS)]
        shown = rows[first : first + min(count, MOST_ROWS)]
        standing = queries.standing(scope, row.id, {one.tenant_id for one, _ in shown})
        cells = queries.cells(scope, [one.id for one in standing.values()], [one.part_ref for one in columns])
        return FleetWindow(
            first, first_part,
            tuple(
                _row(scope, first + at, one, name, standing.get(one.tenant_id), cells, columns)
                for at, (one, name) in enumerate(shown)
            ),
        )  # fmt: skip


def _rows(scope: Scope, row: Baseline) -> list[tuple[Effective, str]]:
    """Tenants in which the baseline holds, with their names, in the order of the sheet."""
    held = effective(scope, baseline_id=row.id)
    names = compare_queries.looked_after(scope, {one.tenant_id for one in held})
    found = [(one, names[one.tenant_id]) for one in held if one.tenant_id in names]
    return sorted(found, key=lambda item: (item[1].casefold(), item[0].tenant_ref))


def _row(
    scope: Scope, at: int, one: Effective, name: str, found: Any, cells: dict[Any, dict[str, str]], parts: Sequence[Any]
) -> FleetTenant:
    if found is None:
        return FleetTenant(at, one.tenant_ref, name, "", "", 0, 0, 0, 0, 0, 0, "", 0, outdated=False)
    said = cells[found.id]
    return FleetTenant(
        at=at,
        tenant_ref=one.tenant_ref,
        name=name,
        href=links.comparison_href(scope.workspace_ref, found.public_id),
        cells="".join(CELLS[said.get(part.part_ref, "")] for part in parts),
        matching=found.matching + found.covered,
        deviating=_deviating(found),
        unexpected=found.unexpected,
        unknown=found.unknown,
        families=found.families,
        families_read=found.families_read,
        read_at=iso(found.oldest_at),
        version=found.number,
        outdated=found.version_id != one.version_id,
    )


def _deviating(row: Any) -> int:
    return int(row.different + row.missing + row.conflicting)
