"""Where the names of referenced objects come from, and whose changes the tenant's own logs tell.

Not families: groups, users and the rest of the directory are read by id, as far as policies point at them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tenantpilot.provider.contracts.model import ReferenceKind, Version


@dataclass(frozen=True)
class NameSource:
    """How one object is asked for its name by id. `row` is the fact it rests on, 0 where it is no policy resource."""

    kind: ReferenceKind
    path: str
    query: str
    feature: str
    name_property: str = "displayName"
    version: Version = "v1.0"
    area: str = "directory"
    row: int = 0


@dataclass(frozen=True)
class NameInFamily:
    """References whose names stand in the inventory itself, as policies of a family."""

    kind: ReferenceKind
    family: str


@dataclass(frozen=True)
class ChangeLog:
    """A log of the tenant that tells who changed what. `{since}` in `query` is a moment in UTC, ISO 8601."""

    key: str
    path: str
    query: str
    feature: str
    area: str
    at_property: str
    version: Version = "v1.0"
    row: int = 0
    groups: tuple[str, ...] = ()


# Conditional Access names roles by their template, which is the id of the role's definition, and apps by their appId.
NAME_SOURCES: Mapping[str, NameSource] = MappingProxyType({
    source.kind: source for source in (
        NameSource("group", "groups/{id}", "$select=id,displayName", "group_names", row=50),
        NameSource("user", "users/{id}", "$select=id,displayName", "user_names"),
        NameSource("application", "servicePrincipals", "$filter=appId eq '{id}'&$select=id,appId,displayName",
                   "application_names"),
        NameSource("directory_role", "roleManagement/directory/roleDefinitions/{id}", "$select=id,displayName",
                   "role_names"),
        # Built-in roles are no policies of the tenant, yet assignments point at them.
        NameSource("role", "deviceManagement/roleDefinitions/{id}", "$select=id,displayName", "rbac", version="beta",
                   area="intune/rbac", row=17),
    )
})  # fmt: skip

NAMES_IN_FAMILIES: Mapping[str, NameInFamily] = MappingProxyType({
    source.kind: source for source in (
        NameInFamily("filter", "assignment_filters"),
        NameInFamily("scope_tag", "scope_tags"),
        NameInFamily("named_location", "named_locations"),
        NameInFamily("terms_of_use", "terms_of_use"),
        NameInFamily("authentication_strength", "authentication_strengths"),
        NameInFamily("notification_template", "notification_templates"),
        NameInFamily("compliance_script", "compliance_scripts"),
        NameInFamily("app", "apps"),
        NameInFamily("reusable_setting", "reusable_settings"),
        NameInFamily("role", "intune_roles"),  # first; a role that is not there is asked for
    )
})  # fmt: skip

CHANGE_LOGS: Mapping[str, ChangeLog] = MappingProxyType({
    log.key: log for log in (
        ChangeLog("intune", "deviceManagement/auditEvents",
                  "$filter=activityDateTime ge {since}&$orderby=activityDateTime", "change_authors",
                  "intune/auditing", "activityDateTime", row=35,
                  groups=("device_configuration", "endpoint_security", "compliance", "scripts", "updates", "apps",
                          "enrollment", "rbac", "tenant_wide", "windows_365")),
        ChangeLog("directory", "auditLogs/directoryAudits",
                  "$filter=activityDateTime ge {since}&$orderby=activityDateTime", "directory_change_authors",
                  "directory_reports", "activityDateTime", groups=("access", "directory")),
    )
})  # fmt: skip
