"""What pages show of where baselines hold: groups of tenants, what tenants fill in, what holds in one.

Words as in views.py.
"""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class GroupMember:
    """A tenant in a group."""

    tenant_ref: str
    name: str
    href: str


@view
class GroupBaseline:
    """A baseline that is assigned to a group."""

    baseline_ref: str
    name: str
    href: str
    ring: int
    priority: int


@view
class GroupRow:
    """A group of tenants; `members` are those in reach. It can be deleted while no baseline is assigned to it."""

    handle: str
    group_ref: str
    name: str
    members: tuple[GroupMember, ...]
    baselines: tuple[GroupBaseline, ...]
    created_at: str
    is_removable: bool


@view
class GroupTenant:
    """A tenant that could be in a group."""

    tenant_ref: str
    name: str
    tier: str


@view
class GroupList:
    """All groups by name, and the tenants to fill them with."""

    rows: tuple[GroupRow, ...]
    tenants: tuple[GroupTenant, ...]
    may_manage: bool


@view
class ValueRow:
    """A variable as it stands in a tenant: its own value, or the baseline's default. `places` is how many it fills."""

    name: str
    baseline_ref: str
    baseline_name: str
    part_name: str
    family: str
    words: tuple[str, ...]
    kind: str
    default_value: str
    value: str
    is_set: bool
    changed_at: str
    places: int


@view
class ReferenceRow:
    """An object of a baseline's source tenant, and which of this tenant's stands for it.

    `state` is mapped or unmapped. Names are data, empty where nobody knows them. `parts` counts the policies of
    baselines that name it.
    """

    handle: str
    kind: str
    source_tenant_name: str
    source_id: str
    source_name: str
    value: str
    value_name: str
    state: str
    parts: int
    changed_at: str


@view
class ObjectChoice:
    """An object of the tenant that could stand for another tenant's."""

    value: str
    name: str


@view
class TenantValuesPage:
    """What a tenant fills in where its baselines leave it open."""

    tenant_ref: str
    tenant_name: str
    values: tuple[ValueRow, ...]
    references: tuple[ReferenceRow, ...]
    may_manage: bool


@view
class EffectiveRow:
    """A baseline that holds in a tenant, the weightiest first. `number` is 0 when its ring uses no version yet."""

    baseline_ref: str
    href: str
    name: str
    version_ref: str
    number: int
    priority: int
    ring: int
    ring_name: str
    group_ref: str
    group_name: str
