"""Cloud PCs."""

from __future__ import annotations

from functools import partial

from tenantpilot.provider.contracts.model import Contract

_declare = partial(
    Contract, group="windows_365", feature="windows_365", area="windows_365", platform="windows",
    query="$expand=assignments", scope_tags="scopeIds", read_permissions=("CloudPC.Read.All",),
    write_permissions=("CloudPC.ReadWrite.All",), create_statuses=(201,), update_statuses=(204,),
    assign_path="{id}/assign",
)  # fmt: skip

CLOUD_PC_PROVISIONING = _declare("cloud_pc_provisioning", 51, "deviceManagement/virtualEndpoint/provisioningPolicies")
CLOUD_PC_USER_SETTINGS = _declare("cloud_pc_user_settings", 51, "deviceManagement/virtualEndpoint/userSettings")

CONTRACTS = (CLOUD_PC_PROVISIONING, CLOUD_PC_USER_SETTINGS)
