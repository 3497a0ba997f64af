"""Parts of a version: the list with what is new about each, what one says, which of its values tenants may fill."""

from __future__ import annotations

from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import part_queries
from tenantpilot.baselines import reading_queries as queries
from tenantpilot.baselines.drafts import LONGEST_NAME, PART
from tenantpilot.baselines.places import Place, places
from tenantpilot.baselines.reading import group_of
from tenantpilot.baselines.views import ContentRow, PartContent, PartPage, PartRow, PlacePage, PlaceRow
from tenantpilot.inventory import readable
from tenantpilot.inventory.contents import assignment_changes
from tenantpilot.inventory.labels import path_words
from tenantpilot.inventory.links import policy_href
from tenantpilot.inventory.opening import place as place_of
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.inventory.targets import TargetChange, targets
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import NIL, is_public_id
from tenantpilot.store.scope import Scope

PLACES = 100
_LONGEST_SHOWN = 500


def list_parts(ctx: Context, version_ref: str, *, family: str = "", q: str = "", cursor: str = "") -> PartPage:
    """Parts of a version by family and name, 50 at a time; `q` is a piece of the name.

    Raises:
        NotFoundError: malformed, absent and foreign alike; a version of a deleted baseline.
        ForbiddenError: as open_scope.
        InvalidInputError: a cursor or a search that means nothing.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        version, wanted, skip = opened(scope, version_ref), _searched(q), place_of(cursor)
        found = queries.parts(scope, version.id, family[:LONGEST_NAME], wanted, skip)
        rows = tuple(_part(ctx, scope, row) for row in found)
    total = found[0].total if found else 0
    end = skip + len(rows)
    return PartPage(rows, total, str(end) if end < total else "")


def opened(scope: Scope, version_ref: str) -> Any:
    """A version of a baseline that is not deleted.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
    """
    found = queries.version(scope, version_ref) if is_public_id(version_ref, "bsv") else None
    if found is None:
        raise NotFoundError("no such version in scope")
    return found


def _searched(q: str) -> str:
    made = " ".join(q.split())
    if len(made) > LONGEST_NAME or "\0" in made:
        raise InvalidInputError({"q": "error-field-too-long" if "\0" not in made else "error-field-format"})
    return made


def _part(ctx: Context, scope: Scope, row: Any) -> PartRow:
    is_near = scope.tenants.reaches(row.source_tenant_id)
    return PartRow(
        handle=seal(ctx, PART, row.part_ref),
        part_ref=row.part_ref,
        name=row.name,
        family=row.family,
        group=group_of(row.family),
        platform=row.platform,
        type=row.type,
        severity=row.severity,
        assignments=row.assignments,
        change="added" if row.is_added else "changed" if row.is_changed else "same",
        newer=_newer(row) if is_near else "",
        is_stale=row.rules_version != RULES_VERSION,
        variables=row.variables,
        captured_at=iso(row.captured_at),
        source_ref=row.source_ref if is_near else "",
        source_name=row.source_name if is_near else "",
        source_href=policy_href(scope.workspace_ref, row.policy_ref) if is_near and row.policy_ref else "",
    )


def _newer(row: Any) -> str:
    if row.state != "read":
        return "unread"
    if row.policy_ref is None or row.is_ghost:
        return "gone"
    return "changed" if row.differs else "same"


def part_content(ctx: Context, version_ref: str, part_ref: str, cursor: str = "") -> PartContent:
    """What a part says in readable lines, 200 at a time, and to whom it applies where it came from.

    Raises:
        NotFoundError, ForbiddenError: as list_parts; also a part that the version does not have.
        InvalidInputError: a cursor that means nothing.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row, start = _opened_part(scope, version_ref, part_ref), place_of(cursor)
        page = readable.read(part_queries.content(scope, row.content_digest), row.family, start=start)
        found = targets(part_queries.content(scope, row.assignments_digest))
        # Names of a tenant's groups are for those who reach the tenant.
        of = row.source_tenant_id if scope.tenants.reaches(row.source_tenant_id) else NIL
        told = assignment_changes(scope, of, [TargetChange(None, one) for one in found])
        part = _part(ctx, scope, row)
    end = page.start + len(page.rows)
    return PartContent(
        part=part,
        rows=tuple(ContentRow(one.section, one.label, one.value, one.shape, one.depth, one.path) for one in page.rows),
        total=page.total,
        cursor=str(end) if end < page.total else "",
        targets=tuple(one.after for one in told if one.after is not None),
    )


def _opened_part(scope: Scope, version_ref: str, part_ref: str) -> Any:
    version = opened(scope, version_ref)
    found = queries.part(scope, version.id, part_ref) if is_public_id(part_ref, "bsp") else None
    if found is None:
        raise NotFoundError("no such part of the version")
    return found


def part_places(ctx: Context, version_ref: str, part_ref: str, q: str = "", cursor: str = "") -> PlacePage:
    """Values of a part that could be variables, 100 at a time; secrets are never among them.

    Raises:
        NotFoundError, ForbiddenError, InvalidInputError: as part_content.
    """
    with open_scope(ctx, Capability.BASELINE_READ) as scope:
        row, start, wanted = _opened_part(scope, version_ref, part_ref), place_of(cursor), _searched(q).casefold()
        version = opened(scope, version_ref)
        taken = {one.path for one in part_queries.variables(scope, version.id) if one.part_ref == part_ref}
        content = part_queries.content(scope, row.content_digest)
    found = [made for one in places(content) if _fits(made := _place(one, row.family, taken), wanted)]
    shown = found[start : start + PLACES]
    end = start + len(shown)
    return PlacePage(tuple(shown), len(found), str(end) if end < len(found) else "")


def _place(one: Place, family: str, taken: set[str]) -> PlaceRow:
    return PlaceRow(one.path, path_words(one.path, family), one.kind, one.text[:_LONGEST_SHOWN], one.path in taken)


def _fits(row: PlaceRow, wanted: str) -> bool:
    return not wanted or wanted in row.path.casefold() or wanted in " ".join(row.words).casefold()
