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
    """A current member. `handle` stands for the membership in events."""

    handle: str
    name: str
    email: str
    role: str
    plane: str
    tenant_mode: str
    tenant_names: tuple[str, ...]
    expires_at: str
    last_sign_in_at: str
    is_self: bool
    may_change: bool


@view
class InvitationRow:
    """An open invitation."""

    handle: str
    email: str
    role: str
    tenant_mode: str
    expires_at: str
    is_expired: bool


@view
class TenantChoice:
    """A tenant to choose in forms and filters, by public id."""

    value: str
    name: str
