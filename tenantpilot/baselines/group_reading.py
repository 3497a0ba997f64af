"""The page of tenant groups: who is in them, and what is assigned to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.baselines import links
from tenantpilot.baselines import reading_queries as queries
from tenantpilot.baselines.views import GroupBaseline, GroupList, GroupMember, GroupRow, GroupTenant
from tenantpilot.tenants import group_queries
from tenantpilot.tenants.groups import KIND
from tenantpilot.tenants.links import tenant_href
from tenantpilot.tenants.queries import all_tenants


def list_groups(ctx: Context) -> GroupList:
    """All groups by name with their tenants in reach, and the tenants to fill them with.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
    """
    with open_scope(ctx, Capability.TENANT_READ) as scope:
        groups, members = group_queries.groups(scope), group_queries.all_members(scope)
        assigned, space = queries.baselines_of_groups(scope), scope.workspace_ref
        tenants = tuple(GroupTenant(one.public_id, one.name, one.tier) for one in all_tenants(scope))
        may_manage = holds(Role(scope.role), Capability.TENANT_MANAGE) and scope.tenants.mode == "all"
        may_see = holds(Role(scope.role), Capability.BASELINE_READ)
    bases = {group.id: _assigned(space, assigned, group.id) if may_see else () for group in groups}
    rows = tuple(
        GroupRow(
            handle=seal(ctx, KIND, group.public_id),
            group_ref=group.public_id,
            name=group.name,
            members=tuple(
                GroupMember(one.public_id, one.name, tenant_href(space, one.public_id))
                for one in members
                if one.group_id == group.id
            ),
            baselines=bases[group.id],
            created_at=iso(group.created_at),
            is_removable=all(one.group_id != group.id for one in assigned),
        )
        for group in groups
    )
    return GroupList(rows, tenants, may_manage)


def _assigned(space: str, rows: Sequence[Any], group_id: UUID) -> tuple[GroupBaseline, ...]:
    return tuple(
        GroupBaseline(one.public_id, one.name, links.baseline_href(space, one.public_id), one.ring, one.priority)
        for one in rows
        if one.group_id == group_id
    )
