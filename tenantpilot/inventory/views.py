"""What pages show of the inventory: codes, numbers, names as data, ISO 8601 times, handles; never sentences.

Times are empty texts when there is none. A family's `state` is one of read, partial, forbidden, throttled,
unsupported, unlicensed, or `never` (not read yet). A `name_state` is resolved, missing (the provider says that it does
not exist any more) or unknown (nobody could ask).
"""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class PolicyRow:
    """A policy in a list. `coverage` is how its family was read last: what the row says may be old.

    `assigned` is assigned, unassigned, unknown or not_assignable.
    """

    handle: str
    policy_ref: str
    href: str
    name: str
    family: str
    platform: str
    type: str
    tenant_ref: str
    tenant_name: str
    assigned: str
    assignment_count: int
    version: int
    changed_at: str
    changed_by: str
    changed_by_kind: str
    last_seen_at: str
    is_ghost: bool
    deleted_at: str
    coverage: str


@view
class PolicyPage:
    """One page of the explorer; `cursor` fetches the next one and is empty at the end."""

    rows: tuple[PolicyRow, ...]
    cursor: str
    has_more: bool


@view
class TenantChoice:
    """A tenant to narrow by; `policies` and `ghosts` as its aggregate says."""

    tenant_ref: str
    name: str
    policies: int
    ghosts: int


@view
class FamilyCount:
    """How many policies of a family there are within the narrowing; `group` is the family's place in the product."""

    family: str
    group: str
    policies: int
    ghosts: int


@view
class PlatformCount:
    """How many policies of a platform there are; the empty platform is one, too."""

    platform: str
    policies: int


@view
class InventoryChoices:
    """What the explorer may narrow by; `total` and `ghosts` count what is within the tenant chosen."""

    tenants: tuple[TenantChoice, ...]
    families: tuple[FamilyCount, ...]
    platforms: tuple[PlatformCount, ...]
    total: int
    ghosts: int
    last_sync_at: str


@view
class ReferenceRow:
    """Another object that a policy names by id. `usage` is include, exclude, filter or refers."""

    usage: str
    kind: str
    provider_id: str
    name: str
    name_state: str


@view
class PolicyDetail:
    """A policy's own page. `version_ref` is the current version; `absences` counts the times it was gone.

    `coverage_*` say how, when and why its family was read last; `complete_at` is the family's last complete reading.
    """

    row: PolicyRow
    provider_id: str
    description: str
    version_ref: str
    versions: int
    absences: int
    first_seen_at: str
    coverage_reason: str
    attempted_at: str
    complete_at: str
    references: tuple[ReferenceRow, ...]
    may_inspect: bool
    may_sync: bool


@view
class HistoryRow:
    """Something that happened to a policy. `kind` is version, deleted or restored.

    Versions: `change` is first, content, assignments or both; it came to be after `seen_before_at` and was seen at
    `at`. `author` is who the tenant's own log names (empty: it names nobody), with `author_at`.
    """

    kind: str
    version_ref: str
    number: int
    change: str
    name: str
    at: str
    seen_before_at: str
    author: str
    author_kind: str
    author_at: str
    is_current: bool


@view
class HistoryPage:
    """A policy's history, newest first; `cursor` fetches the next page and is empty at the end."""

    rows: tuple[HistoryRow, ...]
    cursor: str
    has_more: bool


@view
class VersionChoice:
    """A version to compare with; newest first in lists."""

    version_ref: str
    number: int
    at: str
    author: str


@view
class ContentRow:
    """A line of a policy's readable content; lines of one `section` follow each other, `depth` indents.

    `shape` is text, number, yes, no, empty, group (a name for what follows),
    secret, unreadable (masked by the provider) or lines (a long text).
    `path` is the technical place in the object.
    """

    section: str
    label: str
    value: str
    shape: str
    depth: int
    path: str


@view
class ContentPage:
    """Readable content of one version; `total` lines in all, `cursor` fetches the next ones."""

    version_ref: str
    number: int
    rows: tuple[ContentRow, ...]
    total: int
    cursor: str


@view
class AssignmentRow:
    """To whom a policy applies. `target` is group, all_devices, all_users, or other with the provider's word in `type`.

    `is_exclusion` takes away. `filter_mode` is include, exclude or empty. `other` is what else the assignment says
    (schedules, settings), as JSON.
    """

    target: str
    type: str
    provider_id: str
    name: str
    name_state: str
    is_exclusion: bool
    filter_id: str
    filter_name: str
    filter_state: str
    filter_mode: str
    intent: str
    other: str


@view
class DiffRow:
    """One difference of the content. `change` is added, removed or changed; `words` are the readable way to it.

    Secrets have `is_secret` and no values: only that they changed is said. Long texts have `lines`, a unified
    difference (each begins with +, -, @ or a blank), of which `lines_left_out` are not shown.
    """

    path: str
    words: tuple[str, ...]
    change: str
    before: str
    after: str
    is_secret: bool
    lines: tuple[str, ...]
    lines_left_out: int


@view
class AssignmentChange:
    """An assignment that came (`before` is None), went (`after` is None) or is another now."""

    before: AssignmentRow | None
    after: AssignmentRow | None


@view
class DiffPage:
    """What differs between two versions of one policy; `total` differences in the content in all."""

    before: VersionChoice
    after: VersionChoice
    rows: tuple[DiffRow, ...]
    assignments: tuple[AssignmentChange, ...]
    total: int
    cursor: str


@view
class Assignments:
    """All assignments of one version. `assigned` as in PolicyRow."""

    version_ref: str
    number: int
    assigned: str
    rows: tuple[AssignmentRow, ...]


@view
class RawPage:
    """A piece of the object as the provider gave it, secrets replaced; `size` is the whole in characters."""

    version_ref: str
    number: int
    text: str
    size: int
    cursor: str


@view
class FamilyRow:
    """How well a family is known. `objects` counts the policies that are there; `request_ids` are the provider's.

    `attempted_at` is the last reading, `complete_at` the last complete one.
    """

    family: str
    group: str
    state: str
    reason_code: str
    detail: str
    attempted_at: str
    complete_at: str
    objects: int
    request_ids: tuple[str, ...]
    missing_permissions: tuple[str, ...]


@view
class StateCount:
    """How many families are in a state."""

    state: str
    families: int


@view
class TenantCoverage:
    """Everything that the tenant page says about reading. `log_state` is how the tenant's own log was read."""

    tenant_ref: str
    tenant_name: str
    families: tuple[FamilyRow, ...]
    states: tuple[StateCount, ...]
    policies: int
    ghosts: int
    changes_lately: int
    last_change_at: str
    last_sync_at: str
    last_complete_at: str
    log_state: str
    log_read_at: str
    may_sync: bool
    inventory_href: str


@view
class TenantInventoryRow:
    """The inventory's numbers of a tenant for lists; `never_read` says that there is nothing to count yet."""

    tenant_ref: str
    policies: int
    ghosts: int
    changes_lately: int
    states: tuple[StateCount, ...]
    families: int
    last_sync_at: str
    last_complete_at: str
    never_read: bool


@view
class ChangeRow:
    """A recent change of a tenant. `kind` and `change` as in HistoryRow."""

    kind: str
    change: str
    policy_ref: str
    href: str
    diff_href: str
    name: str
    family: str
    number: int
    at: str
    author: str
    author_kind: str


@view
class ChangePage:
    """Recent changes of a tenant, newest first."""

    rows: tuple[ChangeRow, ...]
    cursor: str
    has_more: bool


@view
class ProgressRow:
    """A family within a running sync: its state once read, `waiting` before."""

    family: str
    group: str
    state: str
    objects: int
    changes: int


@view
class SyncProgress:
    """The sync of a tenant that waits or works now, or, without one, the last one. `status` as of runs."""

    run_ref: str
    href: str
    handle: str
    status: str
    outcome: str
    reason_code: str
    is_active: bool
    total: int
    done: int
    failed: int
    skipped: int
    objects: int
    changes: int
    started_at: str
    finished_at: str
    families: tuple[ProgressRow, ...]
