"""Who may do what in Intune, and to what: roles, their assignments, scope tags, filters, approvals."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts import everywhere
from tenantpilot.provider.contracts.model import Contract, Part, Reference

_declare = partial(
    Contract, group="rbac", feature="rbac", area="intune/rbac",
    read_permissions=everywhere.RBAC_READ, write_permissions=everywhere.RBAC_WRITE,
)  # fmt: skip

ASSIGNMENT_FILTERS = _declare(
    "assignment_filters", 15, "deviceManagement/assignmentFilters", area="intune/device_configuration",
    feature="device_configuration", read_permissions=everywhere.CONFIGURATION_READ,
    write_permissions=everywhere.CONFIGURATION_WRITE, platform_property="platform", scope_tags="roleScopeTags",
    has_assignments=False, volatile=frozenset({"payloads"}), restore_order=15,
    create_statuses=(201,), update_statuses=(200,),
)  # fmt: skip

SCOPE_TAGS = _declare(
    "scope_tags", 16, "deviceManagement/roleScopeTags", scope_tags="", volatile=frozenset({"isBuiltIn"}),
    # Asked as a part: expanded in the list it is always empty.
    parts=(everywhere.ASSIGNMENTS,), restore_order=10, create_statuses=(200,), update_statuses=(200,),
    delete_statuses=(200,), assign_path="{id}/assign", assign_statuses=(200,),
)  # fmt: skip

INTUNE_ROLES = _declare(
    "intune_roles", 17, "deviceManagement/roleDefinitions", query="$filter=isBuiltIn eq false",
    has_assignments=False, skip_when=(("isBuiltIn", "true"),),
    volatile=frozenset({"rolePermissions[].actions", "isBuiltInRoleDefinition"}),
    twins=(("permissions", "rolePermissions"),),
    unordered=(
        "rolePermissions", "rolePermissions[].resourceActions",
        "rolePermissions[].resourceActions[].allowedResourceActions",
        "rolePermissions[].resourceActions[].notAllowedResourceActions",
    ),
    restore_order=20, create_statuses=(200, 201), update_statuses=(200,),
)  # fmt: skip

INTUNE_ROLE_ASSIGNMENTS = _declare(
    "intune_role_assignments", 18, "deviceManagement/roleAssignments", scope_tags="", has_assignments=False,
    query="$expand=roleScopeTags",
    parts=(Part("roleDefinition", "{id}/roleDefinition", is_collection=False, is_optional=True),),
    twins=(("resourceScopes", "scopeMembers"),), copies=("roleDefinition", "roleScopeTags[]"),
    unordered=("members", "scopeMembers", "resourceScopes", "roleScopeTags", "roleScopeTagIds"),
    references=(
        Reference("members[]", "group"), Reference("scopeMembers[]", "group"),
        Reference("resourceScopes[]", "group"),
        Reference("roleDefinition.id", "role"), Reference("roleScopeTags[].id", "scope_tag"),
    ),
    restore_order=25,
)  # fmt: skip

APPROVAL_POLICIES = _declare(
    "approval_policies", 36, "deviceManagement/operationApprovalPolicies", scope_tags="", has_assignments=False,
    volatile=frozenset({"lastModifiedDateTime"}), unordered=("approverGroupIds",),
    references=(Reference("approverGroupIds[]", "group"),),
)  # fmt: skip

CONTRACTS = (ASSIGNMENT_FILTERS, SCOPE_TAGS, INTUNE_ROLES, INTUNE_ROLE_ASSIGNMENTS, APPROVAL_POLICIES)
