"""What the pages about people and workspaces show."""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class WorkspaceCard:
    """A workspace the person may open, for the chooser and the switcher."""

    space: str
    href: str
    name: str
    environment: str
    role: str
    is_pinned: bool
    last_activity_at: str
    attention: int


@view
class MemberRow:
    """A current member. `handle` stands for the membership in events; `tenants` are the public ids it names."""

    handle: str
    name: str
    initials: str
    email: str
    role: str
    plane: str
    tenant_mode: str
    tenants: tuple[str, ...]
    tenant_names: tuple[str, ...]
    expires_at: str
    last_sign_in_at: str
    is_self: bool
    may_change: bool


@view
class InvitationRow:
    """An open invitation; the membership it offers ends at `membership_ends_at`, the offer at `expires_at`."""

    handle: str
    email: str
    role: str
    tenant_mode: str
    tenant_names: tuple[str, ...]
    invited_by: str
    created_at: str
    expires_at: str
    membership_ends_at: str
    is_expired: bool
    may_change: bool


@view
class InvitationOffer:
    """What a person reads before accepting: who invites, where to, as what. `href` is set when they have joined."""

    workspace_name: str
    invited_by: str
    role: str
    plane: str
    tenant_mode: str
    tenant_names: tuple[str, ...]
    expires_at: str
    membership_ends_at: str
    href: str


@view
class SessionRow:
    """One of the person's own sign-ins. Times are ISO 8601; browser and system are empty when unknown."""

    handle: str
    browser: str
    system: str
    address: str
    started_at: str
    last_seen_at: str
    ends_at: str
    is_current: bool


@view
class ReviewDesk:
    """Whose page a customer reads: the workspace that looks after them, and which of their tenants it may show."""

    workspace_name: str
    tenant_names: tuple[str, ...]
    access_ends_at: str


@view
class TenantChoice:
    """A tenant to choose in forms and filters, by public id."""

    value: str
    name: str


@view
class WorkspaceBrief:
    """The open workspace for the page frame, with what the person may see there (for showing, never for deciding)."""

    space: str
    name: str
    environment: str
    role: str
    may_read_audit: bool
    may_manage_members: bool
    may_export_runs: bool
    may_export_audit: bool
    may_verify_audit: bool
    may_manage_schedules: bool


@view
class Profile:
    """The signed-in person and their preferences."""

    name: str
    email: str
    language: str
    theme: str
    density: str
    is_platform_operator: bool
    has_admin: bool
    has_review: bool


@view
class InstallationWorkspaceRow:
    """A workspace as platform staff see it: size and activity, nothing of its content."""

    space: str
    name: str
    environment: str
    members: int
    tenants: int
    last_activity_at: str
    created_at: str


@view
class NotificationRow:
    """One notice to the person; the page finds the words for the codes."""

    handle: str
    kind: str
    href: str
    operation: str
    finding: str
    outcome: str
    reason: str
    workspace_name: str
    at: str
    is_unread: bool


@view
class SavedViewRow:
    """Filters and order of a list under a name; `query` is what stands after the question mark of its address."""

    handle: str
    view_ref: str
    name: str
    query: str
    is_shared: bool
    is_own: bool
    owner_name: str
    may_change: bool
