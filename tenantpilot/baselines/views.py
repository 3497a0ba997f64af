"""What pages show of baselines: codes, numbers, names as data, ISO 8601 times (empty without one), handles.

Everybody's counts of tenants are of the tenants that they reach. A `family_state` is one of read, partial, forbidden,
throttled, unsupported, unlicensed, or `never`.
"""

from __future__ import annotations

from tenantpilot.inventory.views import AssignmentRow as TargetRow
from tenantpilot.inventory.views import ContentRow
from tenantpilot.kernel.views import view

__all__ = ["ContentRow", "TargetRow"]


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


@view
class CaptureFamily:
    """A family of the reference tenant. Only `is_complete` ones can be captured; `complete_at` is how old it is.

    `reason_code` explains any other state.
    """

    family: str
    group: str
    family_state: str
    reason_code: str
    attempted_at: str
    complete_at: str
    policies: int
    is_complete: bool


@view
class CaptureTenant:
    """A tenant to capture from; `families_read` of `families` are complete, the oldest as of `oldest_at`."""

    tenant_ref: str
    name: str
    policies: int
    families_read: int
    families: int
    oldest_at: str
    last_sync_at: str


@view
class CaptureChoices:
    """What a draft can be captured from; `families` are those of the tenant asked for, none without one."""

    tenants: tuple[CaptureTenant, ...]
    tenant_ref: str
    families: tuple[CaptureFamily, ...]


@view
class PolicyChoice:
    """A policy that could become a part. `is_offered` is false when its family was not read completely.

    `is_part` says that the draft has it already.
    """

    policy_ref: str
    href: str
    name: str
    family: str
    group: str
    platform: str
    tenant_ref: str
    tenant_name: str
    changed_at: str
    family_state: str
    complete_at: str
    is_offered: bool
    is_part: bool


@view
class PolicyChoices:
    """Policies to choose from, 50 at a time, by name."""

    rows: tuple[PolicyChoice, ...]
    cursor: str
    has_more: bool


@view
class RefusedFamily:
    """A family that was left out of a capture, and why."""

    family: str
    family_state: str
    reason_code: str
    complete_at: str


@view
class Drafted:
    """What a capture or a change of parts did; `refused` families were left out."""

    baseline_ref: str
    version_ref: str
    revision: int
    added: int
    changed: int
    removed: int
    refused: tuple[RefusedFamily, ...]


@view
class EffectPath:
    """A difference that the rule would hide."""

    path: str
    words: tuple[str, ...]
    before: str
    after: str
    is_secret: bool


@view
class EffectRow:
    """A policy of a tenant whose differences the rule touches: `hidden` of them vanish, `left` stay."""

    tenant_ref: str
    tenant_name: str
    part_ref: str
    part_name: str
    family: str
    policy_href: str
    hidden: int
    left: int
    paths: tuple[EffectPath, ...]


@view
class EffectTenant:
    """What the rule hides in one tenant.

    `state` is looked_at, unread (nothing of the tenant is known) or unmatched (the tenant was not compared yet, so
    nobody knows which of its policies stand for which parts).
    """

    tenant_ref: str
    name: str
    state: str
    hidden: int
    left: int
    parts_clean: int


@view
class EffectPage:
    """What a rule would do before it is saved: differences of today that it hides, by tenant and part.

    `parts_clean` counts policies that it leaves without any difference. `left_out` counts pairs of part and policy
    that were too many to look at: the numbers are then at least these. `matches_nothing` says that no content of the
    draft has such a place either: the path is perhaps mistyped.
    """

    rows: tuple[EffectRow, ...]
    tenants: tuple[EffectTenant, ...]
    hidden: int
    left: int
    parts_clean: int
    looked_at: int
    left_out: int
    matches_nothing: bool


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
