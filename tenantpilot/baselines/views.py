"""What pages show of baselines: codes, numbers, names as data, ISO 8601 times (empty without one), handles.

Everybody's counts of tenants are of the tenants that they reach. A `family_state` is one of read, partial, forbidden,
throttled, unsupported, unlicensed, or `never`.
"""

from __future__ import annotations

from tenantpilot.baselines.draft_views import (
    CaptureChoices,
    CaptureFamily,
    CaptureTenant,
    Drafted,
    EffectPage,
    EffectPath,
    EffectRow,
    EffectTenant,
    PolicyChoice,
    PolicyChoices,
    RefusedFamily,
)
from tenantpilot.baselines.place_views import (
    EffectiveRow,
    GroupBaseline,
    GroupList,
    GroupMember,
    GroupRow,
    GroupTenant,
    ObjectChoice,
    ReferenceRow,
    TenantValuesPage,
    ValueRow,
)
from tenantpilot.inventory.views import AssignmentRow as TargetRow
from tenantpilot.inventory.views import ContentRow
from tenantpilot.kernel.views import view

__all__ = [
    "AssignmentChoice", "AssignmentRow", "BaselineList", "BaselinePage", "BaselineRow", "CaptureChoices",
    "CaptureFamily", "CaptureTenant", "ContentRow", "Drafted", "EffectPage", "EffectPath", "EffectRow",
    "EffectTenant", "EffectiveRow", "FamilyRow", "GroupBaseline", "GroupList", "GroupMember", "GroupRow",
    "GroupTenant", "ObjectChoice", "PartContent", "PartPage", "PartRow", "PlacePage", "PlaceRow",
    "PolicyChoice", "PolicyChoices", "ReferenceRow", "RefusedFamily", "RingRow", "RuleRow", "TargetRow",
    "TenantValuesPage", "ValueRow", "VariableRow", "VersionRow",
]  # fmt: skip


@view
class BaselineRow:
    """A baseline in a list. `number` is its newest published version's, 0 before the first.

    `draft_ref` is empty without a draft. `behind` counts tenants whose ring uses an older version than the newest;
    `waiting` those whose ring uses none yet.
    """

    handle: str
    baseline_ref: str
    href: str
    compare_href: str
    name: str
    description: str
    number: int
    version_ref: str
    published_at: str
    published_by: str
    draft_ref: str
    draft_number: int
    parts: int
    families: int
    rings: int
    tenants: int
    groups: int
    behind: int
    waiting: int
    created_at: str


@view
class BaselineList:
    """All baselines of the workspace by name."""

    rows: tuple[BaselineRow, ...]
    total: int
    may_manage: bool


@view
class VersionRow:
    """A version. `state` is draft, published or discarded; `rings` are the numbers of those that use it.

    `revision` counts the edits of a draft: forms send the one they were made from. `added`, `changed` and `removed`
    count parts against the published version before it. `stale` counts parts that were captured under earlier rules
    of normalisation: they cannot be compared until they are taken over anew.
    """

    handle: str
    version_ref: str
    href: str
    number: int
    state: str
    note: str
    digest: str
    revision: int
    created_at: str
    published_at: str
    published_by: str
    parts: int
    rings: tuple[int, ...]
    added: int
    changed: int
    removed: int
    stale: int


@view
class PartRow:
    """A policy that should be there. Without a `severity` the workspace's rule decides; `assignments`: compare, ignore.

    `change` is against the published version before: added, changed, same. `newer` says what its source shows now:
    same, changed, gone, unread (nobody knows), or empty for a reader who does not reach the source's tenant, whose
    names are empty then too. `variables` counts its places that tenants may fill.
    """

    handle: str
    part_ref: str
    name: str
    family: str
    group: str
    platform: str
    type: str
    severity: str
    assignments: str
    change: str
    newer: str
    is_stale: bool
    variables: int
    captured_at: str
    source_ref: str
    source_name: str
    source_href: str


@view
class PartPage:
    """Parts of a version by family and name, 50 at a time."""

    rows: tuple[PartRow, ...]
    total: int
    cursor: str


@view
class PartContent:
    """What a part says in readable lines, 200 at a time, and to whom it applies in its source."""

    part: PartRow
    rows: tuple[ContentRow, ...]
    total: int
    cursor: str
    targets: tuple[TargetRow, ...]


@view
class PlaceRow:
    """A single value inside a part that could be a variable. `kind` is text, number, yes_no or list.

    Secrets and what the provider masks are not among them.
    """

    path: str
    words: tuple[str, ...]
    kind: str
    value: str
    is_variable: bool


@view
class PlacePage:
    """Places of a part, 100 at a time; `q` finds in path and words."""

    rows: tuple[PlaceRow, ...]
    total: int
    cursor: str


@view
class FamilyRow:
    """A family that a version speaks of. `is_exhaustive`: whatever else a tenant has there is unexpected."""

    family: str
    group: str
    parts: int
    rules: int
    is_exhaustive: bool


@view
class RuleRow:
    """A property that is not compared. `family` is `*` for all of them; `path` may have `*`, `[*]` and `**`."""

    handle: str
    family: str
    group: str
    path: str
    words: tuple[str, ...]
    reason: str


@view
class VariableRow:
    """A value that each tenant may set; `tenants` counts those that did.

    `is_lost`: the place is not there any more since its part was taken over anew or removed, so the draft cannot be
    published before the variable is removed.
    """

    handle: str
    name: str
    part_ref: str
    part_name: str
    family: str
    path: str
    words: tuple[str, ...]
    kind: str
    default_value: str
    tenants: int
    is_lost: bool


@view
class RingRow:
    """A stage of the roll-out. `can_advance_to` is the version that it may use next, empty when there is none.

    `reason_code` says why not: ring_before_is_behind, nothing_published, up_to_date, or nothing.
    """

    number: int
    name: str
    version_ref: str
    version_number: int
    since: str
    assigned: int
    tenants: int
    can_advance_to: str
    can_advance_to_number: int
    reason_code: str
    is_removable: bool


@view
class AssignmentRow:
    """Where a baseline holds: in a tenant or in a group. `number` is its ring's version, 0 when it uses none yet.

    `tenants` counts the group's tenants in reach. `overridden` counts those of them that another assignment of the
    same baseline places differently.
    """

    handle: str
    assignment_ref: str
    tenant_ref: str
    group_ref: str
    name: str
    href: str
    priority: int
    ring: int
    number: int
    tenants: int
    overridden: int
    assigned_at: str


@view
class AssignmentChoice:
    """A tenant or group that a baseline may be assigned to; `kind` is tenant or group."""

    kind: str
    value: str
    name: str
    tenants: int
    is_assigned: bool


@view
class BaselinePage:
    """A baseline with one of its versions in view: the one asked for, else the draft, else the newest published one.

    `is_editable` says that `version` is a draft and the reader may change it. `latest_number` is the newest published
    version's, 0 before the first. Parts come by `list_parts`.
    """

    row: BaselineRow
    version: VersionRow | None
    versions: tuple[VersionRow, ...]
    families: tuple[FamilyRow, ...]
    rules: tuple[RuleRow, ...]
    variables: tuple[VariableRow, ...]
    rings: tuple[RingRow, ...]
    assignments: tuple[AssignmentRow, ...]
    latest_number: int
    is_editable: bool
    may_manage: bool
    may_compare: bool
