"""The one registry of planes, capabilities and roles (G3). No other file names a role or spells a capability.

A test writes the role x capability matrix to tests/security/role_capability_matrix.txt, which reviewers read as a diff.
"""

from __future__ import annotations

from enum import StrEnum


class Plane(StrEnum):
    """The three separate surfaces; rights in one say nothing about another (G2)."""

    ADMIN = "admin"
    REVIEW = "review"
    SYSTEM = "system"


class Capability(StrEnum):
    """A right, `noun.verb`."""

    WORKSPACE_READ = "workspace.read"
    TENANT_READ = "tenant.read"
    TENANT_MANAGE = "tenant.manage"
    CONNECTION_READ = "connection.read"
    CONNECTION_CHECK = "connection.check"
    CONNECTION_MANAGE = "connection.manage"
    POLICY_READ = "policy.read"
    POLICY_INSPECT = "policy.inspect"
    INVENTORY_SYNC = "inventory.sync"
    FINDING_READ = "finding.read"
    FINDING_COMMENT = "finding.comment"
    FINDING_TRIAGE = "finding.triage"
    FINDING_ASSIGN = "finding.assign"
    FINDING_WORK = "finding.work"
    FINDING_DISMISS = "finding.dismiss"
    FINDING_EXPORT = "finding.export"
    EXCEPTION_REQUEST = "exception.request"
    EXCEPTION_APPROVE = "exception.approve"
    EXCEPTION_REVOKE = "exception.revoke"
    GOVERNANCE_MANAGE = "governance.manage"
    BASELINE_READ = "baseline.read"
    BASELINE_MANAGE = "baseline.manage"
    BASELINE_COMPARE = "baseline.compare"
    CONTROL_READ = "control.read"
    CONTROL_MANAGE = "control.manage"
    MEMBER_READ = "member.read"
    MEMBER_MANAGE = "member.manage"
    RUN_READ = "run.read"
    RUN_CANCEL = "run.cancel"
    RUN_RETRY = "run.retry"
    RUN_EXPORT = "run.export"
    RUN_DIAGNOSE = "run.diagnose"
    AUDIT_READ = "audit.read"
    AUDIT_EXPORT = "audit.export"
    AUDIT_VERIFY = "audit.verify"
    SCHEDULE_READ = "schedule.read"
    SCHEDULE_MANAGE = "schedule.manage"
    REVIEW_READ = "review.read"
    INSTALLATION_READ = "installation.read"
    INSTALLATION_CONTROL = "installation.control"


class Role(StrEnum):
    """What a membership makes of a person."""

    OWNER = "owner"
    MANAGER = "manager"
    OPERATOR = "operator"
    APPROVER = "approver"
    READ_ONLY = "read_only"
    CUSTOMER_VIEWER = "customer_viewer"
    PLATFORM_OPERATOR = "platform_operator"


C = Capability
_READ = frozenset(
    {
        C.WORKSPACE_READ, C.TENANT_READ, C.CONNECTION_READ, C.POLICY_READ, C.CONTROL_READ, C.MEMBER_READ, C.RUN_READ,
        C.SCHEDULE_READ, C.FINDING_READ, C.BASELINE_READ,
    }
)  # fmt: skip
_OPERATE = _READ | {
    C.RUN_CANCEL, C.RUN_RETRY, C.RUN_EXPORT, C.RUN_DIAGNOSE, C.AUDIT_READ, C.AUDIT_EXPORT, C.INVENTORY_SYNC,
    C.CONNECTION_CHECK, C.POLICY_INSPECT, C.FINDING_COMMENT, C.FINDING_TRIAGE, C.FINDING_ASSIGN, C.FINDING_WORK,
    C.FINDING_EXPORT, C.EXCEPTION_REQUEST, C.BASELINE_COMPARE,
}  # fmt: skip
_MANAGE = _OPERATE | {
    C.MEMBER_MANAGE, C.AUDIT_VERIFY, C.SCHEDULE_MANAGE, C.TENANT_MANAGE, C.CONNECTION_MANAGE, C.CONTROL_MANAGE,
    C.FINDING_DISMISS, C.EXCEPTION_APPROVE, C.EXCEPTION_REVOKE, C.GOVERNANCE_MANAGE, C.BASELINE_MANAGE,
}  # fmt: skip

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OWNER: _MANAGE,
    Role.MANAGER: _MANAGE,
    Role.OPERATOR: _OPERATE | {C.AUDIT_VERIFY},
    Role.APPROVER: _READ | {C.AUDIT_READ, C.FINDING_COMMENT, C.EXCEPTION_APPROVE},
    Role.READ_ONLY: _READ,
    Role.CUSTOMER_VIEWER: frozenset({C.REVIEW_READ}),
    Role.PLATFORM_OPERATOR: frozenset({C.INSTALLATION_READ, C.INSTALLATION_CONTROL}),
}

PLANE: dict[Role, Plane] = {
    **dict.fromkeys(Role, Plane.ADMIN),
    Role.CUSTOMER_VIEWER: Plane.REVIEW,
    Role.PLATFORM_OPERATOR: Plane.SYSTEM,
}

# Who may hand out which role: nobody grants more than they hold, and only owners make owners.
GRANTABLE: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(Role) - {Role.PLATFORM_OPERATOR},
    Role.MANAGER: frozenset({Role.MANAGER, Role.OPERATOR, Role.APPROVER, Role.READ_ONLY, Role.CUSTOMER_VIEWER}),
}


def holds(role: Role, capability: Capability) -> bool:
    """Whether `role` carries `capability`."""
    return capability in CAPABILITIES[role]


def may_grant(actor: Role, role: Role) -> bool:
    """Whether somebody with `actor` may give, change or take away `role`."""
    return role in GRANTABLE.get(actor, frozenset())
